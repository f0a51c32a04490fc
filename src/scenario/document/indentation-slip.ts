import { endOfLine } from '../../base/lines';
import { t } from '../../base/localize';
import { frameKeys } from '../keys';
import type { Span } from './tree';

/** Where a line's indentation is what makes a file unreadable. */
export interface Slip {
  /** What stands on the line. */
  readonly span: Span;
  readonly message: string;
}

interface Line {
  /** Offset of its first character that is no space. */
  readonly start: number;
  readonly column: number;
  readonly text: string;
}

/** The columns of a file's steps. */
interface Steps {
  readonly dash: number;
  /** Where the keys of a step stand. */
  readonly key: number;
}

const frameKey = new RegExp(`^(?:${frameKeys.join('|')})\\s*:`);
const stepsKey = /^steps\s*:\s*(?:#.*)?$/;
const dash = /^-(?:\s+|$)/;
/** `-step: …` */
const isGlued = ({ text }: Line): boolean => /^-\w+:/.test(text);
const blockScalar = /[:-]\s+[|>][-+\d]*\s*(?:#.*)?$/;
const isKey = (text: string): boolean => /^[^\s#'"{[][^:]*:(?:\s|$)/.test(text);
/** A key with its value on the line: nothing may hang below it. */
const isComplete = (text: string): boolean => /^(?:-\s+)?[\w.-]+\s*:\s+[^\s#|>&*!{['"]/.test(text);

/**
 * The first line among the steps whose indentation cannot be meant.
 * @param until offset behind which the slip cannot be.
 */
export function findSlip(text: string, until: number): Slip | undefined {
  let steps: Steps | undefined;
  let isInSteps = false;
  let before: Line | undefined;
  for (const line of linesOf(text)) {
    if (line.start > until) return undefined;
    if (line.column === 0 && frameKey.test(line.text)) isInSteps = stepsKey.test(line.text);
    else if (isInSteps) {
      const slip = isGlued(line) ? t('A space is missing after the dash.') : steps && slipOf(line, before, steps);
      if (slip) return { span: { start: line.start, end: line.start + line.text.length }, message: slip };
      steps ??= stepsAt(line);
    }
    before = line;
  }
  return undefined;
}

function stepsAt({ column, text }: Line): Steps | undefined {
  const [mark] = dash.exec(text) ?? [];
  return mark ? { dash: column, key: column + mark.length } : undefined;
}

function slipOf(line: Line, before: Line | undefined, steps: Steps): string | undefined {
  const { column, text } = line;
  if (dash.test(text)) return slipOfDash(line, before, steps);
  if (column < steps.key)
    return t('This line is not indented like the step above it. Indent it by {0} spaces.', steps.key);
  const isDeeper = before !== undefined && column > keyColumn(before) && isKey(text) && isComplete(before.text);
  return isDeeper ? t('This line is indented deeper than the key above it, which already has a value.') : undefined;
}

function slipOfDash({ column }: Line, before: Line | undefined, steps: Steps): string | undefined {
  const isStray =
    column < steps.dash ||
    (column > steps.dash && (column < steps.key || (before !== undefined && isComplete(before.text))));
  return isStray ? t('This dash is not aligned with the one of the step above.') : undefined;
}

const keyColumn = ({ column, text }: Line): number => column + (dash.exec(text)?.[0].length ?? 0);

/** The lines that hold something, without comments and without the texts of block scalars. */
function* linesOf(text: string): Generator<Line> {
  let scalar: number | undefined;
  for (let at = 0; at < text.length;) {
    const end = endOfLine(text, at);
    const whole = text.slice(at, end);
    const content = whole.trimEnd().replace(/^ +/, '');
    const column = whole.length - whole.replace(/^ +/, '').length;
    if (content !== '' && scalar !== undefined && column <= scalar) scalar = undefined;
    if (content !== '' && scalar === undefined && !content.startsWith('#')) {
      yield { start: at + column, column, text: content };
      if (blockScalar.test(content)) scalar = column;
    }
    at = end + 1;
  }
}
