import type { Context } from 'hono';
import type { Clock } from '../../base/clock';
import type { RegistryEntryPayload } from '../../wire/registry';
import type { OrganizationRow } from '../store/accounts';
import type { Change } from '../store/folders';
import type { Store } from '../store/store';
import { notFound } from './fault';

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

/** Reads a record's number from the path. What is no number is the id of nothing. Throws a 404. */
export function readId(text: string | undefined, what: string): number {
  if (text === undefined || !/^[1-9]\d{0,14}$/.test(text)) throw notFound(what);
  return Number(text);
}

export const changeBy = (context: Request, clock: Clock): Change => ({ organization: context.get('organization').id, user: context.get('user'), at: clock.now() });
