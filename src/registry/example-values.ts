import type { FieldType } from '../wire/registry';

/** A value of each field type that has a usual form, as an author would write it. */
export const exampleValues = {
  BOOLEAN: 'true',
  NUMERIC: '5',
  DATE: '2026-03-10',
  DATETIME: '2026-03-10T22:30:00',
  EMAIL: 'ada@example.com',
  PHONE: '+1 555 0100',
  URL: 'https://example.com',
} as const satisfies Partial<Record<FieldType, string>>;

/** The same by any field type; `undefined` for texts, lists and maps, which may hold anything. */
export const exampleOf = (type: FieldType): string | undefined =>
  (exampleValues as Partial<Record<FieldType, string>>)[type];

/** The phrases of the date tokens that new date fields start with. */
export const examplePhrases = { DATE: 'today', DATETIME: 'now' } as const;
