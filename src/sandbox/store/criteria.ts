import { isRecord } from '../../base/json';
import { badRequest } from '../server/fault';
import type { Parameter } from './database';

/** The attributes that criteria and sorting may name, each also the name of its column. */
export type Attributes = ReadonlySet<string>;

/** A piece of SQL with its bound parameters. Attribute names come from a fixed set, never from a request. */
export interface Condition {
  readonly sql: string;
  readonly parameters: readonly Parameter[];
}

const comparisons: Readonly<Record<string, string>> = { '<': '<', '<=': '<=', '>': '>', '>=': '>=', '!=': 'IS NOT', '!': 'IS NOT' };
const patterns: Readonly<Record<string, (text: string) => string>> = {
  contains: (text) => `%${text}%`,
  startsWith: (text) => `${text}%`,
  endsWith: (text) => `%${text}`,
};
/** Deeper criteria than this are a mistake or an attack. */
const deepest = 5;

function bind(value: unknown, attribute: string): Parameter {
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value === 'string' || typeof value === 'number' || value === null) return value;
  throw badRequest(`The criterion for ${attribute} needs a text, a number, true, false or null.`);
}

function oneOf(attribute: string, values: readonly unknown[], isNot: boolean): Condition {
  const marks = values.map(() => '?').join(', ');
  return { sql: `${attribute} ${isNot ? 'NOT IN' : 'IN'} (${marks})`, parameters: values.map((value) => bind(value, attribute)) };
}

function modified(attribute: string, modifier: string, value: unknown): Condition {
  const comparison = comparisons[modifier];
  if (Array.isArray(value) && (modifier === 'in' || modifier === 'nin' || modifier === '!=')) return oneOf(attribute, value, modifier !== 'in');
  if (comparison) return { sql: `${attribute} ${comparison} ?`, parameters: [bind(value, attribute)] };
  const pattern = Object.hasOwn(patterns, modifier) ? patterns[modifier] : undefined;
  if (pattern && typeof value === 'string') {
    return { sql: `${attribute} LIKE ? ESCAPE '\\'`, parameters: [pattern(value.replace(/[\\%_]/g, '\\$&'))] };
  }
  throw badRequest(`"${modifier}" is not a modifier of criteria, or does not go with its value. Use <, <=, >, >=, !=, in, nin, contains, startsWith or endsWith.`);
}

export function joined(conditions: readonly Condition[], word: 'AND' | 'OR'): Condition {
  if (conditions.length === 0) return { sql: word === 'AND' ? '1' : '0', parameters: [] };
  return { sql: `(${conditions.map(({ sql }) => sql).join(` ${word} `)})`, parameters: conditions.flatMap(({ parameters }) => parameters) };
}

function readCriterion(attribute: string, value: unknown): Condition {
  if (Array.isArray(value)) return oneOf(attribute, value, false);
  if (isRecord(value)) return joined(Object.entries(value).map(([modifier, operand]) => modified(attribute, modifier, operand)), 'AND');
  return { sql: `${attribute} IS ?`, parameters: [bind(value, attribute)] };
}

/** Reads criteria in Waterline's language (`{attribute: value | [values] | {modifier: value}}`, `or`, `and`). Throws a 400. */
export function readCriteria(value: unknown, attributes: Attributes, depth = 0): Condition {
  if (!isRecord(value) || depth > deepest) throw badRequest('`where` has to be a JSON object such as {"name":{"contains":"form"}}.');
  const conditions = Object.entries(value).map(([key, operand]): Condition => {
    if (key === 'or' || key === 'and') {
      if (!Array.isArray(operand)) throw badRequest(`\`${key}\` needs a list of criteria.`);
      return joined(operand.map((item: unknown) => readCriteria(item, attributes, depth + 1)), key === 'or' ? 'OR' : 'AND');
    }
    if (!attributes.has(key)) throw badRequest(`"${key}" is not an attribute to search by.`);
    return readCriterion(key, operand);
  });
  return joined(conditions, 'AND');
}
