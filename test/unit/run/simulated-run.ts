import type { Cancellation } from '../../../src/base/cancellation';
import type { Clock } from '../../../src/base/clock';
import type { RunSource } from '../../../src/run/follow';
import type { RunOutcome } from '../../../src/wire/payload';
import type { Run, RunLog, RunLogEntry } from '../../../src/wire/records';

/** A clock whose time passes only while somebody sleeps. */
export class SimulatedClock implements Clock {
  #now = 0;
  readonly sleeps: number[] = [];
  onSleep: () => void = () => undefined;

  now(): number {
    return this.#now;
  }

  async sleep(milliseconds: number, cancellation?: Cancellation): Promise<void> {
    this.onSleep();
    if (cancellation?.isCancellationRequested) return;
    this.sleeps.push(milliseconds);
    this.#now += milliseconds;
    await Promise.resolve();
  }
}

export class Disconnected extends Error {}
export class Refused extends Error {}

/** What befalls one request: `stale` answers as of 3 s ago, `empty` answers a log without entries. */
export type Fault = 'none' | 'disconnected' | 'stale' | 'empty';

export interface Script {
  /** When each entry lands in the log, in milliseconds, ascending. */
  readonly entriesAt: readonly number[];
  /** When the run becomes final. */
  readonly finalAt: number;
  readonly outcome: Extract<RunOutcome, 'Passed' | 'Failed' | 'Error'>;
  /** One for each request, in order; none once they are used up. */
  readonly faults?: readonly Fault[];
}

/** A run in the cloud, as a script says it goes. */
export class SimulatedRun implements RunSource {
  #requests = 0;
  readonly conversation: string[] = [];

  constructor(
    private readonly clock: Clock,
    private readonly script: Script,
  ) {}

  async get(): Promise<Run> {
    const at = this.#moment('run');
    const { finalAt, outcome } = this.script;
    await Promise.resolve();
    const run = { id: 1842, log: { id: 7 } };
    if (at >= finalAt) return { ...run, outcome, duration: finalAt };
    return { ...run, outcome: at > 0 ? 'Running' : 'Created' };
  }

  async log(): Promise<RunLog> {
    const at = this.#moment('log');
    await Promise.resolve();
    return { id: 7, entries: this.script.entriesAt.filter((landed) => landed <= at).map((_, index) => entryOf(index)) };
  }

  #moment(what: string): number {
    const fault = this.script.faults?.[this.#requests] ?? 'none';
    this.#requests += 1;
    this.conversation.push(`${String(this.clock.now())} ${what} ${fault}`);
    if (fault === 'disconnected') throw new Disconnected('no network');
    if (fault === 'empty' && what === 'log') return -1;
    return fault === 'stale' ? this.clock.now() - 3_000 : this.clock.now();
  }
}

export const entryOf = (index: number): RunLogEntry => ({
  outcome: 'Passed',
  message: `entry ${String(index)}`,
  cog: 'sandbox/web',
  stepId: 'navigate',
});
