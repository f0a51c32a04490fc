import { endOfLine, startOfLine } from '../../base/lines';
import { t } from '../../base/localize';
import { scalarText } from '../../scenario/edit/scalar-text';
import { applyEdits, type TextEdit } from '../../scenario/edit/text-edit';
import { createFix, type Action } from './action';
import type { FixContext, Fixer } from './fix-context';
import { countErrors } from '../../scenario/document/read-tree';

/** A line with a key and a value, without quotes or with one that does not end. */
const valueLine = /^[\s-]*[\w"']+: +(\S.*?)(?:\s+#.*)?\s*$/;

/** YAML that is none: quotes around a value such as `I see: this`, or the quote at its end. */
export const fixSyntax: Fixer = (context) => {
  const { part, span } = context;
  const start = startOfLine(part.text, part.fromPiece(span.start));
  const line = part.text.slice(start, endOfLine(part.text, start));
  const value = valueLine.exec(line)?.[1];
  if (value === undefined || part.isSlow) return [];
  const from = start + line.indexOf(value, line.indexOf(':') + 1);
  const quote = /^["']/.exec(value)?.[0];
  if (quote !== undefined)
    return value.indexOf(quote, 1) < 0
      ? offer(context, t('Close the quotes'), { start: from + value.length, end: from + value.length, text: quote })
      : [];
  return offer(context, t('Add quotes'), {
    start: from,
    end: from + value.length,
    text: scalarText(value, { style: value.includes('"') && !value.includes("'") ? 'single' : 'double' }),
  });
};

/** What leaves fewer errors. */
function offer({ problem, part }: FixContext, title: string, edit: TextEdit): readonly Action[] {
  const isBetter = countErrors(applyEdits(part.text, [edit])) < countErrors(part.text);
  return isBetter ? [createFix(problem, title, () => part.toFile([edit]), { isPreferred: true })] : [];
}
