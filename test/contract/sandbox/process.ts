import assert from 'node:assert/strict';
import { execFileSync, spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';

/** A folder of its own with the built bundles in it: whatever process runs from there is one of this test's. */
export interface Installation {
  readonly folder: string;
  readonly data: string;
  /** Removes the folder. Throws where a process still runs from it. */
  remove(): Promise<void>;
}

/** The sandboxes that run from each folder. */
const running = new Map<string, Set<ChildProcessWithoutNullStreams>>();

export function install(): Installation {
  const folder = mkdtempSync(join(tmpdir(), 'sandbox-'));
  cpSync(resolve('dist'), folder, { recursive: true });
  return {
    folder,
    data: join(folder, 'data'),
    remove: async () => {
      // A test that failed on the way has left its sandbox; the cogs end by themselves.
      for (const child of running.get(folder) ?? []) child.kill('SIGKILL');
      await noneLeft(folder);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Processes that run from a folder; those that are dead and only wait to be counted are none. */
export function processesOf(folder: string): readonly string[] {
  // A bare Linux has no `ps`; other systems have no /proc.
  if (process.platform === 'linux') return commandLines().filter((line) => line.includes(folder));
  const lines = execFileSync('ps', ['-A', '-ww', '-o', 'pid=,stat=,args='], { encoding: 'utf8' }).split('\n');
  return lines.filter((line) => line.includes(folder) && !/^\s*\d+\s+Z/.test(line));
}

/** Of every process; a dead one has none. */
function commandLines(): readonly string[] {
  return readdirSync('/proc').flatMap((pid) => {
    if (!/^\d+$/.test(pid)) return [];
    try {
      return [readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')];
    } catch {
      return [];
    }
  });
}

/** Waits until no process runs from a folder. */
export async function noneLeft(folder: string, seconds = 5): Promise<void> {
  const end = Date.now() + seconds * 1000;
  while (Date.now() < end && processesOf(folder).length > 0) await delay(20);
  assert.deepEqual(processesOf(folder), [], 'no process is left behind');
}

export interface Address {
  readonly api: string;
  readonly token: string;
  readonly organization: string;
}

export interface SandboxProcess {
  readonly child: ChildProcessWithoutNullStreams;
  /** What it said on standard error. */
  readonly said: readonly string[];
  /** What it said on standard output, line by line. */
  readonly lines: readonly string[];
  /** Resolves with the address, and rejects where the process ends before it gives one. */
  readonly ready: Promise<Address>;
  /** Resolves with how it ended: an exit code or a signal. */
  readonly ended: Promise<number | string>;
}

export interface ProcessOptions {
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly port?: number;
}

/** Starts the real sandbox. */
export function startProcess(
  { folder, data }: Pick<Installation, 'folder' | 'data'>,
  { args = ['--json'], env = {}, port = 0 }: ProcessOptions = {},
): SandboxProcess {
  const child = spawn(
    process.execPath,
    [join(folder, 'sandbox.mjs'), '--data', data, '--port', String(port), ...args],
    { stdio: 'pipe', env: { ...process.env, ...env } },
  );
  child.stdin.on('error', () => undefined);
  const siblings = running.get(folder) ?? new Set();
  running.set(folder, siblings.add(child));
  child.once('exit', () => siblings.delete(child));
  const said: string[] = [];
  const lines: string[] = [];
  createInterface({ input: child.stderr }).on('line', (line) => said.push(line));
  const out = createInterface({ input: child.stdout }).on('line', (line) => lines.push(line));
  const ended = new Promise<number | string>((done) =>
    child.once('exit', (code, signal) => done(code ?? signal ?? 'nothing')),
  );
  const ready = new Promise<Address>((done, fail) => {
    out.once('line', (line) =>
      line.startsWith('{') ? done(JSON.parse(line) as Address) : done({ api: '', token: '', organization: '' }),
    );
    void ended.then((how) => fail(new Error(`The sandbox ended with ${how}: ${said.join(' / ')}`)));
  });
  ready.catch(() => undefined);
  return { child, said, lines, ready, ended };
}

/** Ends a sandbox in good order. */
export async function endProcess({ child, ended }: SandboxProcess): Promise<number | string> {
  child.kill('SIGTERM');
  return ended;
}

export interface Reply {
  readonly status: number;
  readonly body: unknown;
}
export type Ask = (method: string, path: string, body?: unknown) => Promise<Reply>;

/** Asks the API of a running sandbox; rejects where the connection breaks. */
export const asker =
  ({ api, token, organization }: Address): Ask =>
  async (method, path, body) => {
    const answer = await fetch(`${api}/v1/organizations/${organization}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}` },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    return { status: answer.status, body: text === '' ? undefined : JSON.parse(text) };
  };

export type Fields = Readonly<Record<string, unknown>>;
export const field = (value: unknown, key: string): unknown => (value as Fields)[key];
export const list = (value: unknown): readonly Fields[] => value as readonly Fields[];
