import { isRecord } from '../../base/json';
import { scalarText, type ScalarOptions } from './scalar-text';

const spaces = (count: number): string => ' '.repeat(count);
const isScalarValue = (value: unknown): value is string | number | boolean | null =>
  value === null || ['string', 'number', 'boolean'].includes(typeof value);

/** A value in flow form, such as `{ a: 1 }`. */
export function flowText(value: unknown, options: ScalarOptions = {}): string {
  if (Array.isArray(value)) return value.length === 0 ? '[]' : `[${value.map((item) => flowText(item)).join(', ')}]`;
  if (isRecord(value)) {
    const entries = Object.entries(value).map(
      ([key, inner]) => `${scalarText(key, { key: true, flow: true })}: ${flowText(inner)}`,
    );
    return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
  }
  return scalarText(isScalarValue(value) ? value : null, { ...options, flow: true });
}

/** What follows the colon of a key at a column: ` x`, or lines below it. */
export function valueText(value: unknown, column: number, options: ScalarOptions = {}): string {
  if (Array.isArray(value) && value.length > 0)
    return value.map((item) => `\n${spaces(column)}-${itemText(item, column)}`).join('');
  if (isRecord(value) && !Array.isArray(value) && Object.keys(value).length > 0)
    return `\n${spaces(column + 2)}${entriesText(value, column + 2)}`;
  if (!isScalarValue(value)) return ` ${flowText(value)}`;
  return ` ${scalarText(value, { ...options, indent: column + 2 })}`;
}

function entriesText(value: Readonly<Record<string, unknown>>, column: number): string {
  return Object.entries(value)
    .map(([key, inner]) => `${scalarText(key, { key: true })}:${valueText(inner, column)}`)
    .join(`\n${spaces(column)}`);
}

/** What follows the dash of a list item at a column. */
export function itemText(value: unknown, column: number): string {
  if (isRecord(value) && !Array.isArray(value) && Object.keys(value).length > 0)
    return ` ${entriesText(value, column + 2)}`;
  return isScalarValue(value) ? ` ${scalarText(value, { indent: column + 2 })}` : ` ${flowText(value)}`;
}
