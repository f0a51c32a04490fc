/** Where the line ends on which an offset stands: its line feed's offset, or the text's length. A carriage return before it is still of the line. */
export function endOfLine(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
}

/** The offset of the first character of the line on which an offset stands. */
export const startOfLine = (text: string, at: number): number => (at > 0 ? text.lastIndexOf('\n', at - 1) + 1 : 0);

/** The line break of a text: where it has both, the one that most of its lines end with. */
export function lineBreakOf(text: string): '\r\n' | '\n' {
  const all = text.split('\n').length - 1;
  const long = text.includes('\r\n') ? text.split('\r\n').length - 1 : 0;
  return long * 2 > all ? '\r\n' : '\n';
}

/** A text whose lines all end with this line break. */
export const withLineBreaks = (text: string, lineBreak: '\r\n' | '\n'): string => text.replaceAll(/\r?\n/g, lineBreak);
