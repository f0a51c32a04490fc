import { endOfLine, startOfLine } from '../../base/lines';
import { readLine, textStart, type Line } from '../place/line';
import { firstLine } from './dash';
import { enclosingValue, isBlank, valueOn, type OpenValue } from './enclosing';

/** How much deeper what a key holds stands, where no other key shows it. */
const usualStep = 2;
/** Lines above that are looked at for how deep an author indents. */
const telling = 200;

/**
 * Where the text of a line belongs that Enter has just begun.
 * @param text the file after Enter.
 * @param at where the new line begins; what follows there may be spaces and what stood to the right of the cursor.
 * @returns a column; `undefined` where the editor's own choice stays: after a blank line or a comment, and where the lines do not say it.
 */
export function columnAfterEnter(text: string, at: number): number | undefined {
  if (at === 0) return undefined;
  const line = readLine(text, textStart(text, startOfLine(text, at - 1)));
  if (
    isBlank(line) ||
    text.slice(line.start, line.start + line.indent).includes('\t') ||
    text[line.start + line.indent] === '#'
  )
    return undefined;
  const value = enclosingValue(text.slice(0, at), line.start, line.indent);
  if (value) return value.kind === 'flow' ? undefined : line.indent;
  const rest = text.slice(at, endOfLine(text, at)).trim().replace(/^#.*/, '');
  const next = firstLine(text, endOfLine(text, at) + 1);
  const opened = valueOn(text.slice(0, at), line);
  if (opened) return columnAfterValue(text, opened, { at, rest, next });
  return line.key && columnBelowKey(text, line, { at, rest, next });
}

/** What is around the new line. */
interface Around {
  readonly at: number;
  /** What stood to the right of the cursor, where it is no comment. */
  readonly rest: string;
  /** The next line below that says something. */
  readonly next: Line | undefined;
}

function columnAfterValue(text: string, value: OpenValue, around: Around): number {
  const { kind, column, line } = value;
  const deeper = column + stepAbove(text, line.start);
  if (kind === 'block') return columnInBlock(value, around.next, deeper);
  const goesOn =
    kind === 'plain'
      ? around.rest !== ''
      : enclosingValue(text.slice(0, around.at), around.at, column + 1) !== undefined;
  return goesOn ? deeper : column;
}

/** An indentation that the header names is kept, and then that of the text that is already there. */
function columnInBlock({ text, column }: OpenValue, next: Line | undefined, usual: number): number {
  const [named] = /[1-9]/.exec(text) ?? [];
  if (named !== undefined) return column + Number(named);
  return next && next.indent > column ? next.indent : usual;
}

function columnBelowKey(text: string, { key, content, start }: Line, { rest, next }: Around): number {
  const isSteps = content === 0 && key?.name === 'steps';
  const follows = next !== undefined && (next.indent > content || (next.indent === content && next.dashes.length > 0));
  if (follows && rest === '') return next.indent;
  // The steps stand where the formatter would have them.
  return isSteps ? content : content + stepAbove(text, start);
}

/** How much deeper than its key the nearest thing above stands that a key holds. */
function stepAbove(text: string, from: number): number {
  let below: Line | undefined;
  let start = from;
  for (let count = 0; start > 0 && count < telling; count++) {
    start = startOfLine(text, start - 1);
    const line = readLine(text, textStart(text, start));
    if (isBlank(line)) continue;
    const step = below ? below.indent - line.content : 0;
    if (line.key && step > 0 && step <= 8 && isOpening(text, line)) return step;
    below = line;
  }
  return usualStep;
}

function isOpening(text: string, line: Line): boolean {
  const value = valueOn(text, line);
  return value === undefined || value.kind === 'block';
}
