import * as vscode from 'vscode';
import type { Clock } from '../../base/clock';
import { DisposableStore, type Disposable } from '../../base/dispose';
import { Emitter, type Event } from '../../base/event';
import { openScenario, type LiveScenario, type WorldKnowledge } from '../../language/check/live-scenario';
import type { PlacedProblem } from '../../language/core/problem';
import type { ReadScenario } from '../../language/core/read-scenario';
import { languageId } from '../ids';
import { offsetOf } from './spans';
import type { KnowledgeSource } from './world';

/** The scenario files that are open: each is read once, and then only what changes of it. */
export class OpenScenarios implements Disposable {
  readonly #store = new DisposableStore();
  readonly #opened = this.#store.add(new Emitter<vscode.TextDocument>());
  readonly #changed = this.#store.add(new Emitter<vscode.TextDocument>());
  readonly #closed = this.#store.add(new Emitter<vscode.TextDocument>());
  readonly onDidOpen: Event<vscode.TextDocument> = this.#opened.event;
  readonly onDidChange: Event<vscode.TextDocument> = this.#changed.event;
  readonly onDidClose: Event<vscode.TextDocument> = this.#closed.event;
  readonly #live = new Map<vscode.TextDocument, LiveScenario>();

  constructor(
    private readonly source: KnowledgeSource,
    private readonly clock: Clock,
  ) {
    this.#store.add(vscode.workspace.onDidOpenTextDocument((document) => this.#open(document)));
    this.#store.add(vscode.workspace.onDidCloseTextDocument((document) => this.#close(document)));
    this.#store.add(vscode.workspace.onDidChangeTextDocument((change) => this.#change(change)));
    vscode.workspace.textDocuments.forEach((document) => this.#open(document));
  }

  get documents(): readonly vscode.TextDocument[] {
    return [...this.#live.keys()];
  }

  /** The file as features read it; good until the document changes. */
  read(document: vscode.TextDocument): ReadScenario {
    return this.live(document).read(this.knowledge(document.uri));
  }

  problems(document: vscode.TextDocument): readonly PlacedProblem[] {
    return this.live(document).problems(this.knowledge(document.uri));
  }

  /** What is known where a file lies. */
  knowledge(uri: vscode.Uri): WorldKnowledge {
    const { catalog, organization } = this.source.knowledge(uri);
    return { ...(catalog ? { catalog } : {}), ...(organization ? { organization } : {}), now: this.clock.now() };
  }

  /** What is asked about before its events have come, or after some were lost, is read anew. */
  live(document: vscode.TextDocument): LiveScenario {
    const live = this.#live.get(document);
    if (live?.length === lengthOf(document)) return live;
    const anew = openScenario(document.getText());
    if (!document.isClosed) this.#live.set(document, anew);
    return anew;
  }

  dispose(): void {
    this.#live.clear();
    this.#store.dispose();
  }

  #open(document: vscode.TextDocument): void {
    if (document.languageId !== languageId || this.#live.has(document)) return;
    this.#live.set(document, openScenario(document.getText()));
    this.#opened.fire(document);
  }

  #close(document: vscode.TextDocument): void {
    if (this.#live.delete(document)) this.#closed.fire(document);
  }

  #change({ document, contentChanges }: vscode.TextDocumentChangeEvent): void {
    const live = this.#live.get(document);
    if (!live || contentChanges.length === 0) return;
    live.update(
      contentChanges.map(({ rangeOffset, rangeLength, text }) => ({
        start: rangeOffset,
        end: rangeOffset + rangeLength,
        text,
      })),
    );
    // An event that was lost leaves another text behind.
    if (live.length !== lengthOf(document)) this.#live.set(document, openScenario(document.getText()));
    this.#changed.fire(document);
  }
}

const lengthOf = (document: vscode.TextDocument): number =>
  offsetOf(document, document.lineAt(document.lineCount - 1).range.end);
