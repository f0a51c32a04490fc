import * as vscode from 'vscode';
import { CancellationSource } from '../../base/cancellation';
import type { Clock } from '../../base/clock';
import { DisposableStore, type Disposable } from '../../base/dispose';
import type { Log } from '../../base/log';
import type { PlacedProblem } from '../../language/checked-document';
import type { LiveScenario } from '../../language/live-scenario';
import { severityOf, type Severity } from '../../language/problem';
import { languageId, settings } from '../ids';
import { diagnosticSeverities, onDidChangeSettings } from '../settings';
import type { RegistryStore } from './registry-store';

/** How long an author must pause before the problems are drawn anew, in milliseconds. */
const pauseMs = 150;

const levels: Readonly<Record<Severity, vscode.DiagnosticSeverity>> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  information: vscode.DiagnosticSeverity.Information,
  hint: vscode.DiagnosticSeverity.Hint,
};

export interface DiagnosticsWorld {
  readonly registries: Pick<RegistryStore, 'knowledge' | 'onDidChange'>;
  /** Loads the language's bundle. */
  readonly open: (text: string) => Promise<LiveScenario>;
  /** The page that explains the codes. */
  readonly page: vscode.Uri;
  readonly clock: Clock;
  readonly log: Log;
}

interface Open {
  readonly document: vscode.TextDocument;
  readonly live: Promise<LiveScenario>;
  pause: CancellationSource;
}

/** Shows the problems of all open scenario files, and keeps up while they are edited. */
export class Diagnostics implements Disposable {
  readonly #store = new DisposableStore();
  readonly #collection = this.#store.add(vscode.languages.createDiagnosticCollection('stackMoxie'));
  readonly #open = new Map<string, Open>();

  constructor(private readonly world: DiagnosticsWorld) {
    this.#store.add(vscode.workspace.onDidOpenTextDocument((document) => this.#start(document)));
    this.#store.add(vscode.workspace.onDidCloseTextDocument((document) => this.#end(document)));
    this.#store.add(vscode.workspace.onDidChangeTextDocument((change) => void this.#change(change)));
    this.#store.add(world.registries.onDidChange(() => this.#showAll()));
    this.#store.add(onDidChangeSettings(settings.diagnosticsSeverity)(() => this.#showAll()));
    vscode.workspace.textDocuments.forEach((document) => this.#start(document));
  }

  dispose(): void {
    for (const { pause } of this.#open.values()) pause.cancel();
    this.#open.clear();
    this.#store.dispose();
  }

  #start(document: vscode.TextDocument): void {
    if (document.languageId !== languageId) return;
    const open = { document, live: this.world.open(document.getText()), pause: new CancellationSource() };
    open.live.catch((error: unknown) => this.world.log.error(`The language service could not be loaded: ${String(error)}`));
    this.#open.set(document.uri.toString(), open);
    void this.#show(open);
  }

  #end({ uri }: vscode.TextDocument): void {
    this.#open.get(uri.toString())?.pause.cancel();
    this.#open.delete(uri.toString());
    this.#collection.delete(uri);
  }

  async #change({ document, contentChanges }: vscode.TextDocumentChangeEvent): Promise<void> {
    const open = this.#open.get(document.uri.toString());
    if (!open || contentChanges.length === 0) return;
    open.pause.cancel();
    const pause = (open.pause = new CancellationSource());
    const live = await open.live;
    live.update(contentChanges.map(({ rangeOffset, rangeLength, text }) => ({ start: rangeOffset, end: rangeOffset + rangeLength, text })));
    await this.world.clock.sleep(pauseMs, pause.token);
    if (!pause.token.isCancellationRequested) await this.#show(open);
  }

  #showAll(): void {
    for (const open of this.#open.values()) void this.#show(open);
  }

  async #show({ document, live }: Open): Promise<void> {
    const scenario = await live;
    // Between a change and its event the editor is ahead of us; the event comes.
    if (document.isClosed || scenario.length !== lengthOf(document)) return;
    const { catalog } = this.world.registries.knowledge(document.uri);
    const problems = scenario.problems({ ...(catalog ? { catalog } : {}), now: this.world.clock.now() });
    const severities = diagnosticSeverities(document.uri);
    this.#collection.set(document.uri, problems.flatMap((problem) => {
      const severity = severityOf(problem, severities);
      return severity === 'off' ? [] : this.#diagnostic(document, problem, levels[severity]);
    }));
  }

  #diagnostic(document: vscode.TextDocument, { span, message, code }: PlacedProblem, level: vscode.DiagnosticSeverity): vscode.Diagnostic {
    const range = new vscode.Range(document.positionAt(span.start), document.positionAt(span.end));
    const diagnostic = new vscode.Diagnostic(range, message, level);
    diagnostic.source = 'Stack Moxie';
    diagnostic.code = { value: code, target: this.world.page.with({ fragment: code }) };
    if (code === 'unused-token') diagnostic.tags = [vscode.DiagnosticTag.Unnecessary];
    return diagnostic;
  }
}

function lengthOf(document: vscode.TextDocument): number {
  return document.offsetAt(document.lineAt(document.lineCount - 1).range.end);
}
