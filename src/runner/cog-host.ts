import { Metadata } from '@grpc/grpc-js';
import type { Clock } from '../base/clock';
import type { Log } from '../base/log';
import type { RegistryEntryPayload } from '../wire/registry';
import { CogPool, type Lease } from './cog-pool';
import type { CogCommand } from './cog-process';
import { CogUnavailableError, type CogSession, type CogSessions } from './cog-sessions';
import { StreamSession } from './stream-session';

export type { CogCommand };

export interface CogHostOptions {
  readonly commands: readonly CogCommand[];
  readonly clock: Clock;
  readonly log: Log;
  /** How long a cog may take to answer for its manifest; 30,000 unless told. */
  readonly startTimeoutMs?: number;
  /** How long one step may take; 180,000 unless told. */
  readonly stepTimeoutMs?: number;
  /** How many processes of one cog may run at once; more sessions than that share them. 4 unless told. */
  readonly processesPerCog?: number;
}

/** Connection details of a cog by the keys of its `authFieldsList`; `undefined` where there is no connection. */
export type ConnectionLookup = (cog: string) => Readonly<Record<string, string>> | undefined;

/** Runs cogs as child processes of this one. */
export interface CogHost {
  /** Starts each cog that is not running and asks for its manifest; a cog that fails becomes a problem, for people to read. */
  registry(): Promise<{ readonly entries: readonly RegistryEntryPayload[]; readonly problems: readonly string[] }>;
  /** Conversations with the cogs; the details travel as call metadata. */
  sessions(connection: ConnectionLookup): CogSessions;
  /** Ends all processes; when it resolves, none is left. */
  dispose(): Promise<void>;
}

/** Makes a host; nothing starts before the first use. Of two commands with one name the last counts. */
export function createCogHost({
  commands,
  clock,
  log,
  startTimeoutMs = 30_000,
  stepTimeoutMs = 180_000,
  processesPerCog = 4,
}: CogHostOptions): CogHost {
  const pools = new Map(
    commands.map((command) => [
      command.name,
      new CogPool(command, { clock, log, startTimeoutMs, size: processesPerCog }),
    ]),
  );
  const killAll = (): void => {
    for (const pool of pools.values()) pool.kill();
  };
  process.once('exit', killAll);
  return {
    registry: () => readRegistry([...pools.values()]),
    sessions: (connection) => ({
      open: async (cog) => {
        const pool = pools.get(cog);
        if (!pool)
          throw new CogUnavailableError(
            cog,
            `The cog ${cog} is not installed on this machine. Install it, or leave its steps out.`,
          );
        const lease = await pool.acquire();
        return openSession(cog, lease, { details: connection(cog) ?? {}, clock, stepTimeoutMs });
      },
    }),
    dispose: async () => {
      process.off('exit', killAll);
      await Promise.all([...pools.values()].map((pool) => pool.dispose()));
    },
  };
}

async function readRegistry(pools: readonly CogPool[]): ReturnType<CogHost['registry']> {
  const entries: RegistryEntryPayload[] = [];
  const problems: string[] = [];
  const answers = await Promise.allSettled(
    pools.map(async (pool) => {
      const lease = await pool.acquire();
      lease.release(true);
      return lease.manifest;
    }),
  );
  for (const answer of answers) {
    if (answer.status === 'fulfilled') entries.push(answer.value);
    else problems.push(answer.reason instanceof Error ? answer.reason.message : String(answer.reason));
  }
  return { entries, problems };
}

interface SessionOptions {
  readonly details: Readonly<Record<string, string>>;
  readonly clock: Clock;
  readonly stepTimeoutMs: number;
}

function openSession(cog: string, lease: Lease, { details, clock, stepTimeoutMs }: SessionOptions): CogSession {
  try {
    const metadata = connectionMetadata(lease.manifest, details);
    lease.process.protect(Object.values(details));
    return new StreamSession({ cog, process: lease.process, metadata, clock, stepTimeoutMs, release: lease.release });
  } catch (error) {
    lease.release(true);
    throw error;
  }
}

/** The connection's details as call metadata. Throws a `CogUnavailableError` where they do not do. */
function connectionMetadata(
  { name, authFieldsList }: RegistryEntryPayload,
  details: Readonly<Record<string, string>>,
): Metadata {
  const missing = authFieldsList
    .filter(({ key, optionality }) => optionality === 1 && !details[key])
    .map(({ key }) => key);
  if (missing.length > 0) {
    throw new CogUnavailableError(
      name,
      `The cog ${name} needs a connection with ${missing.join(', ')}. Add the connection and run the scenario again.`,
    );
  }
  const metadata = new Metadata();
  // Only what the cog asks for: a secret that it does not need is none of its business.
  for (const { key } of authFieldsList) {
    try {
      if (details[key] !== undefined) metadata.set(key, details[key]);
    } catch {
      // The library's own message repeats the value, which may be a secret.
      throw new CogUnavailableError(
        name,
        `The connection detail “${key}” of ${name} holds characters that cannot be sent. Enter it again in plain ASCII.`,
      );
    }
  }
  return metadata;
}
