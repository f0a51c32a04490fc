import { isRecord } from '../base/json';
import type { Log } from '../base/log';
import type { Api, Call, FoldersApi, RunFilter, RunsApi, ScenariosApi } from './api';
import { Undecodable, type Decoder } from './decode/decoder';
import { decodeFolder } from './decode/folder';
import { decodeRegistryEntry } from './decode/registry-entry';
import { decodeRun, decodeRunLog } from './decode/run';
import { decodeScenario } from './decode/scenario';
import { DecodeError, ForbiddenError, NotFoundError } from './errors';
import { readAll, readPages } from './paging';
import type { ApiRequest, TransportOptions } from './request';
import { createTransport, type Send } from './transport';

export type { Api } from './api';

interface Context {
  readonly send: Send;
  readonly log: Log;
}
type Values = Readonly<Record<string, string | number>>;
type Query = Readonly<Record<string, string | number | undefined>>;
interface Parts {
  readonly values: Values;
  readonly query?: Query;
  readonly body?: unknown;
  readonly call?: Call | undefined;
}

const org = '/v1/organizations/{org}';
const run = `${org}/scenarios/{scenarioId}`;

/** A client of the API. Making one sends nothing and never throws; an unusable address shows at the first call. */
export function createApi(options: TransportOptions): Api {
  const context: Context = { send: createTransport(options), log: options.log };
  const entries = (id: string, call?: Call) => readList(context, request('GET', `${org}/registry`, { values: { org: id }, call }), decodeRegistryEntry);
  return {
    folders: records(context, 'folders', decodeFolder) satisfies FoldersApi,
    scenarios: records(context, 'scenarios', decodeScenario) satisfies ScenariosApi,
    organizations: { name: (id, call) => organizationName(context, id, call) },
    registry: { get: entries },
    runs: runs(context),
  };
}

/** The five operations that folders and scenarios have in common. */
function records<T>(context: Context, name: string, decode: Decoder<T>) {
  const [all, one] = [`${org}/${name}`, `${org}/${name}/{id}`];
  return {
    list: async (id: string, call?: Call): Promise<readonly T[]> => {
      const elements = await readAll((page) => readArray(context, request('GET', all, { values: { org: id }, query: { ...page, sort: 'id ASC' }, call })));
      return decodeEach(context, `GET ${all}`, elements, decode);
    },
    get: (id: string, record: number, call?: Call) => readOne(context, request('GET', one, { values: { org: id, id: record }, call }), decode),
    create: (id: string, body: object, call?: Call) => readOne(context, request('POST', all, { values: { org: id }, body, call }), decode),
    update: (id: string, record: number, body: object, call?: Call) =>
      readOne(context, request('PATCH', one, { values: { org: id, id: record }, body, call }), decode),
    delete: async (id: string, record: number, call?: Call): Promise<void> => {
      await context.send(request('DELETE', one, { values: { org: id, id: record }, call }));
    },
  };
}

async function organizationName(context: Context, id: string, call: Call | undefined): Promise<string | undefined> {
  const query = { limit: 1, populate: 'organization' };
  try {
    const answer = await context.send(request('GET', `${org}/members`, { values: { org: id }, query, call }));
    const member: unknown = Array.isArray(answer) ? answer[0] : undefined;
    const organization = isRecord(member) ? member['organization'] : undefined;
    const name = isRecord(organization) ? organization['name'] : undefined;
    return typeof name === 'string' && name.trim() !== '' ? name.trim() : undefined;
  } catch (error) {
    // Not everybody may see the members; the name is then the user's to give.
    if (error instanceof ForbiddenError || error instanceof NotFoundError) return undefined;
    throw error;
  }
}

function runs(context: Context): RunsApi {
  const pages: RunsApi['pages'] = async function* (id, scenarioId, filter = {}, call) {
    const path = `${run}/runs`;
    const read = (page: number | undefined) => readArray(context, request('GET', path, { values: { org: id, scenarioId }, query: runQuery(filter, page), call }));
    for await (const page of readPages(read)) yield decodeEach(context, `GET ${path}`, page, decodeRun);
  };
  return {
    pages,
    list: async (...place) => {
      const found = [];
      for await (const page of pages(...place)) found.push(...page);
      return found;
    },
    create: (id, scenarioId, body, call) => readOne(context, request('POST', `${run}/runs`, { values: { org: id, scenarioId }, body, call }), decodeRun),
    get: (id, scenarioId, runId, call) =>
      readOne(context, request('GET', `${run}/runs/{runId}`, { values: { org: id, scenarioId, runId }, call }), decodeRun),
    mostRecent: async (id, scenarioId, call) => {
      try {
        const answer = await context.send(request('GET', `${run}/mostRecentRun`, { values: { org: id, scenarioId }, call }));
        const isNone = answer === undefined || answer === null || (typeof answer === 'object' && Object.keys(answer).length === 0);
        return isNone ? undefined : decodeAs(`GET ${run}/mostRecentRun`, answer, decodeRun);
      } catch (error) {
        if (error instanceof NotFoundError) return undefined;
        throw error;
      }
    },
    log: (id, scenarioId, runId, ...[logId, call]) =>
      readOne(context, request('GET', `${run}/runs/{runId}/log/{logId}`, { values: { org: id, scenarioId, runId, logId }, call }), decodeRunLog),
  };
}

const runQuery = (filter: RunFilter, page: number | undefined): Query => ({
  page,
  outcome: filter.outcomes?.join(','),
  ranAfter: filter.ranAfter,
  ranBefore: filter.ranBefore,
});

function request(method: ApiRequest['method'], template: string, { values, query = {}, body, call }: Parts): ApiRequest {
  const path = template.replace(/\{(\w+)\}/g, (_, key: string) => segment(String(values[key] ?? '')));
  const pairs = Object.entries(query).flatMap(([key, value]) => (value === undefined ? [] : [`${key}=${encodeURIComponent(value)}`]));
  return {
    method,
    operation: `${method} ${template}`,
    path: pairs.length === 0 ? path : `${path}?${pairs.join('&')}`,
    cancellation: call?.cancellation,
    ...(body === undefined ? {} : { body }),
  };
}

/** An address would read `..` as "one up"; no id is made of dots, so such a one finds nothing. */
const segment = (value: string): string => (/^\.*$/.test(value) ? '-' : encodeURIComponent(value));

async function readOne<T>(context: Context, wanted: ApiRequest, decode: Decoder<T>): Promise<T> {
  return decodeAs(wanted.operation, await context.send(wanted), decode);
}

async function readList<T>(context: Context, wanted: ApiRequest, decode: Decoder<T>): Promise<readonly T[]> {
  return decodeEach(context, wanted.operation, await readArray(context, wanted), decode);
}

async function readArray(context: Context, wanted: ApiRequest): Promise<readonly unknown[]> {
  const answer = await context.send(wanted);
  if (!Array.isArray(answer)) throw new DecodeError('', 'a list', { operation: wanted.operation });
  return answer as readonly unknown[];
}

/** A record that cannot be read is left out, with a word in the log: one must not hide all others. */
function decodeEach<T>(context: Context, operation: string, elements: readonly unknown[], decode: Decoder<T>): readonly T[] {
  return elements.flatMap((element, index) => {
    try {
      return [decode(element, `[${index}]`)];
    } catch (error) {
      if (!(error instanceof Undecodable)) throw error;
      context.log.warn(`${operation}: left out ${error.path}, which is not ${error.expected}.`);
      return [];
    }
  });
}

function decodeAs<T>(operation: string, value: unknown, decode: Decoder<T>): T {
  try {
    return decode(value, '');
  } catch (error) {
    if (!(error instanceof Undecodable)) throw error;
    // A write that was answered has happened, readable or not.
    throw new DecodeError(error.path, error.expected, { operation, cause: error, unclear: !operation.startsWith('GET ') });
  }
}
