import type { Clock } from '../base/clock';
import type { Log } from '../base/log';
import type { RegistryEntryPayload } from '../wire/registry';
import { CogProcess, type CogCommand } from './cog-process';
import { CogUnavailableError } from './cog-sessions';
import { freePort } from './free-port';

export interface PoolOptions {
  readonly clock: Clock;
  readonly log: Log;
  readonly startTimeoutMs: number;
  /** The most processes that run at once; more users than that share them. */
  readonly size: number;
}

/** A process that somebody uses. */
export interface Lease {
  readonly process: CogProcess;
  readonly manifest: RegistryEntryPayload;
  /** To be called once. A process that is not `reusable` gets no new user and ends when its last one has left. */
  readonly release: (reusable: boolean) => void;
}

/** How many processes wait for their next user; more, after a rush, end. */
const idleKept = 2;

interface Slot {
  process: CogProcess | undefined;
  readonly manifest: Promise<RegistryEntryPayload>;
  users: number;
  retiring: boolean;
}

/**
 * The processes of one cog. Each user gets one alone while there are enough, because only the end of its process
 * surely lets go of what an abandoned session holds, and that must not hit anybody else.
 */
export class CogPool {
  readonly command: CogCommand;
  readonly #options: PoolOptions;
  readonly #slots = new Set<Slot>();
  #disposed = false;

  constructor(command: CogCommand, options: PoolOptions) {
    this.command = command;
    this.#options = options;
  }

  /** Rejects with a `CogUnavailableError`. */
  async acquire(): Promise<Lease> {
    if (this.#disposed) throw new CogUnavailableError(this.command.name, 'The cogs have been shut down.');
    const slot = this.#choose();
    slot.users++;
    try {
      const manifest = await slot.manifest;
      if (!slot.process?.isAlive)
        throw new CogUnavailableError(this.command.name, `The cog ${this.command.name} ended just after its start.`);
      return { process: slot.process, manifest, release: (reusable) => this.#release(slot, reusable) };
    } catch (error) {
      this.#release(slot, false);
      throw error;
    }
  }

  /** Kills at once what `dispose` would end in order. */
  kill(): void {
    for (const { process } of this.#slots) process?.kill();
  }

  async dispose(): Promise<void> {
    this.#disposed = true;
    await Promise.all(
      [...this.#slots].map(async (slot) => {
        await slot.process?.end();
        await slot.manifest.catch(() => undefined);
      }),
    );
  }

  #choose(): Slot {
    const usable = [...this.#slots].filter((slot) => !slot.retiring);
    const leastBusy = usable.sort((a, b) => a.users - b.users)[0];
    return leastBusy && (leastBusy.users === 0 || usable.length >= this.#options.size) ? leastBusy : this.#start();
  }

  #start(): Slot {
    const slot: Slot = {
      process: undefined,
      manifest: this.#launch((process) => (slot.process = process)),
      users: 0,
      retiring: false,
    };
    this.#slots.add(slot);
    slot.manifest.catch(() => undefined);
    return slot;
  }

  async #launch(started: (process: CogProcess) => void): Promise<RegistryEntryPayload> {
    const port = await freePort();
    if (this.#disposed) throw new CogUnavailableError(this.command.name, 'The cogs have been shut down.');
    const process = new CogProcess(this.command, port, this.#options);
    started(process);
    void process.exited.then(() => this.#forget(process));
    return process.ready();
  }

  #release(slot: Slot, reusable: boolean): void {
    slot.users--;
    if (!reusable || this.#idleCount() > idleKept) slot.retiring = true;
    if (slot.retiring && slot.users === 0) {
      if (slot.process) void slot.process.end();
      else this.#slots.delete(slot);
    }
  }

  #idleCount(): number {
    return [...this.#slots].filter(({ users, retiring }) => users === 0 && !retiring).length;
  }

  #forget(process: CogProcess): void {
    process.client.close();
    for (const slot of this.#slots) if (slot.process === process) this.#slots.delete(slot);
  }
}
