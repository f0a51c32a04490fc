import { isSeq, type YAMLSeq } from 'yaml';
import { isRecord } from '../../base/json';
import { afterEntry, entriesOf, lineEnd, lineStart, nodeAt, type Entry, type Source } from './source';

/** The steps of a file as stretches of whole lines: comments directly above a step belong to it. */
export interface Items {
  readonly list: YAMLSeq;
  readonly entries: readonly Entry[];
  readonly spans: readonly { readonly start: number; readonly end: number }[];
}

function leadStart(text: string, at: number, limit: number): number {
  let start = lineStart(text, at);
  while (start > limit) {
    const above = lineStart(text, start - 1);
    if (above < limit || !/^[ \t]*#/.test(text.slice(above, lineEnd(text, above)))) break;
    start = above;
  }
  return start;
}

export function itemsOf({ text, root }: Source): Items | undefined {
  const list = nodeAt(root, ['steps']);
  if (!isSeq(list)) return undefined;
  const entries = entriesOf(list);
  if (entries.length !== list.items.length) return undefined;
  const first = entries[0]?.start ?? 0;
  let limit = lineStart(text, Math.max(0, lineStart(text, first) - 1));
  const top = lineStart(text, 0);
  while (limit > top && /^[ \t]*(?:#|\r?$)/.test(text.slice(limit, lineEnd(text, limit))))
    limit = lineStart(text, limit - 1);
  limit = lineEnd(text, limit) + 1;
  const spans = entries.map((entry) => {
    const start = leadStart(text, entry.start, limit);
    limit = afterEntry(text, entry);
    return { start, end: limit };
  });
  return { list, entries, spans };
}

/** The value of the file with another list of steps. */
export function withSteps(value: unknown, change: (steps: readonly unknown[]) => readonly unknown[]): unknown {
  return isRecord(value) && Array.isArray(value['steps']) ? { ...value, steps: change(value['steps']) } : value;
}
