import assert from 'node:assert/strict';
import { completeAt } from '../../../../src/language/completion/complete';
import type { CompletionItem } from '../../../../src/language/completion/item';
import type { WorldKnowledge } from '../../../../src/language/check/live-scenario';
import { applyEdits } from '../../../../src/scenario/edit/text-edit';
import { atCursor, knowledge } from '../scene';

/** A snippet as text: tab stops hold what they start with, or what `fill` puts there; of choices the first, or the one with the number `pick`. */
export function expand(snippet: string, fill: (text: string) => string = (text) => text, pick = 0): string {
  return expandStops(snippet, ({ texts, isChoice }) =>
    isChoice ? (texts[pick % texts.length] ?? '') : fill(texts[0] ?? ''),
  );
}

/** A tab stop of a snippet. */
export interface SnippetStop {
  readonly number: number;
  /** What it starts with, or what can be chosen. */
  readonly texts: readonly string[];
  readonly isChoice: boolean;
}

/** A snippet as text, each tab stop with what is put there. */
export function expandStops(snippet: string, put: (stop: SnippetStop) => string): string {
  return snippet.replace(
    /\\([\\$}])|\$\{(\d+)\|((?:\\.|[^|\\])*)\|\}|\$\{(\d+):((?:\\.|[^}\\])*)\}|\$(\d+)/g,
    (...match: readonly (string | undefined)[]) => {
      const [, escaped, choiceOf, choices, stopOf, start, emptyOf] = match;
      if (escaped !== undefined) return escaped;
      const number = Number(choiceOf ?? stopOf ?? emptyOf);
      if (choices !== undefined)
        return put({
          number,
          isChoice: true,
          texts: (choices.match(/(?:\\.|[^,\\])+/g) ?? ['']).map((text) => text.replace(/\\([\\,|])/g, '$1')),
        });
      return put({ number, isChoice: false, texts: [(start ?? '').replace(/\\([\\$}])/g, '$1')] });
    },
  );
}

export function stopsOf(snippet: string): readonly SnippetStop[] {
  const stops: SnippetStop[] = [];
  expandStops(snippet, (stop) => {
    stops.push(stop);
    return '';
  });
  return stops;
}

/** The text with an item accepted. */
export function accept(text: string, { insert, span, edits = [] }: CompletionItem, put = expand(insert)): string {
  return applyEdits(text, [...edits, { ...span, text: put }]);
}

export function itemsAt(marked: string, known: WorldKnowledge = knowledge): readonly CompletionItem[] {
  const { scenario, offset } = atCursor(marked, known);
  return completeAt(scenario, offset).items;
}

/** What is proposed at `¦`, a line each: `kind label (description) → what is inserted`, at the most `count`. */
export function proposed(
  marked: string,
  { known = knowledge, count = 20 }: { readonly known?: WorldKnowledge; readonly count?: number } = {},
): string {
  const { text, scenario, offset } = atCursor(marked, known);
  const { items } = completeAt(scenario, offset);
  for (const { span, filter } of items) {
    assert.ok(
      span.start <= offset && offset <= span.end && !text.slice(span.start, span.end).includes('\n'),
      `The span is on one line, around the cursor: ${JSON.stringify(span)}`,
    );
    assert.ok(filter !== '');
  }
  const lines = items.slice(0, count).map(({ kind, label, description, insert, edits = [] }) => {
    const more = edits.map((edit) => ` + ${String(edit.start)}:${JSON.stringify(edit.text)}`).join('');
    return `${kind} ${label}${description === undefined ? '' : ` (${description})`} → ${insert.replaceAll('\n', '⏎')}${more}`;
  });
  return [...lines, ...(items.length > count ? [`… ${String(items.length - count)} more`] : [])].join('\n');
}
