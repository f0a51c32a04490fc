import { isRecord } from '../../base/json';
import { badRequest } from '../kit/fault';
import type { Attribute, Attributes } from './attributes';
import type { Parameter } from './database';

/** A piece of SQL with its bound parameters. Column names come from a fixed table, never from a request. */
export interface Condition {
  readonly sql: string;
  readonly parameters: readonly Parameter[];
}

const comparisons = new Map([
  ['<', '<'],
  ['<=', '<='],
  ['>', '>'],
  ['>=', '>='],
  ['!=', 'IS NOT'],
  ['!', 'IS NOT'],
]);
const escaped = (text: string): string => text.replace(/[\\%_]/g, '\\$&');
const patterns = new Map<string, (text: string) => string>([
  ['contains', (text) => `%${escaped(text)}%`],
  ['startsWith', (text) => `${escaped(text)}%`],
  ['endsWith', (text) => `%${escaped(text)}`],
  ['like', (text) => text],
]);
const modifiers = [...comparisons.keys(), 'in', 'nin', ...patterns.keys()].join(', ');

/** Deeper or larger criteria than these are a mistake or an attack, and more than SQLite takes in one statement. */
const deepest = 5;
const mostConditions = 100;
const mostValues = 1_000;
const longestPattern = 1_000;

const needs: Readonly<Record<Attribute['kind'], string>> = {
  text: 'a text',
  number: 'a number',
  boolean: 'true or false',
};

const flags = new Map<unknown, number>([
  [true, 1],
  ['true', 1],
  [1, 1],
  ['1', 1],
  [false, 0],
  ['false', 0],
  [0, 0],
  ['0', 0],
]);

/** Reads a value in the attribute's type, as Waterline does: numbers and flags may come as text. `undefined` for what is neither. */
const readers: Readonly<Record<Attribute['kind'], (value: unknown) => Parameter | undefined>> = {
  text: (value) => (['string', 'number', 'boolean'].includes(typeof value) ? String(value) : undefined),
  boolean: (value) => flags.get(value),
  number: (value) => {
    const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
    return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
  },
};

function bind(value: unknown, { name, kind }: Attribute): Parameter {
  if (value === null || (value === 'null' && kind !== 'text')) return null;
  const parameter = readers[kind](value);
  if (parameter === undefined) throw badRequest(`The criterion for \`${name}\` needs ${needs[kind]}.`);
  return parameter;
}

/** `attribute` equals the value. */
export const equals = (attribute: Attribute, value: unknown): Condition => ({
  sql: `${attribute.column} IS ?`,
  parameters: [bind(value, attribute)],
});

export function joined(conditions: readonly Condition[], word: 'AND' | 'OR'): Condition {
  if (conditions.length === 0) return { sql: word === 'AND' ? '1' : '0', parameters: [] };
  return {
    sql: `(${conditions.map(({ sql }) => sql).join(` ${word} `)})`,
    parameters: conditions.flatMap(({ parameters }) => parameters),
  };
}

function oneOf(attribute: Attribute, values: readonly unknown[], isNot: boolean): Condition {
  if (values.length > mostValues)
    throw badRequest(`The criterion for \`${attribute.name}\` lists more than ${mostValues} values.`);
  const marks = values.map(() => '?').join(', ');
  return {
    sql: `${attribute.column} ${isNot ? 'NOT IN' : 'IN'} (${marks})`,
    parameters: values.map((value) => bind(value, attribute)),
  };
}

function modified(attribute: Attribute, modifier: string, value: unknown): Condition {
  const comparison = comparisons.get(modifier);
  if (Array.isArray(value) && (modifier === 'in' || modifier === 'nin' || comparison === 'IS NOT'))
    return oneOf(attribute, value, modifier !== 'in');
  if (comparison) return { sql: `${attribute.column} ${comparison} ?`, parameters: [bind(value, attribute)] };
  const pattern = patterns.get(modifier);
  if (!pattern || typeof value !== 'string' || attribute.kind !== 'text') {
    throw badRequest(
      `"${modifier}" is not a modifier of criteria, or does not go with \`${attribute.name}\` and its value. There are ${modifiers}.`,
    );
  }
  if (value.length > longestPattern)
    throw badRequest(`The text to search \`${attribute.name}\` by is longer than ${longestPattern} characters.`);
  return { sql: `${attribute.column} LIKE ? ESCAPE '\\'`, parameters: [pattern(value)] };
}

function readCriterion(attribute: Attribute, value: unknown): readonly Condition[] {
  if (Array.isArray(value)) return [oneOf(attribute, value, false)];
  if (isRecord(value))
    return Object.entries(value).map(([modifier, operand]) => modified(attribute, modifier, operand));
  return [equals(attribute, value)];
}

/** Reads criteria in Waterline's language (`{attribute: value | [values] | {modifier: value}}`, `or`, `and`). Throws a 400. */
export function readCriteria(value: unknown, attributes: Attributes): Condition {
  let left = mostConditions;
  const read = (criteria: unknown, depth: number): Condition => {
    if (!isRecord(criteria) || depth > deepest)
      throw badRequest('`where` has to be a JSON object such as {"name":{"contains":"form"}}.');
    const conditions = Object.entries(criteria).flatMap(([key, operand]): readonly Condition[] => {
      const attribute = attributes.get(key);
      if (attribute) return readCriterion(attribute, operand);
      if (key !== 'or' && key !== 'and') throw badRequest(`"${key}" is not an attribute to search by.`);
      if (!Array.isArray(operand)) throw badRequest(`\`${key}\` needs a list of criteria.`);
      if ((left -= operand.length) < 0) throw badRequest(`\`where\` holds more than ${mostConditions} criteria.`);
      return [
        joined(
          operand.map((item: unknown) => read(item, depth + 1)),
          key === 'or' ? 'OR' : 'AND',
        ),
      ];
    });
    if ((left -= conditions.length) < 0) throw badRequest(`\`where\` holds more than ${mostConditions} criteria.`);
    return joined(conditions, 'AND');
  };
  return read(value, 0);
}
