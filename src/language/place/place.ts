import { endOfLine, startOfLine } from '../../base/lines';
import { inFile, spanInFile, type InFile } from '../../scenario/document/offsets';
import type { Span } from '../../scenario/document/tree';
import { climb, framesOf, keysAround, type Frame } from './climb';
import { readFlow } from './flow';
import { indentOf, readLine, textStart, valueOfLine, type Line } from './line';
import { closeOf } from './quotes';
import { scalarAt, type ScalarPlace } from './scalar';

/** The step around a place. */
export interface StepPlace {
  /** Where its first line begins: steps that begin before it come before it. */
  readonly start: InFile;
  /** Its keys with the raw texts of their values. */
  readonly keys: ReadonlyMap<string, string>;
  /** The column of its keys. */
  readonly column: number;
  readonly flow: boolean;
}

interface Common {
  /** The keys that hold the place, from the top level inwards; `-` for an item of a list. */
  readonly path: readonly string[];
  /** What is being typed, and what follows of it: a completion takes its place. */
  readonly span: Span<InFile>;
  /** Of `span`, what stands before the cursor. */
  readonly typed: string;
  readonly step?: StepPlace;
  readonly flow: boolean;
}

/** Where a key may be written. `path` does not name the key. */
export interface KeyPlace extends Common {
  readonly kind: 'key';
  readonly column: number;
  /** The map's other keys. */
  readonly keys: ReadonlyMap<string, string>;
  readonly hasColon: boolean;
  /** Nothing else stands on the line. */
  readonly isBlank: boolean;
  /** Dashes of this column's list stand right above: it may go on here. */
  readonly list?: readonly string[];
}

/** Where a value may be written: `path` ends with its key, or with `-`. */
export interface ValuePlace extends Common, ScalarPlace {
  readonly kind: 'value';
  /** Column of the key's map, or of the dash. */
  readonly column: number;
  /** The colon stands right before the cursor: a space is missing. */
  readonly lacksSpace: boolean;
}

/** Inside of a text of several lines. */
export interface TextPlace extends Common {
  readonly kind: 'text';
}

export type Place = KeyPlace | ValuePlace | TextPlace;

const namesOf = (frames: readonly Frame[]): readonly string[] => frames.map(({ name }) => name);

/** What an author may write at an offset, by the text around it; `undefined` in comments and between things. */
export function findPlace(text: string, offset: InFile): Place | undefined {
  const lineStart = textStart(text, startOfLine(text, offset));
  if (offset < lineStart) return undefined;
  const line = readLine(text, lineStart);
  const at: number = offset;
  // Between the two halves of a line's end.
  if (at > line.end) return undefined;
  const isBlank = line.indent === line.end - line.start;
  const column = isBlank ? at - line.start : line.indent;
  const above = climb(text, line.start, column, line.dashes.length > 0);
  return placeAbove(text, above, at, line) ?? placeOnLine(text, { line, at, above, isBlank });
}

/** Where the line only goes on with what a line above began. `none` cannot be completed. */
function placeAbove(text: string, above: readonly Frame[], at: number, line: Line): Place | undefined {
  const parent = above.at(-1);
  const isBlock = (frame: Frame): boolean => /^(?:[&!]\S+\s+)*[|>][-+\d]*$/.test(valueText(text, frame));
  const block = above.find(isBlock);
  if (block) return textPlace(text, above.slice(0, above.indexOf(block) + 1), at, line);
  if (!parent) return undefined;
  const value = valueText(text, parent);
  if (value === '' || /^(?:[&!]\S+\s*)+$/.test(value)) return undefined;
  if (/^(?:\{(?!\{)|\[)/.test(value))
    return flowPlace(text, { from: valueOfLine(text, parent.line).at, at, frames: above });
  return textPlace(text, above, at, line);
}

/** The text that follows a key, or of an item that is no map. */
function valueText(text: string, { name, line }: Frame): string {
  return name === '-' && line.key ? '' : valueOfLine(text, line).text;
}

function textPlace(text: string, frames: readonly Frame[], at: number, line: Line): TextPlace {
  const start = line.start + line.indent;
  return {
    kind: 'text',
    path: namesOf(frames),
    span: spanInFile({ start: Math.min(start, at), end: line.end }),
    typed: text.slice(Math.min(start, at), at),
    flow: false,
    ...stepOf(text, frames),
  };
}

interface Here {
  readonly line: Line;
  readonly at: number;
  readonly above: readonly Frame[];
  readonly isBlank: boolean;
}

function placeOnLine(text: string, here: Here): Place | undefined {
  const { line, at, above, isBlank } = here;
  const column = at - line.start;
  if (isBlank) return keyPlace(text, here, at, above);
  if (
    column < line.content ||
    (column === line.content && text[at - 1] === '-') ||
    text[line.start + line.content] === '#'
  )
    return undefined;
  return placeBehindDashes(text, here, [...above, ...framesOf(line, false)]);
}

function placeBehindDashes(text: string, here: Here, frames: readonly Frame[]): Place | undefined {
  const { line, at } = here;
  if (line.key && at - line.start > line.key.colon)
    return valuePlace(text, {
      from: line.start + line.key.colon + 1,
      at,
      line,
      frames: [...frames, ...framesOf(line, true).slice(-1)],
    });
  const value = valueOfLine(text, line);
  const holdsText = frames.at(-1)?.name === '-' && !holdsSteps(namesOf(frames));
  if (!line.key && (holdsText || /^["'{[]/.test(value.text)))
    return valuePlace(text, { from: line.start + line.content, at, line, frames });
  return keyPlace(text, here, line.start + line.content, frames);
}

export const holdsSteps = (path: readonly string[]): boolean => path.at(-1) === '-' && path.at(-2) === 'steps';

/** Where the key ends that begins at `start`. */
function endOfKey(text: string, { line, at, isBlank }: Here, start: number): number {
  if (line.key) return line.start + line.key.end;
  return isBlank ? at : start + valueOfLine(text, line).text.length;
}

function keyPlace(text: string, here: Here, start: number, frames: readonly Frame[]): KeyPlace | undefined {
  const { line, at, isBlank } = here;
  const end = endOfKey(text, here, start);
  const before = text.slice(start, at);
  const column = start - line.start;
  if (before.includes(' #') || !canHold(frames.at(-1), column, isBlank)) return undefined;
  const list = isBlank ? listAt(text, line, column) : undefined;
  return {
    kind: 'key',
    path: namesOf(frames),
    span: spanInFile({ start, end: Math.max(at, end) }),
    typed: before,
    column,
    keys: keysAround(text, line, column),
    hasColon: line.key !== undefined,
    isBlank,
    flow: false,
    ...(list ? { list } : {}),
    ...stepOf(text, frames),
  };
}

/** Whether a key at a column is one of a frame's: deeper than the key, or right where an item's keys stand. */
function canHold(parent: Frame | undefined, column: number, isBlank: boolean): boolean {
  if (!parent) return true;
  return parent.name === '-' ? column === parent.content || !isBlank : column > parent.content;
}

/** The keys of the list that a blank line at a column may go on with: a line above has its dash there, or opens it. */
function listAt(text: string, line: Line, column: number): readonly string[] | undefined {
  const path = namesOf(climb(text, line.start, column, true));
  const above = lineAbove(text, line.start);
  if (!above || path.length === 0 || path.at(-1) === '-') return undefined;
  const opens =
    above.key !== undefined &&
    above.content <= column &&
    above.key.name === path.at(-1) &&
    valueOfLine(text, above).text === '';
  return opens || hasDashAbove(text, line.start, column) ? path : undefined;
}

/** The nearest line above that is not blank. */
function lineAbove(text: string, from: number): Line | undefined {
  for (let start = from; start > 0;) {
    start = startOfLine(text, start - 1);
    const line = readLine(text, textStart(text, start));
    if (line.indent < line.end - line.start && text[line.start + line.indent] !== '#') return line;
  }
  return undefined;
}

function hasDashAbove(text: string, from: number, column: number): boolean {
  for (let start = from; start > 0;) {
    start = startOfLine(text, start - 1);
    const first = textStart(text, start);
    const indent = indentOf(text, first);
    if (indent > column || /[\r\n#]|^$/.test(text.charAt(first + indent))) continue;
    return readLine(text, first).dashes[0] === column;
  }
  return false;
}

interface FlowHere {
  /** Behind the colon, or at an item's text. */
  readonly from: number;
  readonly at: number;
  readonly frames: readonly Frame[];
}

interface ValueHere extends FlowHere {
  readonly line: Line;
}

function valuePlace(text: string, { from, at, line, frames }: ValueHere): Place | undefined {
  const start = Math.min(line.end, from + indentOf(text, from));
  const rest = text.slice(start, line.end);
  if (/^(?:\{(?!\{)|\[)/.test(rest)) return at <= start ? undefined : flowPlace(text, { from: start, at, frames });
  if (/^[|>&*!]/.test(rest) && !/^[|>]\S/.test(rest)) return undefined;
  const column = frames.at(-1)?.column ?? 0;
  const scalar = scalarAt(text, { start, end: line.end, at, column, flow: false });
  if (!scalar) return undefined;
  return {
    kind: 'value',
    path: namesOf(frames),
    ...scalar,
    column,
    flow: false,
    lacksSpace: text[at - 1] === ':' && at === from,
    ...stepOf(text, frames),
  };
}

function flowPlace(text: string, { from, at, frames }: FlowHere): Place | undefined {
  const found = readFlow(text, from, at);
  if (!found) return undefined;
  const path = [...namesOf(frames), ...found.path];
  const rest = endInFlow(text, found.start, at) - at;
  const keys = found.maps.at(-1) ?? new Map<string, string>();
  const step = flowStep(text, frames, path, found.maps);
  const column = frames.at(-1)?.column ?? 0;
  const common = { path, flow: true, column, ...step };
  const lineStart = startOfLine(text, at);
  // A text that began on a line above.
  if (found.start < lineStart)
    return {
      kind: 'text',
      path,
      flow: true,
      span: spanInFile({ start: lineStart, end: at }),
      typed: text.slice(lineStart, at),
      ...step,
    };
  if (!found.isKey) {
    const scalar = scalarAt(text, { start: found.start, end: at + rest, at, column, flow: true });
    return scalar && { kind: 'value', ...common, ...scalar, endsLine: false, lacksSpace: text[at - 1] === ':' };
  }
  const follows = text.slice(at, at + rest);
  const colon = follows.indexOf(':');
  const end = at + (colon < 0 ? follows : follows.slice(0, colon)).trimEnd().length;
  return {
    kind: 'key',
    ...common,
    span: spanInFile({ start: found.start, end }),
    typed: text.slice(found.start, at),
    keys,
    hasColon: colon >= 0,
    isBlank: false,
  };
}

const longestRest = 500;

/** Where what is typed ends in a flow collection: with its quotes, or before what separates; a token is no map. */
function endInFlow(text: string, start: number, at: number): number {
  const lineEnd = Math.min(endOfLine(text, at), at + longestRest);
  const quote = text.charAt(start);
  const close = (quote === '"' || quote === "'") && start < at ? closeOf(text, { start, end: lineEnd }) : lineEnd;
  if (close < lineEnd) return Math.max(at, close + 1);
  const [before = ''] = /\{\{[^{}]*$/.exec(text.slice(start, at)) ?? [];
  const [rest = ''] = /^(?:\{\{[^{}\r\n]*\}\}|[^,{}[\]\r\n#]|(?<=\S)#)*/.exec(before + text.slice(at, lineEnd)) ?? [];
  return at + Math.max(0, rest.length - before.length);
}

/** The step around a place in flow style: of block style around it, or a flow map itself. */
function flowStep(
  text: string,
  frames: readonly Frame[],
  path: readonly string[],
  maps: readonly ReadonlyMap<string, string>[],
): { readonly step?: StepPlace } {
  const block = frames.at(-1);
  const around = block && stepOf(text, frames);
  const keys = maps[0];
  const isFlowStep =
    block !== undefined && keys !== undefined && block.name === '-' && holdsSteps(path.slice(0, frames.length));
  return isFlowStep
    ? { step: { start: inFile(block.line.start), keys, column: block.content, flow: true } }
    : (around ?? {});
}

function stepOf(text: string, frames: readonly Frame[]): { readonly step?: StepPlace } {
  const frame = frames.findLast(({ name }, at) => name === '-' && frames[at - 1]?.name === 'steps');
  if (!frame) return {};
  const { content, line: first } = frame;
  const keys = new Map(keysAround(text, first, content));
  if (first.key && first.content === content) keys.set(first.key.name, valueOfLine(text, first).text);
  return { step: { start: inFile(first.start), keys, column: content, flow: false } };
}
