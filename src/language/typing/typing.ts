import { endOfLine, startOfLine } from '../../base/lines';
import type { TextEdit } from '../../scenario/edit/text-edit';
import { withoutSecondClosing } from '../place/surplus-braces';
import { columnOfDash } from './dash';
import { columnAfterEnter } from './enter';

/**
 * What is set right when something was typed: the indentation of a line that Enter began, the place of a dash that begins a line, a
 * token that is closed twice.
 * @param text the file with what was typed in it.
 * @param offset behind what was typed.
 * @param typed the last character: `\n` for Enter.
 * @returns one edit of the line; `undefined` where nothing is to be changed.
 */
export function editAfterTyping(text: string, offset: number, typed: string): TextEdit | undefined {
  const closing = typed === '}' ? withoutSecondClosing(text, offset) : undefined;
  if (closing) return closing;
  const start = startOfLine(text, offset);
  const line = text.slice(start, endOfLine(text, offset)).replace(/\r$/, '');
  const indent = line.length - line.trimStart().length;
  const column = typed === '\n' ? columnAfterEnter(text, start) : columnAfterDash(text, { start, line, offset });
  return column === undefined || column === indent || line.slice(0, indent).includes('\t')
    ? undefined
    : indented(start, indent, column);
}

/** A line that is being typed. `offset`: where the cursor is, in the file as `start` is. */
interface TypedLine {
  readonly start: number;
  readonly line: string;
  readonly offset: number;
}

/** Only while the line is being written, at its end. */
function columnAfterDash(text: string, { start, line, offset }: TypedLine): number | undefined {
  if (!/^\s+-(?:\s|$)/.test(line) || offset - start < line.trimEnd().length) return undefined;
  return columnOfDash(text.slice(0, start), line.indexOf('-'), text.slice(endOfLine(text, offset) + 1));
}

/** Spaces are added or taken away next to the text, so that a cursor between stays before it. */
function indented(start: number, indent: number, column: number): TextEdit {
  return column > indent
    ? { start: start + indent, end: start + indent, text: ' '.repeat(column - indent) }
    : { start: start + column, end: start + indent, text: '' };
}
