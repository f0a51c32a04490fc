import { endOfLine, startOfLine } from '../../base/lines';
import type { ProblemCode } from './problem';

const comment = /#\s*stack-moxie-ignore(?:\s*:\s*([\w\s,-]*))?$/;

/**
 * Whether a comment silences a problem: `# stack-moxie-ignore: code, code` at the end of its line, or on the line above
 * when nothing else stands there; without codes it silences all.
 * @param at the problem's start in `text`.
 */
export function isSilenced(text: string, at: number, code: ProblemCode): boolean {
  if (!mentions(text)) return false;
  const start = startOfLine(text, at);
  const above = text.slice(startOfLine(text, start - 1), Math.max(0, start - 1));
  return silences(text.slice(start, endOfLine(text, start)), code) || (/^\s*#/.test(above) && silences(above, code));
}

/** The last text that was asked about: a file that is read as one piece is asked about for each of its problems. */
let last = { text: '', isMentioned: false };

function mentions(text: string): boolean {
  if (last.text !== text) last = { text, isMentioned: text.includes('stack-moxie-ignore') };
  return last.isMentioned;
}

function silences(line: string, code: ProblemCode): boolean {
  const found = comment.exec(line.trimEnd());
  if (!found) return false;
  const codes = (found[1] ?? '').split(/[\s,]+/).filter((name) => name !== '');
  return codes.length === 0 || codes.includes(code);
}
