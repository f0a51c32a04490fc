import { isRecord } from '../../base/json';

/** A scenario's values stand in one another at far fewer levels; deeper ones come from nobody who means well. */
const mostLevels = 100;

/**
 * A value as it comes back from a journey as JSON, so that a file and the cloud can be compared: no number but a finite one, no
 * minus zero, a date as text. What is deeper than any file can hold becomes null.
 */
export function jsonValue(value: unknown, levels = mostLevels): unknown {
  if (typeof value !== 'object' || value === null || value instanceof Date) return jsonScalar(value);
  if (levels <= 0) return null;
  if (Array.isArray(value)) return value.map((item) => jsonValue(item, levels - 1));
  return isRecord(value) ? jsonMap(value, levels) : null;
}

function jsonScalar(value: unknown): unknown {
  if (typeof value === 'number') return Number.isFinite(value) ? value + 0 : null;
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  return typeof value === 'bigint' ? value.toString() : null;
}

/** The same of a map. */
export function jsonMap(
  values: Readonly<Record<string, unknown>>,
  levels = mostLevels,
): Readonly<Record<string, unknown>> {
  const known = Object.entries(values).filter(([, value]) => value !== undefined);
  return Object.fromEntries(known.map(([key, value]) => [key, jsonValue(value, levels - 1)]));
}

/** JSON with the keys of every map in order: two values have one text if and only if they are the same. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (!isRecord(value)) return JSON.stringify(value);
  const keys = Object.keys(value).sort();
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(',')}}`;
}
