import { fieldChoices } from '../../registry/choices';
import type { Field, StepDefinition } from '../../registry/definition';
import { examplePhrases, exampleValues } from '../../registry/example-values';
import { scalarText } from '../../scenario/edit/scalar-text';
import { choice, isName, plainSnippet, stop, valueIn } from './snippet';

/** Where a field's value will stand. */
export interface ShapePlace {
  /** Of the first tab stop. */
  readonly number: number;
  /** The column of the field's key. */
  readonly column: number;
  readonly flow: boolean;
}

const text =
  (start?: string) =>
  ({ number }: ShapePlace): string =>
    ` ${stop(number, start)}`;
const date =
  (phrase: string) =>
  ({ number }: ShapePlace): string =>
    ` "{{date(${stop(number, phrase)})\\}\\}"`;

/** What stands for a value of a type. */
const shapes: Readonly<Record<Field['type'], (place: ShapePlace) => string>> = {
  ANYSCALAR: text(),
  STRING: text(),
  BOOLEAN: ({ number }) => ` ${choice(number, ['true', 'false'])}`,
  NUMERIC: text(exampleValues.NUMERIC),
  DATE: date(examplePhrases.DATE),
  DATETIME: date(examplePhrases.DATETIME),
  EMAIL: text(exampleValues.EMAIL),
  // Without quotes YAML takes digits for a number.
  PHONE: ({ number }) => ` "${stop(number, exampleValues.PHONE)}"`,
  ANYNONSCALAR: text(),
  MAP: ({ number, column, flow }) =>
    flow ? ` { ${stop(number)} }` : `\n${' '.repeat(column + 2)}${stop(number, 'key')}: `,
  URL: text(exampleValues.URL),
};

/** What follows a field's colon, space included, as a snippet with one tab stop. */
export function fieldShape(definition: StepDefinition, { key, type }: Field, place: ShapePlace): string {
  const choices =
    fieldChoices(definition)
      .get(key)
      ?.filter((each) => each.trim() !== '') ?? [];
  if (choices.length === 0) return shapes[type](place);
  return ` ${choice(
    place.number,
    choices.map((each) => valueIn(each, { style: 'plain', isClosed: true, flow: place.flow })),
  )}`;
}

/** Fields as lines of `data`, each with a tab stop. */
export function fieldLines(
  definition: StepDefinition,
  keys: readonly string[],
  { column, number, flow }: ShapePlace,
): string {
  const fields = keys.flatMap((key) => definition.fields.find((field) => field.key === key) ?? []);
  return fields
    .map(
      (field, index) =>
        `\n${' '.repeat(column)}${keyText(field.key, flow)}:${fieldShape(definition, field, { column, number: number + index, flow })}`,
    )
    .join('');
}

/** A key as YAML, in a snippet. */
export const keyText = (key: string, flow: boolean): string =>
  isName(key) ? key : plainSnippet(scalarText(key, { key: true, flow }));
