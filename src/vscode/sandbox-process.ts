import { spawn, type ChildProcess, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import * as path from 'node:path';
import { createInterface } from 'node:readline';
import * as vscode from 'vscode';
import type { Disposable } from '../base/dispose';
import { Emitter, type Event } from '../base/event';
import { isRecord } from '../base/json';
import { t } from '../base/localize';
import { contexts } from './ids';
import type { DiagnosticLog } from './log';

/** What a sandbox says of itself once it listens. */
export interface SandboxAddress {
  readonly api: string;
  readonly token: string;
  readonly organization: string;
}

const startLimitMs = 30_000;
const addressesKey = 'stackMoxie.sandboxAddresses';
const mostAddresses = 10;

/** Runs the sandbox as a child process of the extension host; it ends with it, for it ends when its standard input closes. */
export class SandboxProcess implements Disposable {
  readonly #changed = new Emitter<undefined>();
  /** Fires when it has started and when it has stopped. */
  readonly onDidChange: Event<undefined> = this.#changed.event;
  #child: ChildProcess | undefined;
  #starting: Promise<SandboxAddress> | undefined;

  constructor(
    private readonly program: string,
    private readonly folders: { readonly data: string; readonly state: vscode.Memento },
    private readonly log: DiagnosticLog,
  ) {}

  /** Whether an API's address was that of a sandbox started here, in this session or an earlier one. */
  isOurs(address: string): boolean {
    return this.#addresses().includes(address);
  }

  /** Starts it, or gives the running one. Rejects with words for people. */
  async start(): Promise<SandboxAddress> {
    this.#starting ??= this.#start().catch((error: unknown) => {
      this.stop();
      throw error;
    });
    return this.#starting;
  }

  stop(): void {
    this.#child?.stdin?.end();
    this.#child = undefined;
    this.#starting = undefined;
    void vscode.commands.executeCommand('setContext', contexts.sandboxRunning, false);
  }

  dispose(): void {
    this.stop();
    this.#changed.dispose();
  }

  #addresses(): readonly string[] {
    const known: unknown = this.folders.state.get(addressesKey);
    return Array.isArray(known) ? known.filter((address) => typeof address === 'string') : [];
  }

  async #start(): Promise<SandboxAddress> {
    const { data, state } = this.folders;
    await mkdir(data, { recursive: true });
    const args = [this.program, '--data', path.join(data, 'data'), '--json', '--end-with-stdin'];
    // The editor's own runtime is a Node, in the desktop editor when asked to be one.
    const child = spawn(process.execPath, args, { env: sandboxEnvironment(), stdio: ['pipe', 'pipe', 'pipe'] });
    this.#child = child;
    // A process that ended has closed it already.
    child.stdin.on('error', () => undefined);
    createInterface({ input: child.stderr }).on('line', (line) => this.log.info(`sandbox: ${line}`));
    child.once('exit', () => {
      if (this.#child === child) this.stop();
      // Not before: until now it may have answered.
      this.#changed.fire(undefined);
    });
    const address = await firstLine(child);
    this.log.hide(address.token);
    await state.update(addressesKey, [...new Set([...this.#addresses(), address.api])].slice(-mostAddresses));
    void vscode.commands.executeCommand('setContext', contexts.sandboxRunning, true);
    this.#changed.fire(undefined);
    return address;
  }
}

/** Ours without what is ours alone: the sandbox must not see the account's token. */
function sandboxEnvironment(): NodeJS.ProcessEnv {
  const ours = Object.entries(process.env).filter(([key]) => !key.startsWith('STACK_MOXIE_'));
  return { ...Object.fromEntries(ours), ELECTRON_RUN_AS_NODE: '1' };
}

/** What the sandbox says when it listens. Rejects with its own last words where it does not come to that. */
async function firstLine(child: ChildProcessWithoutNullStreams): Promise<SandboxAddress> {
  let lastWords = '';
  createInterface({ input: child.stderr }).on('line', (line) => (lastWords = line.trim() || lastWords));
  return new Promise((resolve, reject) => {
    const fail = (why: string): void => {
      clearTimeout(timer);
      reject(new Error(t('The sandbox did not start: {0}', lastWords || why)));
    };
    const timer = setTimeout(() => fail(t('it did not answer in {0} seconds.', startLimitMs / 1000)), startLimitMs);
    child.once('error', (error) => fail(error.message));
    child.once('close', (code) => fail(t('it ended with code {0}.', code ?? 0)));
    createInterface({ input: child.stdout }).once('line', (line) => {
      clearTimeout(timer);
      const address = readAddress(line);
      if (address) resolve(address);
      else fail(t('its answer could not be read.'));
    });
  });
}

function readAddress(line: string): SandboxAddress | undefined {
  try {
    const value: unknown = JSON.parse(line);
    if (!isRecord(value)) return undefined;
    const { api, token, organization } = value;
    return typeof api === 'string' && typeof token === 'string' && typeof organization === 'string'
      ? { api, token, organization }
      : undefined;
  } catch {
    return undefined;
  }
}
