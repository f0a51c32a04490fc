import * as vscode from 'vscode';
import type { Clock } from '../../base/clock';
import { DisposableStore, type Disposable } from '../../base/dispose';
import { completeAt } from '../../language/completion/complete';
import { describeItem } from '../../language/completion/describe';
import type { CompletionItem, CompletionKind } from '../../language/completion/item';
import { warmSentences } from '../../language/completion/sentences';
import { warmDates } from '../../language/completion/tokens';
import type { Knowledge } from '../../language/core/knowledge';
import type { Catalog } from '../../registry/catalog';
import { languageId } from '../ids';
import type { OpenScenarios } from './open-scenarios';
import { rangeOf, offsetOf } from './spans';
import type { KnowledgeSource } from './world';

/** Letters that ask at places where words are about to begin; what they mean there the core knows. */
const triggers = [' ', '{', '(', '"', "'"];

const kinds: Readonly<Record<CompletionKind, vscode.CompletionItemKind>> = {
  key: vscode.CompletionItemKind.Property,
  scenario: vscode.CompletionItemKind.Snippet,
  sentence: vscode.CompletionItemKind.Function,
  cog: vscode.CompletionItemKind.Module,
  'step-id': vscode.CompletionItemKind.Method,
  field: vscode.CompletionItemKind.Field,
  value: vscode.CompletionItemKind.EnumMember,
  token: vscode.CompletionItemKind.Variable,
  date: vscode.CompletionItemKind.Constant,
  name: vscode.CompletionItemKind.Value,
};

interface CompletionWorld {
  readonly source: KnowledgeSource;
  readonly clock: Clock;
}

/** Proposes what an author may mean; what there is to say of an item is told when it is looked at. */
export function registerCompletion(scenarios: OpenScenarios, world: CompletionWorld): Disposable {
  const store = new DisposableStore();
  const warmer = store.add(new Warmer(world.clock));
  store.add(
    world.source.onDidChange(() =>
      scenarios.documents.forEach((document) => warmer.warm(world.source.knowledge(document.uri).catalog)),
    ),
  );
  store.add(
    vscode.languages.registerCompletionItemProvider(languageId, new CompletionProvider(scenarios, warmer), ...triggers),
  );
  return store;
}

class CompletionProvider implements vscode.CompletionItemProvider {
  readonly #known = new WeakMap<
    vscode.CompletionItem,
    { readonly item: CompletionItem; readonly knowledge: Knowledge }
  >();

  constructor(
    private readonly scenarios: OpenScenarios,
    private readonly warmer: Warmer,
  ) {}

  provideCompletionItems(
    document: vscode.TextDocument,
    position: vscode.Position,
    _token: vscode.CancellationToken,
    context: vscode.CompletionContext,
  ): vscode.CompletionList {
    const scenario = this.scenarios.read(document);
    const { knowledge } = scenario;
    this.warmer.warm(knowledge.catalog);
    const letter =
      context.triggerKind === vscode.CompletionTriggerKind.TriggerCharacter ? context.triggerCharacter : undefined;
    const { items, isIncomplete } = completeAt(scenario, offsetOf(document, position), letter);
    const shown = items.map((item) => {
      const made = itemOf(document, item);
      this.#known.set(made, { item, knowledge });
      return made;
    });
    return new vscode.CompletionList(shown, isIncomplete);
  }

  resolveCompletionItem(shown: vscode.CompletionItem): vscode.CompletionItem {
    const known = this.#known.get(shown);
    const text = known && describeItem(known.item, known.knowledge);
    if (text !== undefined) shown.documentation = new vscode.MarkdownString(text);
    return shown;
  }
}

function itemOf(document: vscode.TextDocument, item: CompletionItem): vscode.CompletionItem {
  const { label, description, detail, insert, span, filter, sort, edits, kind, goesOn } = item;
  const shown = new vscode.CompletionItem(
    { label, ...(description === undefined ? {} : { description }) },
    kinds[kind],
  );
  shown.insertText = new vscode.SnippetString(insert);
  shown.range = rangeOf(document, span);
  shown.filterText = filter;
  shown.sortText = sort;
  // Lines carry all of their indentation.
  shown.keepWhitespace = true;
  if (detail !== undefined) shown.detail = detail;
  if (edits)
    shown.additionalTextEdits = edits.map((edit) => vscode.TextEdit.replace(rangeOf(document, edit), edit.text));
  if (goesOn) shown.command = { command: 'editor.action.triggerSuggest', title: '' };
  return shown;
}

/** Sentences that are read from their expressions in one go: some milliseconds. */
const warmAtOnce = 5;

/** Reads the sentences of registries, and dates, before they are asked for, a few at a time. */
class Warmer implements Disposable {
  readonly #begun = new WeakSet<Catalog>();
  #isDisposed = false;

  constructor(private readonly clock: Clock) {}

  warm(catalog: Catalog | undefined): void {
    if (!catalog || this.#begun.has(catalog)) return;
    this.#begun.add(catalog);
    void this.#work(catalog);
  }

  dispose(): void {
    this.#isDisposed = true;
  }

  async #work(catalog: Catalog): Promise<void> {
    do await this.clock.sleep(1);
    while (!this.#isDisposed && (warmSentences(catalog, warmAtOnce) || warmDates(this.clock.now())));
  }
}
