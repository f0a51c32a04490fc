import { endOfLine } from '../../base/lines';
import { climb, type Frame } from '../place/climb';
import { readLine, valueOfLine, type Line } from '../place/line';
import { holdsSteps } from '../place/place';
import { enclosingValue, isBlank } from './enclosing';

/**
 * Where a dash belongs that begins a new line.
 * @param above the text above the line, with the line's end before it.
 * @param at the column at which the dash stands.
 * @param below the text below the line: its first dash is followed where there is none above.
 * @returns the column to which it should go: that of the dashes of the list around it. `undefined` where it may stay: it goes
 *   on a list or begins one, is in a text, or cannot be understood.
 */
export function columnOfDash(above: string, at: number, below = ''): number | undefined {
  const value = enclosingValue(above, above.length, at);
  // Below an item that is a text of one line the next item is meant; any other text keeps its bullets.
  if (value)
    return value.kind === 'plain' && !value.line.key && value.line.dashes.length > 0 ? value.column : undefined;
  const frames = climb(above, above.length, at, true);
  const wanted = wantedColumn(above, frames, at, below);
  return wanted === at ? undefined : wanted;
}

function wantedColumn(above: string, frames: readonly Frame[], at: number, below: string): number | undefined {
  const parent = frames.at(-1);
  if (!parent) return undefined;
  const around = columnAround(frames);
  const child = firstLine(above, endOfLine(above, parent.line.start) + 1);
  if (parent.name === '-') return parent.line.dashes.includes(at) || isBare(parent.line, child) ? at : parent.column;
  if (parent.column === at) return isHolder(above, frames) && isAt(child, at) ? at : around;
  if (child) return child.dashes.length > 0 ? child.indent : around;
  return columnBelowKey(above, frames, { at, around, below });
}

/** The column of the list that is being written. */
const columnAround = (frames: readonly Frame[]): number | undefined =>
  frames.findLast(({ name }) => name === '-')?.column;

const isAt = (child: Line | undefined, column: number): boolean => !child || child.indent === column;

interface Dash {
  /** The column at which it stands. */
  readonly at: number;
  /** The column of the list that is being written. */
  readonly around: number | undefined;
  /** The text below its line. */
  readonly below: string;
}

/** Below a key that holds nothing yet. */
function columnBelowKey(above: string, frames: readonly Frame[], { at, around, below }: Dash): number | undefined {
  const parent = frames.at(-1);
  if (!parent || hasValue(above, parent.line)) return around;
  return isTopSteps(frames, parent) ? firstStepColumn(below) : at;
}

/** Whether a key's line holds more than an anchor or a tag. */
const hasValue = (above: string, line: Line): boolean =>
  valueOfLine(above, line).text.replace(/^(?:[&!]\S*\s*)+/, '') !== '';

const isTopSteps = (frames: readonly Frame[], { name, column }: Frame): boolean =>
  frames.length === 1 && name === 'steps' && column === 0;

const isBare = (line: Line, child: Line | undefined): boolean => line.content === line.end - line.start && !child;

/** Whether the last frame is a key that may have a list right below it, at its own column: no key of a step does. */
function isHolder(above: string, frames: readonly Frame[]): boolean {
  const parent = frames.at(-1);
  const names = frames.slice(0, -1).map(({ name }) => name);
  return parent !== undefined && !holdsSteps(names) && valueOfLine(above, parent.line).text === '';
}

/** The first step goes where the others are, or where the formatter would have it. */
function firstStepColumn(below: string): number {
  const next = firstLine(below, 0);
  return next && next.dashes.length > 0 ? next.indent : 0;
}

/** The first line from an offset on that is not blank and no comment. */
export function firstLine(text: string, from: number): Line | undefined {
  for (let start = from; start < text.length; start = endOfLine(text, start) + 1) {
    const line = readLine(text, start);
    if (!isBlank(line) && text[line.start + line.indent] !== '#') return line;
  }
  return undefined;
}
