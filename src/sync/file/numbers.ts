import { t } from '../../base/localize';
import type { Catalog } from '../../registry/catalog';
import { changedNumbers, type ChangedNumber } from '../../scenario/edit/changed-numbers';
import type { StepConfiguration } from '../../wire/definition';
import type { Content } from '../model/content';
import type { Language } from '../model/ports';
import type { Numbers, Problem } from '../model/findings';

/** The step in whose data or waits a number stands. */
function stepAt(
  content: Content,
  path: ChangedNumber['path'],
): { readonly step: StepConfiguration; readonly keys: ChangedNumber['path'] } | undefined {
  const {
    list,
    rest: [index, ...keys],
  } = stepsAt(content, path);
  const step = typeof index === 'number' ? list?.[index] : undefined;
  return step && { step, keys };
}

/** The list of steps that a path leads into, and what of the path is left. */
function stepsAt(
  { steps, linkedScenarios }: Content,
  path: ChangedNumber['path'],
): { readonly list?: readonly StepConfiguration[] | undefined; readonly rest: ChangedNumber['path'] } {
  const [first, second] = path;
  if (first === 'steps') return { list: steps, rest: path.slice(1) };
  const isLinked = first === 'linkedScenarios' && (second === 'onPass' || second === 'onFail');
  return isLinked ? { list: linkedScenarios?.[second]?.steps, rest: path.slice(3) } : { rest: [] };
}

/** Whether nothing but a number can be meant: waits, and fields of that type. */
function isNumeric({ path }: ChangedNumber, content: Content, catalog: Catalog | undefined): boolean {
  const found = stepAt(content, path);
  if (!found) return false;
  const {
    step: { cog, stepId },
    keys: [part, key, ...deeper],
  } = found;
  if (part === 'waitFor' || part === 'failAfter') return true;
  if (key === undefined || deeper.length > 0) return false;
  return (
    catalog?.definition(cog, stepId)?.fields.some((field) => field.key === key && field.type === 'NUMERIC') ?? false
  );
}

const quoted = (written: string): string => `"${written}"`;

function asked({ written, sent, isExact }: ChangedNumber): string {
  const quote = quoted(written);
  return isExact
    ? t('{0} is sent as {1}. To send the text, quote it: {2}.', written, sent, quote)
    : t('{0} is sent as {1}, which is another number. To send the text, quote it: {2}.', written, sent, quote);
}

const refused = ({ written, sent }: ChangedNumber): string =>
  t('{0} would be sent as {1}, which is another number. Quote it: {2}.', written, sent, quoted(written));

/**
 * What a push or a run is to say of a file's numbers before it sends them. Large integers that would arrive as others are refused,
 * as no older runner does; what is sent in other characters than it is written in is asked about, unless a number is meant and
 * is the same.
 */
export function numbersOf(text: string, content: Content, { catalog }: Pick<Language, 'catalog'>): Numbers {
  const all = changedNumbers(text);
  const isRefused = ({ isExact, isInteger }: ChangedNumber): boolean => isInteger && !isExact;
  const told = (number: ChangedNumber, words: (number: ChangedNumber) => string): Problem => ({
    message: words(number),
    line: text.slice(0, number.span.start).split('\n').length,
  });
  return {
    refused: all.filter(isRefused).map((number) => told(number, refused)),
    asked: all
      .filter((number) => !isRefused(number) && !(number.isExact && isNumeric(number, content, catalog)))
      .map((number) => told(number, asked)),
  };
}
