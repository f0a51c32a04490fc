import { isRecord } from '../../base/json';
import { badRequest } from '../server/fault';
import { joined, readCriteria, type Attributes, type Condition } from './criteria';
import type { Parameter } from './database';

/** How a list is cut and ordered, as Sails' blueprints read it from a query string. */
export interface ListQuery {
  readonly condition: Condition;
  readonly order: string;
  readonly limit: number;
  readonly skip: number;
  /** Attributes to show besides id; all where absent. */
  readonly select?: readonly string[];
  /** Relations to show as records; `undefined` for the server's own choice. */
  readonly populate?: readonly string[];
}

/** Sails' page when no limit is given. */
export const defaultLimit = 30;
const own = new Set(['limit', 'skip', 'sort', 'where', 'select', 'omit', 'populate', 'page', 'perPage']);

function readCount(text: string | undefined, name: string, fallback: number): number {
  if (text === undefined) return fallback;
  const count = Number(text);
  if (!/^\d{1,9}$/.test(text)) throw badRequest(`\`${name}\` has to be a whole number from 0.`);
  return count;
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw badRequest('`where` and `sort` have to be JSON.');
  }
}

function readSort(text: string | undefined, attributes: Attributes): string {
  if (text === undefined) return 'id ASC';
  const parsed = /^[{[]/.test(text) ? readJson(text) : text;
  const parts = isRecord(parsed) ? Object.entries(parsed).map(([key, way]) => `${key} ${String(way)}`) : [String(parsed)];
  const terms = parts.map((part) => {
    const [attribute = '', way = 'ASC'] = part.trim().split(/\s+/);
    const direction = { asc: 'ASC', '1': 'ASC', desc: 'DESC', '-1': 'DESC', '0': 'DESC' }[way.toLowerCase()];
    if (!attributes.has(attribute) || !direction) throw badRequest(`\`sort\` has to be like "name ASC"; "${part}" is not.`);
    return `${attribute} ${direction}`;
  });
  // The id at the end makes the order whole, so that no record stands on two pages.
  return [...terms, 'id ASC'].join(', ');
}

/** Attributes written as parameters of their own (`?name=x`); ids and numbers arrive as text. */
function readShorthand(query: Readonly<Record<string, string>>, attributes: Attributes): Condition {
  const named = Object.entries(query).filter(([key]) => !own.has(key) && attributes.has(key));
  return joined(
    named.map(([key, text]) => ({ sql: `CAST(${key} AS TEXT) IS ?`, parameters: [text] })),
    'AND',
  );
}

const names = (text: string | undefined): readonly string[] | undefined => text?.split(',').map((name) => name.trim());

/** Reads a query string. Throws a 400 that says which parameter is wrong. */
export function readListQuery(query: Readonly<Record<string, string>>, attributes: Attributes): ListQuery {
  const perPage = readCount(query['limit'] ?? query['perPage'], 'limit', defaultLimit);
  const page = query['page'] === undefined ? 0 : Math.max(0, readCount(query['page'], 'page', 1) - 1);
  const select = names(query['select']);
  const populate = query['populate'] === 'false' ? [] : names(query['populate']);
  const where = query['where'];
  return {
    condition: joined([where === undefined ? joined([], 'AND') : readCriteria(readJson(where), attributes), readShorthand(query, attributes)], 'AND'),
    order: readSort(query['sort'], attributes),
    limit: perPage,
    skip: readCount(query['skip'], 'skip', page * perPage),
    ...(select ? { select } : {}),
    ...(populate ? { populate } : {}),
  };
}

/** The end of a SELECT over the records of one owner. */
export function listClause(owner: string, id: number, query: ListQuery): { readonly sql: string; readonly parameters: readonly Parameter[] } {
  return {
    sql: `WHERE ${owner} = ? AND ${query.condition.sql} ORDER BY ${query.order} LIMIT ? OFFSET ?`,
    parameters: [id, ...query.condition.parameters, query.limit, query.skip],
  };
}

/** Keeps the selected attributes, and always the id. */
export function selected(record: object, select: readonly string[] | undefined): object {
  if (!select) return record;
  return Object.fromEntries(Object.entries(record).filter(([key]) => key === 'id' || select.includes(key)));
}
