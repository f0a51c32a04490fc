import { itemsOf, withSteps, type Items } from './items';
import { deleteLines } from './remove-key';
import { readSource, verified, type Source } from './source';
import type { TextEdit } from './text-edit';

function editsFor({ text }: Source, { list, spans }: Items, from: number, to: number): readonly TextEdit[] | undefined {
  const [moved, target] = [spans[from], spans[to]];
  if (!moved || !target || list.flow) return undefined;
  const lines = text.slice(moved.start, moved.end).replace(/\r?\n$/, '');
  const at = to > from ? target.end : target.start;
  const open = to > from && text[at - 1] !== '\n';
  return [deleteLines(text, moved.start, moved.end), { start: at, end: at, text: open ? `\n${lines}` : `${lines}\n` }];
}

/** Moves a step with its comments so that it stands at the index `to` (both from 0). Steps in brackets are left alone. */
export function moveItem(text: string, from: number, to: number): readonly TextEdit[] | undefined {
  const source = readSource(text);
  const items = source && itemsOf(source);
  if (!source || !items) return undefined;
  if (from === to) return [];
  const intended = withSteps(source.values[0], (steps) => steps.toSpliced(from, 1).toSpliced(to, 0, steps[from]));
  return verified(source, editsFor(source, items, from, to), intended);
}
