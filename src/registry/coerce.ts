import type { FieldType } from '../wire/registry';
import type { StepDefinition } from './definition';

function isoDate(value: unknown, length: number): unknown {
  if (typeof value !== 'string' && typeof value !== 'number') return value;
  const date = new Date(value);
  return Number.isNaN(date.getTime()) ? value : date.toISOString().slice(0, length);
}

/** How the runner turns a value into what a field's type asks for; what cannot be turned stays as it is, for the cog to judge. */
const coercions: Partial<Record<FieldType, (value: unknown) => unknown>> = {
  BOOLEAN: (value) => {
    if (typeof value !== 'string') return value;
    const word = value.trim().toLowerCase();
    return word === 'true' ? true : word === 'false' ? false : value;
  },
  NUMERIC: (value) => {
    if (typeof value !== 'string') return value;
    const number = Number.parseFloat(value);
    return Number.isNaN(number) ? value : number;
  },
  // YYYY-MM-DD and YYYY-MM-DDTHH:mm:ss, both in UTC.
  DATE: (value) => isoDate(value, 10),
  DATETIME: (value) => isoDate(value, 19),
};

/** A step's data with every value in its field's type; keys that are no fields stay as they are. */
export function coerceData(definition: StepDefinition, data: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const types = new Map(definition.fields.map(({ key, type }) => [key, type]));
  return Object.fromEntries(
    Object.entries(data).map(([key, value]) => {
      const type = types.get(key);
      return [key, (type && coercions[type]?.(value)) ?? value];
    }),
  );
}
