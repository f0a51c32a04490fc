import * as vscode from 'vscode';
import type { Clock } from '../../base/clock';
import { DisposableStore, type Disposable } from '../../base/dispose';
import { Pauses } from '../../base/pauses';
import type { PlacedProblem } from '../../language/core/problem';
import { severityOf, type Severity } from '../../language/core/problem';
import { settings } from '../ids';
import { diagnosticSeverities, onDidChangeSettings } from '../settings';
import type { OpenScenarios } from './open-scenarios';
import { locateRelated } from './related-places';
import { rangeOf } from './spans';
import type { KnowledgeSource } from './world';

/** How long an author must pause before the problems are drawn anew, in milliseconds. */
const pauseMs = 150;

const levels: Readonly<Record<Severity, vscode.DiagnosticSeverity>> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  information: vscode.DiagnosticSeverity.Information,
  hint: vscode.DiagnosticSeverity.Hint,
};

interface DiagnosticsWorld {
  readonly source: KnowledgeSource;
  /** The page that explains the codes of problems. */
  readonly page: vscode.Uri;
  readonly clock: Clock;
}

/** Shows the problems of all open scenario files, and keeps up while they are edited. */
export class Diagnostics implements Disposable {
  readonly #store = new DisposableStore();
  readonly #collection = this.#store.add(vscode.languages.createDiagnosticCollection('stackMoxie'));
  readonly #pauses: Pauses<vscode.TextDocument>;

  constructor(
    private readonly scenarios: OpenScenarios,
    private readonly world: DiagnosticsWorld,
  ) {
    this.#pauses = this.#store.add(new Pauses(world.clock, pauseMs));
    this.#store.add(scenarios.onDidOpen((document) => this.#show(document)));
    this.#store.add(scenarios.onDidChange((document) => void this.#showSoon(document)));
    this.#store.add(scenarios.onDidClose((document) => this.#forget(document)));
    this.#store.add(world.source.onDidChange(() => this.#showAll()));
    this.#store.add(onDidChangeSettings(settings.diagnosticsSeverity)(() => this.#showAll()));
    this.#showAll();
  }

  dispose(): void {
    this.#store.dispose();
  }

  #showAll(): void {
    for (const document of this.scenarios.documents) this.#show(document);
  }

  async #showSoon(document: vscode.TextDocument): Promise<void> {
    if (await this.#pauses.after(document)) this.#show(document);
  }

  #forget(document: vscode.TextDocument): void {
    this.#pauses.cancel(document);
    this.#collection.delete(document.uri);
  }

  #show(document: vscode.TextDocument): void {
    if (document.isClosed) return;
    const severities = diagnosticSeverities(document.uri);
    const diagnostics = this.scenarios.problems(document).flatMap((problem) => {
      const severity = severityOf(problem, severities);
      return severity === 'off' ? [] : this.#diagnostic(document, problem, levels[severity]);
    });
    this.#collection.set(document.uri, diagnostics);
  }

  #diagnostic(
    document: vscode.TextDocument,
    { span, message, code, related }: PlacedProblem,
    level: vscode.DiagnosticSeverity,
  ): vscode.Diagnostic {
    const diagnostic = new vscode.Diagnostic(rangeOf(document, span), message, level);
    diagnostic.source = 'Stack Moxie';
    diagnostic.code = { value: code, target: this.world.page.with({ fragment: code }) };
    if (code === 'unused-token') diagnostic.tags = [vscode.DiagnosticTag.Unnecessary];
    if (related)
      diagnostic.relatedInformation = related.flatMap(
        (place) => locateRelated(place, document, { scenarios: this.scenarios, source: this.world.source }) ?? [],
      );
    return diagnostic;
  }
}
