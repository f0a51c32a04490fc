/** A line that is not empty and no comment. */
interface Line {
  readonly indent: number;
  readonly text: string;
}

/**
 * Where a dash belongs that begins a new line.
 * @param above the text above the line.
 * @param at the column at which the dash stands.
 * @returns the column to which it should go; `undefined` where it may stay: it goes on a list or begins one, or stands in a text.
 */
export function columnOfDash(above: string, at: number): number | undefined {
  const lines = above.split(/\r\n?|\n/).map(readLine).filter(({ text }) => text !== '' && !text.startsWith('#'));
  const before = lines.at(-1);
  const steps = lines.findLastIndex(({ indent, text }) => indent === 0 && /^[\w-]+:/.test(text));
  if (!before || !/^steps:\s*(?:#.*)?$/.test(lines[steps]?.text ?? '')) return undefined;
  const first = lines[steps + 1];
  // The first step stands where the formatter would have it.
  if (!first) return at === 0 ? undefined : 0;
  if (first.indent === at || !first.text.startsWith('-') || isInList(lines.slice(steps + 1), at)) return undefined;
  return first.indent;
}

function readLine(line: string): Line {
  const text = line.trim();
  return { indent: line.length - line.trimStart().length, text };
}

/** Whether a dash at a column goes on a list of a step's data, begins one, or stands in a text of several lines. */
function isInList(lines: readonly Line[], at: number): boolean {
  const around = lines.findLast(({ indent }) => indent < at);
  const sibling = lines.findLast(({ indent }) => indent <= at);
  if (sibling?.indent === at && sibling.text.startsWith('-')) return true;
  const opener = lines.at(-1) === around ? around : undefined;
  return /:\s*(?:[|>][-+\d]*)?\s*(?:#.*)?$/.test(opener?.text ?? '') || /[|>][-+\d]*$/.test(around?.text ?? '');
}
