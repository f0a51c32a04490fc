import type { Tree } from './read-tree';
import type { MapEntry, MapNode, ScalarNode, ScalarStyle, Span, TreeNode } from './tree';

/** A key on a line of its own, the step's first behind its dash: no name that YAML may take for anything but text. */
const keyLine = /^( *)(- +)?((?!(?:null|true|false)\b)[a-z_][\w-]*(?: [\w-]+)*):(?: +(.*))?$/i;
const commentLine = /^ *(#.*)?$/;
/** What may end a line, or be told of, elsewhere than an author sees it. */
const strange = /[^\P{Cc}\r\n]|\r(?!\n)|[\u2028\u2029\ufeff]/u;
/** What begins a text: no indicator of YAML's, and no number. */
const wordStart = /^[\p{L}_/($]/u;
const reserved = /^(?:null|true|false)$/i;
const integer = /^(?:0|[1-9]\d{0,14})$/;
/** Digits that are no number in any notation: a date, or words follow. */
const digitsOfText = /^(?:\d{4}-\d\d-\d\d$|\d+ )/;
/** In one another; far fewer than are looked into at all. */
const mostMaps = 10;

interface Line {
  readonly column: number;
  readonly hasDash: boolean;
  readonly key: ScalarNode;
  /** `undefined`: it is on the lines below, or nothing. */
  readonly value: ScalarNode | undefined;
}

/**
 * Reads a step as nearly all are written: a key and its value on each line. What may mean anything else to YAML is left to its
 * parser, which takes ten times as long.
 * @returns what `readTree` gives for the text; `undefined` where that has to be asked
 */
export function readPlainStep(text: string): Tree | undefined {
  const lines = strange.test(text) ? undefined : readLines(text);
  const first = lines?.[0];
  if (!lines || !first?.hasDash || lines.some(({ hasDash }, index) => hasDash && index > 0)) return undefined;
  const item = readMap(lines, 0, first.column);
  if (!item || item.next < lines.length) return undefined;
  const { node } = item;
  const dash = text.lastIndexOf('-', first.key.span.start);
  return {
    root: { kind: 'list', span: { start: dash, end: node.span.end }, flow: false, items: [node] },
    problems: [],
    isEntangled: false,
  };
}

function readLines(text: string): readonly Line[] | undefined {
  const lines: Line[] = [];
  let start = 0;
  for (const whole of text.split('\n')) {
    const written = withoutEnd(whole);
    const comment = commentLine.exec(written);
    const line = comment ? undefined : readLine(written, start);
    if (line) lines.push(line);
    else if (!comment || isBeforeMap(comment, lines.at(-1))) return undefined;
    start += whole.length + 1;
  }
  return lines;
}

/** Where a comment stands before a map, the parser is not sure where that begins. */
const isBeforeMap = ([, comment]: RegExpExecArray, above: Line | undefined): boolean =>
  comment !== undefined && above !== undefined && !above.value;

/** A line without what YAML takes for its end; to it other blanks than spaces are text. */
function withoutEnd(line: string): string {
  let end = line.endsWith('\r') ? line.length - 1 : line.length;
  while (line[end - 1] === ' ') end -= 1;
  return line.slice(0, end);
}

function readLine(text: string, start: number): Line | undefined {
  const [, indent = '', dash = '', name, rest = ''] = keyLine.exec(text) ?? [];
  if (name === undefined) return undefined;
  const column = indent.length + dash.length;
  const value = rest === '' ? undefined : readValue(rest, start + text.length - rest.length);
  return rest !== '' && !value
    ? undefined
    : { column, hasDash: dash !== '', key: scalar(start + column, name, 'plain', name), value };
}

function readValue(text: string, start: number): ScalarNode | undefined {
  if (/^"[^"\\]*"$/.test(text)) return scalar(start, text, 'double', text.slice(1, -1));
  if (/^'[^']*'$/.test(text)) return scalar(start, text, 'single', text.slice(1, -1));
  const value = plainValue(text);
  return value === undefined ? undefined : scalar(start, text, 'plain', value);
}

function plainValue(text: string): unknown {
  if (integer.test(text)) return Number(text);
  if (text === 'true') return true;
  if (text === 'false') return false;
  return isWords(text) ? text : undefined;
}

function isWords(text: string): boolean {
  const goesOn = text.endsWith(':') || text.includes(': ') || text.includes(' #');
  return !goesOn && (wordStart.test(text) || digitsOfText.test(text)) && !reserved.test(text);
}

const scalar = (start: number, source: string, style: ScalarStyle, value: unknown): ScalarNode => ({
  kind: 'scalar',
  span: { start, end: start + source.length },
  style,
  value,
  text: typeof value === 'string' ? value : source,
});

/** A node, and the line behind it. */
interface Read<Node> {
  readonly node: Node;
  readonly next: number;
}

/** Reads the map whose first key is on a line, and those in it. @param column of that key */
function readMap(lines: readonly Line[], first: number, column: number, depth = 1): Read<MapNode> | undefined {
  const entries: MapEntry[] = [];
  let next = first;
  for (let line = lines[next]; line?.column === column; line = lines[next]) {
    const value = readBehind(lines, next, line, depth);
    if (!value) return undefined;
    entries.push({ key: line.key, value: value.node, merged: false });
    next = value.next;
  }
  return endsWell(entries, column, lines[next])
    ? { node: { kind: 'map', span: spanOf(entries), flow: false, entries }, next }
    : undefined;
}

/** The value of a line's key. */
function readBehind(
  lines: readonly Line[],
  index: number,
  { column, key, value }: Line,
  depth: number,
): Read<TreeNode> | undefined {
  const next = index + 1;
  if (value) return { node: value, next };
  const below = lines[next]?.column ?? 0;
  if (below > column) return depth < mostMaps ? readMap(lines, next, below, depth + 1) : undefined;
  const { end } = key.span;
  return { node: { kind: 'scalar', span: { start: end, end }, style: 'plain', value: null, text: '' }, next };
}

/** Nothing stands twice in it, and what follows stands no deeper. */
const endsWell = (entries: readonly MapEntry[], column: number, next: Line | undefined): boolean =>
  (next?.column ?? 0) <= column &&
  (entries.length === 1 || new Set(entries.map(({ key }) => key.text)).size === entries.length);

const spanOf = (entries: readonly MapEntry[]): Span => ({
  start: entries[0]?.key.span.start ?? 0,
  end: entries.at(-1)?.value?.span.end ?? 0,
});
