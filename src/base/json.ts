/** Any value that JSON can hold. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
/** A JSON object. */
export interface JsonObject {
  readonly [key: string]: Json;
}

/** Whether `value` is an object that is neither null nor an array. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Levels of maps and lists in one another that a record of the API or a file of ours may have; nobody who means well has more. */
export const deepestJson = 100;

/** Whether maps and lists stand in one another at more than `levels` levels; so they do in what holds itself. */
export function nestsDeeper(value: unknown, levels = deepestJson): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels <= 0 || Object.values(value).some((inner) => nestsDeeper(inner, levels - 1));
}
