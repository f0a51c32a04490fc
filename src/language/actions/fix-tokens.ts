import { isRecord } from '../../base/json';
import { endOfLine, startOfLine } from '../../base/lines';
import { t } from '../../base/localize';
import { nearestWords } from '../../registry/edit-distance';
import { exampleValues } from '../../registry/example-values';
import { moveItem } from '../../scenario/edit/move-item';
import { removeKey } from '../../scenario/edit/remove-key';
import { setValue } from '../../scenario/edit/set-value';
import type { Path } from '../../scenario/edit/key-order';
import { applyEdits } from '../../scenario/edit/text-edit';
import { findTokens } from '../../scenario/tokens';
import { producersOf } from '../core/producers';
import { declarationsOf, producerFor } from '../core/token-index';
import type { ReadScenario } from '../core/read-scenario';
import { createFix, type Action } from './action';
import type { FixContext, Fixer } from './fix-context';
import { changeInScalar, changePart, framePart, wholePart } from './part';
import { countErrors } from '../../scenario/document/read-tree';
import { scalarAt, placeAt } from './place';

/** A token that nobody declares: one that somebody does, or its declaration. */
export const fixUndefinedToken: Fixer = (context) => {
  const { scenario, problem } = context;
  const [name = ''] = problem.names ?? [];
  const fields = producersOf(scenario.facts)
    .filter(({ step }) => step < (context.step?.index ?? 0))
    .flatMap(({ prefix, record }) => record.fields.map(({ key }) => prefix + key));
  const near = nearestWords(name, [...declarationsOf(scenario).map(({ path }) => path), ...fields], 2);
  const declare = createFix(problem, t('Declare token "{0}"', name), () => declareToken(scenario, name), {
    isPreferred: near.length === 0,
    isSlow: framePart(scenario).isSlow,
  });
  return [...near.flatMap((other, index) => changeName(context, other, index === 0)), declare];
};

/** Another name between the braces at the problem's place. */
export function changeName({ problem, part, span }: FixContext, name: string, isPreferred: boolean): readonly Action[] {
  const place = scalarAt(part.node, part.path, span);
  if (!place) return [];
  const { node, path } = place;
  // Of several uses in one text the one at the place.
  const written = part.text.slice(part.fromPiece(node.span.start), part.fromPiece(span.start));
  const uses = findTokens(node.text);
  const use = uses[findTokens(written).length];
  if (!use) return [];
  const text = `${node.text.slice(0, use.start)}{{${name}}}${node.text.slice(use.end)}`;
  return [
    createFix(
      problem,
      t('Change to "{0}"', name),
      () => changeInScalar(part, path, { span, put: `{{${name}}}`, text }),
      { isPreferred, isSlow: part.isSlow },
    ),
  ];
}

/** A value to begin with, by what the name says. */
function firstValue(name: string): string {
  if (/mail/i.test(name)) return exampleValues.EMAIL;
  return /ur[il]|link|page/i.test(name) ? exampleValues.URL : 'value';
}

/** Where a token of a name is declared: in a map where there is one, or none is needed; else by its whole name as a key. */
function pathOfToken(scenario: ReadScenario, name: string): Path {
  let value: unknown = scenario.values;
  const keys = name.split('.');
  for (const key of keys.slice(0, -1)) {
    const inner: unknown = isRecord(value) && Object.hasOwn(value, key) ? value[key] : {};
    if (!isRecord(inner)) return ['tokens', name];
    value = inner;
  }
  return keys.includes('') ? ['tokens', name] : ['tokens', ...keys];
}

/** @param value what it stands for; something fitting unless told. */
export const declareToken = (
  scenario: ReadScenario,
  name: string,
  value = firstValue(name),
): ReturnType<typeof changePart> =>
  changePart(framePart(scenario), (text) => setValue(text, pathOfToken(scenario, name), value));

/** A field that a record does not have: the nearest of those it has. */
export const fixRecordField: Fixer = (context) => {
  const { scenario, problem, part, span, step } = context;
  const [use] = findTokens(part.text.slice(part.fromPiece(span.start), part.fromPiece(span.end)));
  const producer = use && producerFor(scenario, use.name, step?.index);
  if (!producer) return [];
  const { prefix } = producer;
  const rest = use.name.slice(prefix.length);
  const row = /^\d+\./.exec(rest)?.[0] ?? '';
  return nearestWords(rest.slice(row.length), problem.names ?? [], 2).flatMap((field, index) =>
    changeName(context, prefix + row + field, index === 0),
  );
};

export const fixUnusedToken: Fixer = ({ problem, part, span }) => {
  const place = placeAt(part.node, part.path, span);
  if (!place?.isKey) return [];
  const title = t('Remove token "{0}"', problem.names?.[0] ?? '');
  return [
    createFix(problem, title, () => changePart(part, (text) => removeKey(text, place.path, { comments: 'keep' })), {
      isSlow: part.isSlow,
    }),
  ];
};

/** The step goes behind the one that gives the value. */
export const fixTokenBeforeUse: Fixer = ({ scenario, problem, step, part, span }) => {
  const [use] = findTokens(part.text.slice(part.fromPiece(span.start), part.fromPiece(span.end)));
  const producer = step && use && producerFor(scenario, use.name, step.index);
  if (!producer || producer.step <= step.index) return [];
  const whole = wholePart(scenario);
  return [
    createFix(
      problem,
      t('Move this step after step {0}, which provides the value', producer.step + 1),
      () => whole.toFile(moveItem(whole.text, step.index, producer.step)),
      { isSlow: whole.isSlow },
    ),
  ];
};

/** Puts quotes around a value that begins with a token. */
export const fixUnquotedToken: Fixer = (context) => [
  createFix(context.problem, t('Add quotes'), () => quoteToken(context), {
    isPreferred: true,
    isSlow: context.part.isSlow,
  }),
];

export function quoteToken({ part, span }: Pick<FixContext, 'part' | 'span'>): ReturnType<typeof changePart> {
  const { text } = part;
  const start = part.fromPiece(span.start);
  const token = /^\{\{[^{}\r\n'"\\]+\}\}/.exec(text.slice(start, endOfLine(text, start)))?.[0];
  if (token === undefined) return undefined;
  const errors = countErrors(text);
  for (const written of [...(errors > 0 ? beginningWith(token, text, start) : []), token]) {
    const edits = [{ start, end: start + written.length, text: `"${written}"` }];
    const left = countErrors(applyEdits(text, edits));
    if (left < errors || (left === errors && written === token)) return part.toFile(edits);
  }
  return undefined;
}

/** A text that only begins with a token, of which YAML complains: all that stands on its line; in brackets it may end anywhere. */
function beginningWith(token: string, text: string, start: number): readonly string[] {
  const isAlone = /^[\s-]*[^\s{}[\],:#'"]+: *$/.test(text.slice(startOfLine(text, start), start));
  const rest = /^[^#\r\n'"\\]*[^#\s'"\\]/.exec(text.slice(start + token.length, endOfLine(text, start)))?.[0];
  return isAlone && rest !== undefined ? [token + rest] : [];
}
