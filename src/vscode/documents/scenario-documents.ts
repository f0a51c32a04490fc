import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../base/dispose';
import type { Log } from '../../base/log';
import { beginning, plainLine } from '../../base/plain-text';
import type { ScenarioModel } from '../../scenario/model';
import { hidesSteps, unreadWords } from '../../view/unread-words';
import type { Scenario } from '../../wire/records';
import { documentScheme, languageId } from '../ids';

/** Where a scenario's document comes from. */
export interface ScenarioSource {
  scenario(organization: string, scenarioId: number): Promise<Scenario>;
}

/** Turns a scenario into the text of a file; the first call loads the YAML library. */
export type Render = (
  scenario: ScenarioModel,
  extras: { readonly stackmoxie?: Readonly<Record<string, unknown>>; readonly linkedScenarios?: unknown },
) => Promise<string>;

// No file system allows these in every name; the document's title should be one that a file could bear.
const unsafe = /[\\/:*?"<>|\u0000-\u001f\u007f\u200e\u200f\u202a-\u202e\u2066-\u2069]+/g;

/** The address of a scenario's read-only document, named by the scenario. */
export function documentUri(organization: string, { id, name }: Pick<Scenario, 'id' | 'name'>): vscode.Uri {
  const safe = beginning(name.replace(unsafe, ' ').replace(/\s+/g, ' ').trim(), 100).trim();
  const title = safe === '' ? `scenario ${String(id)}` : safe;
  return vscode.Uri.from({
    scheme: documentScheme,
    authority: organization,
    path: `/${String(id)}/${title}.crank.yml`,
  });
}

/** Reads an address that `documentUri` made. */
export function readDocumentUri(
  uri: vscode.Uri,
): { readonly organization: string; readonly scenarioId: number } | undefined {
  const scenarioId = Number(uri.path.split('/')[1]);
  return uri.scheme === documentScheme && Number.isInteger(scenarioId) && scenarioId > 0
    ? { organization: uri.authority, scenarioId }
    : undefined;
}

/** Shows scenarios of the cloud as read-only scenario files. */
export class ScenarioDocuments implements vscode.TextDocumentContentProvider, Disposable {
  readonly #store = new DisposableStore();
  readonly #changed = this.#store.add(new vscode.EventEmitter<vscode.Uri>());
  readonly #failed = new Set<vscode.Uri>();
  readonly onDidChange = this.#changed.event;

  constructor(
    private readonly source: ScenarioSource,
    private readonly render: Render,
    private readonly words: { readonly log: Log; readonly say: (error: unknown) => string },
  ) {
    this.#store.add(vscode.workspace.registerTextDocumentContentProvider(documentScheme, this));
  }

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    const address = readDocumentUri(uri);
    if (!address) return '';
    try {
      return await this.#text(await this.source.scenario(address.organization, address.scenarioId));
    } catch (error) {
      this.words.log.warn(`A scenario could not be opened: ${error instanceof Error ? error.message : String(error)}`);
      this.#failed.add(uri);
      // An editor that was restored at start has no command to report through: the text itself says what happened.
      return `# ${plainLine(this.words.say(error))}\n`;
    }
  }

  /** Reads again what could not be read: somebody signed in, or switched. */
  tryAgain(): void {
    const failed = [...this.#failed];
    this.#failed.clear();
    for (const uri of failed) this.#changed.fire(uri);
  }

  /** Opens a scenario beside what is open, in the scenario language. */
  async open(organization: string, scenario: Pick<Scenario, 'id' | 'name'>): Promise<void> {
    const uri = documentUri(organization, scenario);
    this.#changed.fire(uri);
    const document = await vscode.workspace.openTextDocument(uri);
    if (document.languageId !== languageId) await vscode.languages.setTextDocumentLanguage(document, languageId);
    await vscode.window.showTextDocument(document, { preview: true });
  }

  dispose(): void {
    this.#store.dispose();
  }

  async #text(scenario: Scenario): Promise<string> {
    if (hidesSteps(scenario)) return unreadText(scenario);
    const { definition, folder, severity } = scenario;
    const metadata = {
      ...(folder?.record ? { folder: folder.record.name } : {}),
      ...(severity === undefined ? {} : { severity }),
    };
    return this.render(modelOf(scenario), {
      ...(definition?.linkedScenarios ? { linkedScenarios: definition.linkedScenarios } : {}),
      ...(Object.keys(metadata).length > 0 ? { stackmoxie: metadata } : {}),
    });
  }
}

/** A file without steps would say that there are none. */
function unreadText({ raw, ...scenario }: Scenario): string {
  const held = raw?.['definition'] === undefined ? '' : `${JSON.stringify(raw['definition'], null, 2)}\n`;
  return `# ${unreadWords(scenario)}\n${held}`;
}

/** Name and description exist twice in the cloud; the scenario's own are the truth. */
function modelOf({ name, description, definition }: Scenario): ScenarioModel {
  const about = description ?? definition?.description;
  return {
    scenario: name,
    ...(about === undefined ? {} : { description: about }),
    ...(definition?.tokens ? { tokens: definition.tokens } : {}),
    steps: definition?.steps ?? [],
  };
}
