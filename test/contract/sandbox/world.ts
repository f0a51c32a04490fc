import assert from 'node:assert/strict';
import type { Log } from '../../../src/base/log';
import { sandboxHeader } from '../../../src/sandbox/request/answers';
import { createSandboxApp, type SandboxAppOptions } from '../../../src/sandbox/server/app';
import { trialPlan } from '../../../src/sandbox/routes/organizations';
import { openOrganization } from '../../../src/sandbox/seed/demonstration';
import { openDatabase } from '../../../src/sandbox/store/database';
import { createStore } from '../../../src/sandbox/store/store';
import { MadeClock } from '../../unit/sandbox/made-clock';

export interface Answer {
  readonly status: number;
  /** The parsed body; `undefined` for an empty one. */
  readonly body: unknown;
  readonly headers: Headers;
}

/** What a test may say of a request besides its method, path and body. */
export interface CallOptions {
  readonly token?: string | undefined;
  readonly headers?: Readonly<Record<string, string>>;
}

export const definition = { steps: [{ cog: 'sandbox/text', stepId: 'CompareValues' }] };

/** A log in which an error is a failure of the test. */
const strictLog: Log = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: (line) => assert.fail(`The sandbox logged an error: ${line}`),
};

/** The API over a store in memory, without a port. Each answer is checked for what all answers have in common. */
export function openApp(options: Partial<SandboxAppOptions> = {}) {
  const clock = new MadeClock();
  const database = openDatabase(':memory:');
  const store = createStore(database);
  const { organization, user } = openOrganization(store, clock);
  store.accounts.addToken('a-token', user);
  const started: number[] = [];
  const app = createSandboxApp({
    store,
    clock,
    log: strictLog,
    version: 'v',
    registry: () => Promise.resolve([]),
    startRun: ({ run }) => started.push(run),
    ...options,
  });
  const request = async (
    method: string,
    path: string,
    body?: unknown,
    { token = 'a-token', headers = {} }: CallOptions = {},
  ): Promise<Answer> => {
    const init = { method, headers: { ...(token === '' ? {} : { authorization: `Bearer ${token}` }), ...headers } };
    const answer = await app.request(
      path,
      body === undefined ? init : { ...init, body: typeof body === 'string' ? body : JSON.stringify(body) },
    );
    const text = await answer.text();
    assert.equal(answer.headers.get(sandboxHeader), 'v', 'every answer says that it is a sandbox’s');
    const parsed = text === '' ? undefined : (JSON.parse(text) as unknown);
    if (answer.status >= 400) assertError(parsed);
    return { status: answer.status, body: parsed, headers: answer.headers };
  };
  const base = `/api/v1/organizations/${organization.uuid}`;
  const call = (method: string, path: string, body?: unknown, more?: CallOptions): Promise<Answer> =>
    request(method, `${base}${path}`, body, more);
  return { app, base, call, clock, database, organization, request, started, store, user };
}
export type World = ReturnType<typeof openApp>;

function assertError(body: unknown): asserts body is { readonly name: string; readonly message: string } {
  assert.ok(
    typeof body === 'object' && body !== null && 'name' in body && 'message' in body,
    `an error has a name and a message: ${JSON.stringify(body)}`,
  );
  assert.deepEqual(Object.keys(body).sort(), ['message', 'name']);
  assert.match(String(body.message), /^[A-Z`"].{5,}\.$/s, 'the message is a sentence');
}

/** A body as a record, for a look at single values. */
export const fields = ({ body }: Pick<Answer, 'body'>): Readonly<Record<string, unknown>> =>
  body as Readonly<Record<string, unknown>>;
/** A body as a list of records. */
export const rows = ({ body }: Pick<Answer, 'body'>): readonly Readonly<Record<string, unknown>>[] =>
  body as readonly Readonly<Record<string, unknown>>[];
export const messageOf = (answer: Answer): string => String(fields(answer)['message']);

/** Somebody else with a token and an organization of their own: its address. */
export function addStranger({ store, clock }: Pick<World, 'store' | 'clock'>, token = 'their-token'): string {
  const user = store.accounts.addUser(`${token}@other.test`, 'Eve');
  store.accounts.addToken(token, user);
  return `/api/v1/organizations/${store.organizations.create({ name: 'Other', statusPageIsPublic: false }, trialPlan, { user, at: clock.now() }).uuid}`;
}

/** Makes a record and gives its id. */
export async function make({ call }: Pick<World, 'call'>, path: string, body: object): Promise<number> {
  const answer = await call('POST', path, body);
  assert.equal(answer.status, 200, JSON.stringify(answer.body));
  return Number(fields(answer)['id']);
}
