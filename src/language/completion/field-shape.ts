import { fieldChoices } from '../../registry/choices';
import type { Field, StepDefinition } from '../../registry/definition';
import { scalarText } from '../../scenario/edit/scalar-text';
import { choice, plainSnippet, stop } from './snippet';

/** Where a field's value will stand. */
export interface ShapePlace {
  /** Of the first tab stop. */
  readonly number: number;
  /** The column of the field's key. */
  readonly column: number;
  readonly flow: boolean;
}

const dateToken = (number: number): string => `"{{date(\${${String(number)}:today})\\}\\}"`;

/** What follows a field's colon, space included, as a snippet with one tab stop. */
export function fieldShape(definition: StepDefinition, { key, type }: Field, place: ShapePlace): string {
  const { number, flow } = place;
  const choices = fieldChoices(definition).get(key)?.filter((text) => text.trim() !== '');
  if (choices && choices.length > 0) return ` ${choice(number, choices.map((text) => scalarText(text, { flow })))}`;
  switch (type) {
    case 'BOOLEAN':
      return ` ${choice(number, ['true', 'false'])}`;
    case 'NUMERIC':
      return ` ${stop(number, '0')}`;
    case 'DATE':
    case 'DATETIME':
      return ` ${dateToken(number)}`;
    case 'PHONE':
      // Without quotes YAML takes digits for a number.
      return ` "${stop(number, '+1 555 0100')}"`;
    case 'URL':
      return ` ${stop(number, 'https://example.com')}`;
    case 'EMAIL':
      return ` ${stop(number, 'ada@example.com')}`;
    case 'MAP':
      return flow ? ` { ${stop(number)} }` : `\n${' '.repeat(place.column + 2)}${stop(number, 'key')}: `;
    default:
      return ` ${stop(number)}`;
  }
}

/** Fields as lines of `data`, each with a tab stop. */
export function fieldLines(definition: StepDefinition, keys: readonly string[], { column, number, flow }: ShapePlace): string {
  const fields = keys.flatMap((key) => definition.fields.find((field) => field.key === key) ?? []);
  return fields.map((field, index) => `\n${' '.repeat(column)}${keyText(field.key, flow)}:${fieldShape(definition, field, { column, number: number + index, flow })}`).join('');
}

/** A key as YAML, in a snippet. */
export const keyText = (key: string, flow: boolean): string => plainSnippet(scalarText(key, { key: true, flow }));
