import { isRecord } from '../../base/json';
import { badRequest } from '../kit/fault';
import type { Attributes } from './attributes';
import { equals, joined, readCriteria, type Condition } from './criteria';
import type { Parameter } from './database';

/** How a list is cut and ordered, as Sails' blueprints read it from a query string. */
export interface ListQuery {
  readonly condition: Condition;
  readonly order: string;
  readonly limit: number;
  readonly skip: number;
  /** Attributes to show besides id; all where absent. */
  readonly select?: readonly string[];
  /** Attributes to leave out. */
  readonly omit?: readonly string[];
  /** Relations to show as records; `undefined` for the server's own choice. */
  readonly populate?: readonly string[];
}

/** Sails' page when no limit is given. */
export const defaultLimit = 30;
/** Parameters that are no attributes. */
const own = new Set(['limit', 'skip', 'sort', 'where', 'select', 'omit', 'populate', 'page', 'perPage']);
const mostSortTerms = 10;

/** Reads a whole number from 0. Throws a 400. */
export function readCount(text: string | undefined, name: string, fallback: number): number {
  if (text === undefined) return fallback;
  if (!/^\d{1,15}$/.test(text)) throw badRequest(`\`${name}\` has to be a whole number from 0.`);
  return Number(text);
}

function readJson(text: string, name: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw badRequest(`\`${name}\` has to be JSON; ${JSON.stringify(text.slice(0, 100))} is not.`);
  }
}

const directions = new Map([
  ['asc', 'ASC'],
  ['1', 'ASC'],
  ['desc', 'DESC'],
  ['-1', 'DESC'],
  ['0', 'DESC'],
]);

/** Sails takes a text (`name DESC`), a map (`{"name":-1}`) or a list of either. */
function sortTerms(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(sortTerms);
  if (isRecord(value)) return Object.entries(value).map(([key, way]) => `${key} ${String(way)}`);
  return String(value).split(',');
}

function readSort(text: string | undefined, attributes: Attributes): string {
  if (text === undefined) return 'id ASC';
  const terms = sortTerms(/^[{[]/.test(text) ? readJson(text, 'sort') : text);
  if (terms.length > mostSortTerms) throw badRequest(`\`sort\` takes ${mostSortTerms} attributes at most.`);
  const order = terms.map((term) => {
    const [name = '', way = 'ASC', ...more] = term.trim().split(/\s+/);
    const [attribute, direction] = [attributes.get(name), directions.get(way.toLowerCase())];
    if (!attribute || !direction || more.length > 0)
      throw badRequest(`\`sort\` has to be like "name ASC"; "${term.slice(0, 100)}" is not.`);
    return `${attribute.column} ${direction}`;
  });
  // The id at the end makes the order whole, so that no record stands on two pages.
  return [...order, 'id ASC'].join(', ');
}

/** Attributes written as parameters of their own (`?name=x`). As in Sails they count only where there is no `where`. */
function readShorthand(query: Readonly<Record<string, string>>, attributes: Attributes): Condition {
  const conditions = Object.entries(query).flatMap(([key, text]) => {
    if (own.has(key)) return [];
    const attribute = attributes.get(key);
    if (!attribute)
      throw badRequest(`"${key.slice(0, 100)}" is neither a parameter of lists nor an attribute to search by.`);
    return [equals(attribute, text)];
  });
  return joined(conditions, 'AND');
}

const names = (text: string | undefined): readonly string[] | undefined =>
  text
    ?.replace(/^\[|\]$/g, '')
    .split(',')
    .map((name) => name.trim());

/** How records look: the parameters that one record's address takes as well. */
export type RecordShape = Pick<ListQuery, 'select' | 'omit' | 'populate'>;

export function readShape(query: Readonly<Record<string, string>>): RecordShape {
  const [select, omit] = [names(query['select']), names(query['omit'])];
  const populate = query['populate'] === 'false' ? [] : names(query['populate']);
  return { ...(select ? { select } : {}), ...(omit ? { omit } : {}), ...(populate ? { populate } : {}) };
}

/** Reads a query string. Throws a 400 that says which parameter is wrong. */
export function readListQuery(query: Readonly<Record<string, string>>, attributes: Attributes): ListQuery {
  const { where } = query;
  const limit =
    query['limit'] === undefined
      ? readCount(query['perPage'], 'perPage', defaultLimit)
      : readCount(query['limit'], 'limit', defaultLimit);
  const page = Math.max(0, readCount(query['page'], 'page', 1) - 1);
  return {
    condition:
      where === undefined ? readShorthand(query, attributes) : readCriteria(readJson(where, 'where'), attributes),
    order: readSort(query['sort'], attributes),
    limit,
    skip: Math.min(readCount(query['skip'], 'skip', page * limit), Number.MAX_SAFE_INTEGER),
    ...readShape(query),
  };
}

/** The end of a SELECT over the records of one owner. */
export function listClause(
  owner: string,
  id: number,
  query: ListQuery,
): { readonly sql: string; readonly parameters: readonly Parameter[] } {
  return {
    sql: `WHERE ${owner} = ? AND ${query.condition.sql} ORDER BY ${query.order} LIMIT ? OFFSET ?`,
    parameters: [id, ...query.condition.parameters, query.limit, query.skip],
  };
}

/** Keeps the selected attributes, and always the id. */
export function selected(record: object, { select, omit }: Pick<ListQuery, 'select' | 'omit'>): object {
  if (!select && !omit) return record;
  return Object.fromEntries(
    Object.entries(record).filter(([key]) => key === 'id' || ((select?.includes(key) ?? true) && !omit?.includes(key))),
  );
}
