import { startOfLine } from '../../base/lines';
import { indentOf, isDash, readLine, textStart, valueOfLine, type Line } from './line';

/** A key or an item that holds a place. */
export interface Frame {
  /** The key; `-` for an item. */
  readonly name: string;
  readonly column: number;
  /** The line on which it begins. */
  readonly line: Line;
  /** The column of what stands in an item; of a key the key's own. */
  readonly content: number;
}

/** The frames that begin on a line, the outermost first. */
export function framesOf(line: Line, withKey: boolean): readonly Frame[] {
  const items = line.dashes.map((column, index) => ({
    name: '-',
    column,
    line,
    content: line.dashes[index + 1] ?? line.content,
  }));
  return withKey && line.key
    ? [...items, { name: line.key.name, column: line.content, line, content: line.content }]
    : items;
}

/**
 * What holds a line at a column, the outermost first, by the lines above it alone: the way up goes from less indented to less
 * indented line, whatever is broken on the others.
 */
export function climb(text: string, from: number, column: number, isItem: boolean): readonly Frame[] {
  const frames: Frame[] = [];
  let limit = column;
  let mayEqual = isItem;
  for (let start = from; start > 0 && (limit > 0 || mayEqual);) {
    start = startOfLine(text, start - 1);
    const first = textStart(text, start);
    if (isBeside(text, first, limit, mayEqual)) continue;
    const line = readLine(text, first);
    const holding = holdersOf(line, limit, mayEqual);
    if (endsDocument(text, line)) break;
    frames.unshift(...holding);
    limit = holding.length > 0 ? line.indent : limit;
    mayEqual = holding.length > 0 ? line.dashes.length > 0 : mayEqual;
  }
  return frames;
}

const endsDocument = (text: string, { start }: Line): boolean => text.startsWith('---', start);

/** Whether a line holds nothing that stands at a column: it stands as deep itself, is blank or a comment. */
function isBeside(text: string, first: number, limit: number, mayEqual: boolean): boolean {
  const indent = indentOf(text, first);
  return (
    indent > limit || (indent === limit && (!mayEqual || isDash(text, first + indent))) || isNoise(text, first + indent)
  );
}

const isNoise = (text: string, at: number): boolean => at >= text.length || '#\r\n'.includes(text.charAt(at));

/** Of the frames of a line those that can hold what stands at a column. */
function holdersOf(line: Line, limit: number, mayEqual: boolean): readonly Frame[] {
  return framesOf(line, true).filter(
    ({ name, column }) => column < limit || (mayEqual && column === limit && name !== '-'),
  );
}

/** The keys of the map at a column around a line, with the raw texts of their values; the line's own key is not among them. */
export function keysAround(text: string, own: Line, column: number): ReadonlyMap<string, string> {
  const keys = new Map<string, string>();
  const add = (line: Line): void => {
    if (line.key && line.content === column) keys.set(line.key.name, valueOfLine(text, line).text);
  };
  if (!own.dashes.some((at) => at < column)) walkUp(text, own.start, column, add);
  for (
    let start = text.indexOf('\n', own.end) + 1;
    start > 0 && start < text.length;
    start = text.indexOf('\n', start) + 1
  ) {
    const indent = indentOf(text, start);
    if (isNoise(text, start + indent)) continue;
    if (indent < column || text.startsWith('---', start)) break;
    if (indent === column && !isDash(text, start + indent)) add(readLine(text, start));
  }
  return keys;
}

function walkUp(text: string, from: number, column: number, add: (line: Line) => void): void {
  for (let start = from; start > 0;) {
    start = startOfLine(text, start - 1);
    const first = textStart(text, start);
    const indent = indentOf(text, first);
    if (isNoise(text, first + indent) || indent > column || (indent === column && isDash(text, first + indent)))
      continue;
    if (text.startsWith('---', first)) return;
    const line = readLine(text, first);
    add(line);
    if (indent < column) return;
  }
}
