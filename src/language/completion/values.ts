import { t } from '../../base/localize';
import { fieldChoices } from '../../registry/choices';
import { createSubject } from '../../registry/expression';
import { resolveSentence } from '../../registry/resolve';
import type { Catalog } from '../../registry/catalog';
import type { StepDefinition } from '../../registry/definition';
import { shifted, type InFile } from '../../scenario/document/offsets';
import type { Span } from '../../scenario/document/tree';
import type { ReadScenario } from '../core/read-scenario';
import type { Proposal } from './item';
import type { ValuePlace } from '../place/place';
import { fromQuotes, inQuotes, plainSnippet, valueIn } from './snippet';
import { dateTokens, knownTokens } from './tokens';

/** Where in a sentence that is understood the cursor is in a value. */
export interface ValueInSentence<At extends number = InFile> {
  readonly definition: StepDefinition;
  readonly key: string;
  readonly span: Span<At>;
}

/** The value of a sentence that the cursor is in; `undefined` where the sentence means nothing yet, and in its words. */
export function valueInSentence(catalog: Catalog, text: string, place: ValuePlace): ValueInSentence | undefined {
  const raw = text.slice(place.span.start, place.span.end);
  if (raw.trim() === '') return undefined;
  const cursor = place.typed.length;
  // With escapes in it places in the sentence are not places in the file.
  if (fromQuotes(raw, place.style) !== raw) return undefined;
  const next = raw.slice(cursor, cursor + 1).trim() === '' && /\s$/.test(place.typed) ? ['x', '1'] : [];
  for (const put of ['', ...next]) {
    const found = captureAt(catalog, raw.slice(0, cursor) + put + raw.slice(cursor), cursor);
    if (found)
      return {
        ...found,
        span: {
          start: shifted(place.span.start, found.span.start),
          end: shifted(place.span.start, found.span.end - put.length),
        },
      };
  }
  return undefined;
}

function captureAt(catalog: Catalog, text: string, cursor: number): ValueInSentence<number> | undefined {
  const definition = resolveSentence(catalog, text)?.definition;
  const capture = definition?.expression
    ?.match(createSubject(text))
    ?.captures.find(({ start, end }) => start <= cursor && cursor <= end);
  return definition && capture
    ? { definition, key: capture.name, span: { start: capture.start, end: capture.end } }
    : undefined;
}

/** What a field may hold: its choices, or what its type names; tokens. As plain texts. */
function textsOf(definition: StepDefinition, key: string): readonly (string | boolean)[] {
  const choices = fieldChoices(definition)
    .get(key)
    ?.filter((text) => text.trim() !== '');
  if (choices && choices.length > 0) return choices;
  return definition.fields.find((field) => field.key === key)?.type === 'BOOLEAN' ? [true, false] : [];
}

const isDate = (definition: StepDefinition | undefined, key: string): boolean =>
  ['DATE', 'DATETIME'].includes(definition?.fields.find((field) => field.key === key)?.type ?? '');

/** Values for a value in a sentence. */
export function proposeCaptured(
  scenario: ReadScenario,
  place: ValuePlace,
  { definition, key, span }: ValueInSentence,
): readonly Proposal[] {
  const { style } = place;
  const values = textsOf(definition, key).map((value): Proposal => ({
    label: String(value),
    kind: 'value',
    detail: key,
    insert: plainSnippet(inQuotes(String(value), style)),
    span,
    subject: { definition, field: key },
  }));
  if (values.length > 0) return values;
  return tokenValues(scenario, place, isDate(definition, key)).map((token): Proposal => ({
    ...token,
    insert: plainSnippet(token.label),
    span,
  }));
}

/** Values for a field in `data`. */
export function proposeFieldValues(
  scenario: ReadScenario,
  place: ValuePlace,
  definition: StepDefinition | undefined,
  key: string,
): readonly Proposal[] {
  const { span } = place;
  const values = (definition ? textsOf(definition, key) : []).map((value): Proposal => ({
    label: String(value),
    kind: 'value',
    detail: key,
    insert: plainSnippet(valueIn(value, place)),
    span,
    ...(definition ? { subject: { definition, field: key } } : {}),
  }));
  if (values.length > 0) return values;
  const tokens = tokenValues(scenario, place, isDate(definition, key));
  return tokens.map((token): Proposal => ({ ...token, insert: plainSnippet(valueIn(token.label, place)), span }));
}

function tokenValues(
  scenario: ReadScenario,
  place: ValuePlace,
  dates: boolean,
): readonly Omit<Proposal, 'insert' | 'span'>[] {
  const tokens = [
    ...knownTokens(scenario, place.step?.start).filter(({ name }) => !name.endsWith('.')),
    ...(dates ? dateTokens(scenario.knowledge.now) : []),
  ];
  return tokens.map(({ name, ...shown }) => ({ ...shown, label: `{{${name}}}` }));
}

/** Values of keys that are the same in every scenario. */
export function proposeTexts(
  place: ValuePlace,
  texts: readonly (readonly [value: string | number | boolean, meaning: string])[],
): readonly Proposal[] {
  return texts.map(([value, meaning]) => ({
    label: String(value),
    kind: 'value',
    insert: plainSnippet(valueIn(value, { ...place })),
    span: place.span,
    ...(meaning === '' ? {} : { description: meaning }),
  }));
}

/** What a number of seconds means. */
function timeWords(count: number): string {
  if (count < 60) return t('seconds');
  return count === 60 ? t('1 minute') : t('{0} minutes', count / 60);
}

const usualSeconds = [5, 10, 30, 60, 90, 120, 300];

export const seconds = (place: ValuePlace): readonly Proposal[] =>
  proposeTexts(
    place,
    usualSeconds.map((count) => [count, timeWords(count)]),
  );
