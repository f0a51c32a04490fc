import { itemsOf, withSteps, type Items } from './items';
import { setValue } from './set-value';
import { columnOf, readSource, verified, type Entry, type Source } from './source';
import type { TextEdit } from './text-edit';
import { flowText, itemText } from './value-text';

const inBrackets = (first: Entry, before: Entry | undefined, item: string): TextEdit =>
  before
    ? { start: before.end, end: before.end, text: `, ${item}` }
    : { start: first.start, end: first.start, text: `${item}, ` };

/** A line of its own, also at the end of a file whose last line is not broken. */
const lineAt = (text: string, at: number, line: string): TextEdit => ({
  start: at,
  end: at,
  text: at === 0 || text[at - 1] === '\n' ? `${line}\n` : `\n${line}`,
});

function editsFor(
  { text }: Source,
  { list, entries, spans }: Items,
  index: number,
  value: unknown,
): readonly TextEdit[] | undefined {
  const [first, before, next] = [entries[0], entries[index - 1], entries[index]];
  if (!first || (!before && !next)) return undefined;
  if (list.flow) return [inBrackets(first, before, flowText(value))];
  const column = columnOf(text, first.start);
  const item = `${' '.repeat(column)}-${itemText(value, column)}`;
  const at = before ? spans[index - 1]?.end : spans[index]?.start;
  if (at === undefined) return undefined;
  return [lineAt(text, at, item)];
}

/** Inserts a step so that it stands at an index (from 0; the number of steps for the end). */
export function insertItem(text: string, index: number, value: unknown): readonly TextEdit[] | undefined {
  const source = readSource(text);
  if (!source) return undefined;
  const items = itemsOf(source);
  if (!items || items.entries.length === 0) return index === 0 ? setValue(text, ['steps'], [value]) : undefined;
  return verified(
    source,
    editsFor(source, items, index, value),
    withSteps(source.values[0], (steps) => steps.toSpliced(index, 0, value)),
  );
}
