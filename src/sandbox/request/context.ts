import type { Context } from 'hono';
import type { Clock, TimeSource } from '../../base/clock';
import type { RegistryEntryPayload } from '../../wire/registry';
import type { Change } from '../store/change';
import type { Auth } from '../store/connections';
import type { OrganizationRow } from '../store/organizations';
import type { TimedStore } from '../store/store';
import { forbidden, notFound } from '../kit/fault';

/** What the routes work with. */
export interface SandboxWorld extends SandboxNeeds, SandboxSwitches {}

/** What no sandbox can do without. */
export interface SandboxNeeds extends TimedStore {
  readonly clock: Clock;
  readonly version: string;
  readonly registry: () => Promise<readonly RegistryEntryPayload[]>;
  /** Begins to execute a run that was just created. */
  readonly startRun: (start: { readonly run: number }) => void;
}

/** What a sandbox without cogs, alarms and switches can do without. */
export interface SandboxSwitches {
  /** Tries connection details through their cog. */
  readonly checkConnection: (cog: string, auth: Auth) => Promise<boolean>;
  /** Told when there may be something to do earlier than was thought. */
  readonly changed: (what: 'schedules' | 'jobs') => void;
  /** Whether definitions are kept without their `tokens`, as the real service may do. */
  readonly dropDefinitionTokens: boolean;
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

export const changeBy = (context: Request, clock: TimeSource): Change => ({
  organization: context.get('organization').id,
  user: context.get('user'),
  at: clock.now(),
});

/** Lets only administrators go on. Throws a 403. */
export function demandAdmin(context: Request): void {
  if (context.get('organization').role !== 'org-admin')
    throw forbidden('Only an administrator of the organization (org-admin) may do this. Ask one of them.');
}
