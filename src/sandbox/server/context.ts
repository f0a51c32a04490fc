import type { Context } from 'hono';
import type { Clock } from '../../base/clock';
import { isRecord } from '../../base/json';
import type { RegistryEntryPayload } from '../../wire/registry';
import type { Change } from '../store/folders';
import type { OrganizationRow } from '../store/accounts';
import type { Store } from '../store/store';
import { badRequest, notFound } from './fault';

/** What the routes work with. */
export interface SandboxWorld {
  readonly store: Store;
  readonly clock: Clock;
  readonly version: string;
  readonly registry: () => Promise<readonly RegistryEntryPayload[]>;
  /** Begins to execute a run that was just created. */
  readonly startRun: (start: { readonly run: number; readonly scenario: number; readonly organization: OrganizationRow; readonly user: number }) => void;
}

/** A request that has been let in. */
export interface SandboxEnv {
  readonly Variables: { user: number; organization: OrganizationRow };
}
export type Request = Context<SandboxEnv>;

/** Reads a JSON object. An empty body is an empty object. Throws a 400. */
export async function readBody(context: Request): Promise<Readonly<Record<string, unknown>>> {
  const text = await context.req.text();
  if (text.trim() === '') return {};
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw badRequest('The request body is not JSON.');
  }
  if (!isRecord(value)) throw badRequest('The request body has to be a JSON object.');
  return value;
}

/** Reads a record's number from the path. What is no number is the id of nothing. */
export function readId(text: string | undefined, what: string): number {
  if (text === undefined || !/^[1-9]\d{0,14}$/.test(text)) throw notFound(what);
  return Number(text);
}

export const changeBy = (context: Request, clock: Clock): Change => ({ organization: context.get('organization').id, user: context.get('user'), at: clock.now() });
