import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../base/dispose';
import { beginning, plainLine, plainName } from '../../base/plain-text';
import { t } from '../../base/localize';
import type { RunEvent } from '../../run/events';
import { runScheme } from '../ids';
import type { Session } from '../session';
import { completedTranscript, type DocumentWriter, type WatchTarget } from './open-transcript';

/** A run, as its document's address names it. */
export interface RunAddress {
  readonly organization: string;
  readonly scenarioId: number;
  readonly runId: number;
}

export interface RunDocumentsWorld {
  /** Reads a run and its scenario. */
  readonly target: (address: RunAddress) => Promise<WatchTarget>;
  /** Hears what a run's log told. */
  readonly onRead: (target: WatchTarget, events: readonly RunEvent[]) => void;
  /** Words an error for people. */
  readonly say: (error: unknown) => string;
}

interface Held {
  text: string;
  /** `live`: it is watched; `whole`: it was, to its end; what was read from a log is read again. */
  state: 'live' | 'whole' | 'read';
}

/** Transcripts that are kept; any other is read again from the run's log. */
const mostHeld = 50;

// No file system allows these in every name.
const unsafe = /[\\/:*?"<>|\u0000-\u001f\u007f\u200e\u200f\u202a-\u202e\u2066-\u2069]+/g;

/** The address of a run's document; its last part is what the tab shows. */
export function runUri({ session, scenario, run }: { readonly session: Pick<Session, 'organization'>; readonly scenario: { readonly id: number; readonly name: string }; readonly run: { readonly id: number } }): vscode.Uri {
  const name = beginning(plainName(scenario.name.replace(unsafe, ' '), t('Scenario {0}', scenario.id)), 100).trim();
  return vscode.Uri.from({ scheme: runScheme, authority: session.organization, path: `/${String(scenario.id)}/${String(run.id)}/${t('{0} · run {1}', name, run.id)}` });
}

function readRunUri({ authority, path }: vscode.Uri): RunAddress | undefined {
  const [, scenarioId, runId] = path.split('/').map(Number);
  return scenarioId && runId ? { organization: authority, scenarioId, runId } : undefined;
}

const keyOf = ({ organization, scenarioId, runId }: RunAddress): string => [organization, scenarioId, runId].join('/');

/** Each run as a document that cannot be changed: one that is watched grows, any other is read from its log. */
export class RunDocuments implements vscode.TextDocumentContentProvider, Disposable {
  readonly #store = new DisposableStore();
  readonly #changed = this.#store.add(new vscode.EventEmitter<vscode.Uri>());
  readonly onDidChange = this.#changed.event;
  /** The one that was used last comes last. */
  readonly #held = new Map<string, Held>();

  constructor(private readonly world: RunDocumentsWorld) {
    this.#store.add(vscode.workspace.registerTextDocumentContentProvider(runScheme, this));
  }

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    const address = readRunUri(uri);
    if (!address) return '';
    const held = this.#held.get(keyOf(address));
    if (held) return held.text;
    try {
      return await this.#read(await this.world.target(address));
    } catch (error) {
      // An editor that was restored at start has no command to report through: the text itself says what happened.
      return `${plainLine(this.world.say(error))}\n`;
    }
  }

  /** Begins the text of a run that is watched, in place of what was known of it. */
  write(target: WatchTarget, heading: string): DocumentWriter {
    const uri = runUri(target);
    const held: Held = { text: `${heading}\n`, state: 'live' };
    this.#hold(target, held);
    this.#changed.fire(uri);
    return {
      append: (text) => {
        held.text += text;
        this.#changed.fire(uri);
      },
      end: (isWhole) => (held.state = isWhole ? 'whole' : 'read'),
    };
  }

  /** Opens a run in the tab for looking at. Throws the API's errors. */
  async open(target: WatchTarget): Promise<void> {
    const held = this.#held.get(keyOf(addressOf(target)));
    const uri = runUri(target);
    if (held && held.state !== 'read') this.#hold(target, held);
    else {
      this.#hold(target, { text: await this.#read(target), state: 'read' });
      this.#changed.fire(uri);
    }
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), { preview: true });
  }

  dispose(): void {
    this.#store.dispose();
  }

  async #read(target: WatchTarget): Promise<string> {
    const { session, scenario, run } = target;
    const log = run.log ? await session.api.runs.log(session.organization, scenario.id, run.id, run.log.id) : undefined;
    const { text, events } = completedTranscript(target, log);
    this.world.onRead(target, events);
    return text;
  }

  #hold(target: WatchTarget, held: Held): void {
    const key = keyOf(addressOf(target));
    this.#held.delete(key);
    this.#held.set(key, held);
    for (const [old, { state }] of [...this.#held]) {
      if (this.#held.size <= mostHeld) return;
      if (state !== 'live') this.#held.delete(old);
    }
  }
}

const addressOf = ({ session, scenario, run }: WatchTarget): RunAddress => ({ organization: session.organization, scenarioId: scenario.id, runId: run.id });
