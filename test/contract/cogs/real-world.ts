import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { neverCancelled, type Cancellation } from '../../../src/base/cancellation';
import type { Clock } from '../../../src/base/clock';
import type { Log } from '../../../src/base/log';
import { createCatalog } from '../../../src/registry/catalog';
import type { RunEvent } from '../../../src/run/events';
import { createCogHost, type CogCommand, type CogHost, type CogHostOptions } from '../../../src/runner/cog-host';
import { executeScenario, type Execution } from '../../../src/runner/execute';

export const realClock: Clock = {
  now: () => Date.now(),
  sleep: (milliseconds, cancellation) =>
    new Promise((done) => {
      const timer = setTimeout(done, milliseconds);
      cancellation?.onCancellationRequested(() => {
        clearTimeout(timer);
        done();
      });
    }),
};

/** A log that a test can read. */
export function noteLog(): Log & { readonly lines: string[] } {
  const lines: string[] = [];
  const note = (line: string): void => void lines.push(line);
  return { lines, debug: note, info: note, warn: note, error: note };
}

/** The built-in cogs, as the sandbox starts them. */
export const cogsFile = resolve('dist', 'cogs.mjs');

export const builtIn = (name: string, env: Readonly<Record<string, string>> = {}): CogCommand => ({
  name: `sandbox/${name}`,
  command: process.execPath,
  args: [cogsFile, name],
  env,
});

/** The stranger's cog, started in one of its modes. */
export const stranger = (mode = 'good', env: Readonly<Record<string, string>> = {}): CogCommand => ({
  name: 'stranger/odd',
  command: process.execPath,
  args: [resolve('test/contract/cogs/third-party-cog.cjs'), mode],
  env,
});

/** A host that is disposed of when `use` is over, whatever happens. */
export async function withHost<T>(
  options: Pick<CogHostOptions, 'commands'> & Partial<CogHostOptions>,
  use: (host: CogHost) => Promise<T>,
): Promise<T> {
  const host = createCogHost({ clock: realClock, log: noteLog(), ...options });
  try {
    return await use(host);
  } finally {
    await host.dispose();
  }
}

type Connections = Readonly<Record<string, Readonly<Record<string, string>>>>;

interface RunOptions {
  readonly connections?: Connections;
  readonly cancellation?: Cancellation;
  /** Told at each finished step. */
  readonly onFinished?: () => void;
}

/** Runs sentences on a host and gives a line for each finished step. */
export async function runOn(
  host: CogHost,
  steps: readonly (string | Execution['steps'][number])[],
  { connections = {}, cancellation = neverCancelled, onFinished }: RunOptions = {},
) {
  const { entries } = await host.registry();
  const events: RunEvent[] = [];
  const emit = (event: RunEvent): void => {
    events.push(event);
    if (event.kind === 'stepFinished') onFinished?.();
  };
  const execution = {
    steps: steps.map((step) => (typeof step === 'string' ? { step } : step)),
    tokens: {},
    scenarioId: 'scenario-1',
    requestorId: 'user-1',
  };
  const world = {
    catalog: createCatalog(entries),
    cogs: host.sessions((cog) => connections[cog]),
    clock: realClock,
    cancellation,
    emit,
  };
  const result = await executeScenario(execution, world);
  return {
    result,
    log: events.flatMap((event) =>
      event.kind === 'stepFinished' ? [`${event.result.outcome} ${event.result.message}`] : [],
    ),
  };
}

/** Whether a process is there and does something; one that only waits to be buried does not. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    const status = `/proc/${pid}/stat`;
    return !existsSync(status) || !/\) [ZX] /.test(readFileSync(status, 'utf8'));
  } catch {
    return false;
  }
}

/** Waits until `condition` holds; fails after 10 s. */
export async function until(condition: () => boolean, what: string): Promise<void> {
  for (let tries = 0; tries < 500; tries++) {
    if (condition()) return;
    await delay(20);
  }
  throw new Error(`Waited in vain for ${what}.`);
}
