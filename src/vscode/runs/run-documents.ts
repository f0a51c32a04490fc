import * as vscode from 'vscode';
import type { Disposable } from '../../base/dispose';
import { beginning, plainLine, plainName } from '../../base/plain-text';
import { t } from '../../base/localize';
import type { RunEvent } from '../../run/events';
import { hasEnded } from '../../run/outcome';
import type { TimeFormat } from '../../view/time';
import { runScheme } from '../ids';
import type { Session } from '../session/session';
import { completedTranscript, type DocumentWriter, type WatchTarget } from './open-transcript';

/** A run, as its document's address names it. */
export interface RunAddress {
  readonly organization: string;
  readonly scenarioId: number;
  readonly runId: number;
}

export interface RunDocumentsWorld {
  readonly time: TimeFormat;
  /** Reads a run and its scenario. */
  readonly target: (address: RunAddress) => Promise<WatchTarget>;
  /** Watches a run that goes on, unless it is watched: its document is written by that. */
  readonly watch: (target: WatchTarget) => void;
  /** Hears what a run's log told. */
  readonly onRead: (target: WatchTarget, events: readonly RunEvent[]) => void;
  /** Hears that a document's text is another now. */
  readonly changed: (uri: vscode.Uri) => void;
  /** Words an error for people. */
  readonly say: (error: unknown) => string;
}

interface Held {
  text: string;
  /** `live`: it is being written; `whole`: it was, to its end; what was `read` from a log is read again. */
  state: 'live' | 'whole' | 'read';
}

/** Transcripts that are kept; any other is read again from the run's log. */
const mostHeld = 50;

// No file system allows these in every name.
const unsafe = /[\\/:*?"<>|\u0000-\u001f\u007f\u200e\u200f\u202a-\u202e\u2066-\u2069]+/g;

/** The address of a run's document; its last part is what the tab shows. */
export function runUri({
  session,
  scenario,
  run,
}: {
  readonly session: Pick<Session, 'organization'>;
  readonly scenario: { readonly id: number; readonly name: string };
  readonly run: { readonly id: number };
}): vscode.Uri {
  const name = beginning(plainName(scenario.name.replace(unsafe, ' '), t('Scenario {0}', scenario.id)), 100).trim();
  return vscode.Uri.from({
    scheme: runScheme,
    authority: session.organization,
    path: `/${String(scenario.id)}/${String(run.id)}/${t('{0} · run {1}', name, run.id)}`,
  });
}

function readRunUri({ authority, path }: vscode.Uri): RunAddress | undefined {
  const [, scenarioId, runId] = path.split('/').map(Number);
  return scenarioId && runId ? { organization: authority, scenarioId, runId } : undefined;
}

const keyOf = ({ organization, scenarioId, runId }: RunAddress): string => [organization, scenarioId, runId].join('/');

/** Each run as a document that cannot be changed: one that is watched grows, any other is read from its log. */
export class RunDocuments implements Disposable {
  /** The one that was used last comes last. */
  readonly #held = new Map<string, Held>();
  readonly #changed = new Map<string, vscode.Uri>();
  readonly #failed = new Map<string, vscode.Uri>();
  readonly #opened: Disposable;

  constructor(private readonly world: RunDocumentsWorld) {
    this.#opened = vscode.workspace.onDidOpenTextDocument((document) => void inOutputLanguage(document));
    for (const document of vscode.workspace.textDocuments) void inOutputLanguage(document);
  }

  /** The text of the document at an address. */
  async text(uri: vscode.Uri): Promise<string> {
    const address = readRunUri(uri);
    if (!address) return '';
    const held = this.#held.get(keyOf(address));
    if (held) return held.text;
    try {
      return (await this.#find(await this.world.target(address))).text;
    } catch (error) {
      this.#failed.set(uri.toString(), uri);
      // An editor that was restored at start has no command to report through: the text itself says what happened.
      return `${plainLine(this.world.say(error))}\n`;
    }
  }

  /** Reads again what could not be read: somebody signed in, or switched. */
  tryAgain(): void {
    const failed = [...this.#failed.values()];
    this.#failed.clear();
    for (const uri of failed) this.world.changed(uri);
  }

  /** Whether a run was watched to its end here. */
  isWhole(target: WatchTarget): boolean {
    return this.#held.get(keyOf(addressOf(target)))?.state === 'whole';
  }

  /** Begins the text of a run that is watched, in place of what was known of it. */
  write(target: WatchTarget, heading: string): DocumentWriter {
    const uri = runUri(target);
    const held: Held = { text: `${heading}\n`, state: 'live' };
    this.#hold(target, held);
    this.#tellChange(uri);
    return {
      append: (text) => {
        held.text += text;
        this.#tellChange(uri);
      },
      end: (isWhole) => (held.state = isWhole ? 'whole' : 'read'),
    };
  }

  /** Opens a run in the tab for looking at. Throws the API's errors. */
  async open(target: WatchTarget): Promise<void> {
    const uri = runUri(target);
    await this.#find(target);
    this.#tellChange(uri);
    await vscode.window.showTextDocument(await inOutputLanguage(await vscode.workspace.openTextDocument(uri)), {
      preview: true,
    });
  }

  dispose(): void {
    this.#opened.dispose();
    this.#changed.clear();
  }

  /** What is being written, or was to its end, is shown as it is; a run that goes on is written from now on; any other is read. */
  async #find(target: WatchTarget): Promise<Held> {
    const key = keyOf(addressOf(target));
    if (!hasEnded(target.run)) this.world.watch(target);
    const known = this.#held.get(key);
    const held = known && known.state !== 'read' ? known : ({ text: await this.#read(target), state: 'read' } as const);
    this.#hold(target, held);
    return held;
  }

  /** Much may be written at one moment: it is one change. */
  #tellChange(uri: vscode.Uri): void {
    if (this.#changed.size === 0) queueMicrotask(() => this.#tellChanges());
    this.#changed.set(uri.toString(), uri);
  }

  #tellChanges(): void {
    const changed = [...this.#changed.values()];
    this.#changed.clear();
    for (const uri of changed) this.world.changed(uri);
  }

  async #read(target: WatchTarget): Promise<string> {
    const { session, scenario, run } = target;
    const log = run.log ? await session.api.runs.log(session.organization, scenario.id, run.id, run.log.id) : undefined;
    const { text, events } = completedTranscript(target, log, this.world.time);
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

const addressOf = ({ session, scenario, run }: WatchTarget): RunAddress => ({
  organization: session.organization,
  scenarioId: scenario.id,
  runId: run.id,
});

/** The language of output channels: what it makes links of, and how it is drawn, is so in a run's document, too. */
const outputLanguage = 'Log';

async function inOutputLanguage(document: vscode.TextDocument): Promise<vscode.TextDocument> {
  if (document.uri.scheme !== runScheme || document.languageId === outputLanguage) return document;
  // An editor without that language shows plain text.
  return vscode.languages.setTextDocumentLanguage(document, outputLanguage).then(undefined, () => document);
}
