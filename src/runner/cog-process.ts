import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { Client, credentials, Metadata, type ServiceError } from '@grpc/grpc-js';
import { CancellationSource } from '../base/cancellation';
import type { Clock } from '../base/clock';
import type { Log } from '../base/log';
import { redact } from '../base/redact';
import type { RegistryEntryPayload } from '../wire/registry';
import { cogProtocol } from './cog-protocol';
import { CogUnavailableError } from './cog-sessions';
import { readLines } from './line-reader';
import { readManifest } from './manifest';

/** How to start a cog's server: a program and its arguments, no shell. */
export interface CogCommand {
  /** `vendor/cog`. */
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  /** Added to our own environment. `HOST` and `PORT` come besides. */
  readonly env?: Readonly<Record<string, string>>;
}

const host = '127.0.0.1';
/** What a cog gets from SIGINT to SIGKILL; SIGTERM leaves some cogs listening and hanging. */
const endGraceMs = 3_000;
const lastWordsKept = 5;
const channelOptions = {
  // Loopback is nobody's proxy's business.
  'grpc.enable_http_proxy': 0,
  // A step has effects: nothing may send it twice.
  'grpc.enable_retries': 0,
  'grpc.service_config_disable_resolution': 1,
  'grpc.use_local_subchannel_pool': 1,
  'grpc.initial_reconnect_backoff_ms': 50,
  'grpc.max_reconnect_backoff_ms': 250,
  // Records may hold pictures.
  'grpc.max_receive_message_length': 64 * 1024 * 1024,
};

/** Our environment without what is ours alone: a cog must not see the account's token. */
function cogEnvironment(command: CogCommand, port: number): NodeJS.ProcessEnv {
  const ours = Object.entries(process.env).filter(([key]) => !key.startsWith('STACK_MOXIE_'));
  return { ...Object.fromEntries(ours), ...command.env, HOST: host, PORT: String(port) };
}

/** Where a process can lead a group, a cog leads its own, so that its end is also the end of what it has started: a script's program, a browser. */
const hasGroups = process.platform !== 'win32';

/** Sends a signal to a process and all that belongs to it. */
function signal({ pid }: { readonly pid?: number | undefined }, name: 'SIGINT' | 'SIGKILL'): void {
  if (pid === undefined) return;
  try {
    process.kill(hasGroups ? -pid : pid, name);
  } catch {
    // Nobody is left to hear it.
  }
}

interface Surroundings {
  readonly clock: Clock;
  readonly log: Log;
  readonly startTimeoutMs: number;
}

/** One running cog server: a child process and the channel to it. */
export class CogProcess {
  readonly client: Client;
  /** Resolves, never rejects, with a phrase that says how the process ended. */
  readonly exited: Promise<string>;
  readonly #command: CogCommand;
  readonly #surroundings: Surroundings;
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #secrets = new Set<string>();
  readonly #lastWords: string[] = [];
  #isAlive = true;

  /** Starts the process; `ready` tells when it can be used. */
  constructor(command: CogCommand, port: number, surroundings: Surroundings) {
    this.#command = command;
    this.#surroundings = surroundings;
    this.#child = spawn(command.command, command.args, {
      env: cogEnvironment(command, port),
      stdio: 'pipe',
      shell: false,
      windowsHide: true,
      detached: hasGroups,
    });
    this.exited = this.#watchEnd();
    // Held open and never written to: when we die, however we die, it closes, and the cog knows.
    this.#child.stdin.on('error', () => undefined);
    readLines(this.#child.stdout, (line) => surroundings.log.debug(`${command.name}: ${this.#fit(line)}`));
    readLines(this.#child.stderr, (line) => this.#hear(this.#fit(line)));
    this.client = new Client(`${host}:${port}`, credentials.createInsecure(), channelOptions);
  }

  get isAlive(): boolean {
    return this.#isAlive;
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  /** Keeps `secrets` out of everything that the cog says from now on. */
  protect(secrets: readonly string[]): void {
    for (const secret of secrets) this.#secrets.add(secret);
  }

  /** Waits until the cog gives its manifest. Rejects with a `CogUnavailableError`; the process may then still be there. */
  async ready(): Promise<RegistryEntryPayload> {
    const { clock, startTimeoutMs } = this.#surroundings;
    const { name } = this.#command;
    const timer = new CancellationSource();
    const tooLate = clock.sleep(startTimeoutMs, timer.token).then(() => {
      throw new CogUnavailableError(
        name,
        `The cog ${name} did not start within ${Math.round(startTimeoutMs / 1000)} s. ${this.#remedy()}`,
      );
    });
    const ended = this.exited.then((how) => {
      throw new CogUnavailableError(name, `The cog ${name} could not be started: ${how}. ${this.#remedy()}`);
    });
    try {
      const manifest = await Promise.race([this.#askManifest(), tooLate, ended]);
      if (manifest.name === name) return manifest;
      throw new CogUnavailableError(
        name,
        `The cog started as ${name} calls itself “${manifest.name}”. Correct its name where the cogs are set up.`,
      );
    } finally {
      timer.cancel();
    }
  }

  /** Says why talking to the cog failed; waits a moment, because a dying process is heard of by its connection first. */
  async explain(error: Error): Promise<string> {
    const { clock } = this.#surroundings;
    const timer = new CancellationSource();
    const how = await Promise.race([this.exited, clock.sleep(500, timer.token).then(() => undefined)]);
    timer.cancel();
    if (how !== undefined)
      return `The cog ${this.#command.name} ended in the middle of the step: ${how}.${this.#quoteLastWords()}`;
    const details = 'details' in error && typeof error.details === 'string' ? error.details : error.message;
    return `The cog ${this.#command.name} broke off: ${this.#fit(details)}`;
  }

  /** Ends the process, by force if need be; resolves when it is gone. */
  async end(): Promise<void> {
    this.client.close();
    if (!this.#isAlive) return;
    signal(this.#child, 'SIGINT');
    this.#child.stdin.end();
    const timer = new CancellationSource();
    void this.#surroundings.clock.sleep(endGraceMs, timer.token).then(() => this.kill());
    await this.exited;
    timer.cancel();
  }

  /** Ends the process at once, for when our own is about to end. */
  kill(): void {
    if (this.#isAlive) signal(this.#child, 'SIGKILL');
  }

  #watchEnd(): Promise<string> {
    return new Promise((resolve) => {
      const end = (how: string): void => {
        this.#isAlive = false;
        resolve(how);
      };
      this.#child.once('error', (error) => {
        if (this.#child.pid === undefined) end(error.message);
      });
      // Not 'close': a grandchild may hold the pipes for long.
      this.#child.once('exit', (code, cause) => {
        // What it has started must not outlive it.
        if (hasGroups) signal(this.#child, 'SIGKILL');
        end(cause === null ? `it ended with code ${code ?? 0}` : `it was ended by ${cause}`);
      });
    });
  }

  #askManifest(): Promise<RegistryEntryPayload> {
    const { path, serialize, deserialize } = cogProtocol.getManifest;
    const { name } = this.#command;
    return new Promise((resolve, reject) => {
      const done = (error: ServiceError | null, manifest?: Readonly<Record<string, unknown>>): void => {
        if (manifest) resolve(readManifest(manifest));
        else
          reject(
            new CogUnavailableError(
              name,
              `The cog ${name} did not say which steps it knows: ${this.#fit(error?.details ?? 'no answer')}. ${this.#remedy()}`,
            ),
          );
      };
      this.client.makeUnaryRequest(path, serialize, deserialize, {}, new Metadata({ waitForReady: true }), {}, done);
    });
  }

  #fit(text: string): string {
    return redact(text, [...this.#secrets]);
  }

  #hear(line: string): void {
    this.#lastWords.push(line);
    if (this.#lastWords.length > lastWordsKept) this.#lastWords.shift();
    this.#surroundings.log.info(`${this.#command.name}: ${line}`);
  }

  #quoteLastWords(): string {
    return this.#lastWords.length === 0 ? '' : ` It last said: ${this.#lastWords.join(' / ')}`;
  }

  #remedy(): string {
    return `Check how it is started (${this.#command.command}).${this.#quoteLastWords()}`;
  }
}
