import assert from 'node:assert/strict';
import { spawn, type ChildProcessWithoutNullStreams, type SpawnOptionsWithoutStdio } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { build } from 'esbuild';
import type { Direction } from '../../../src/sync/plan/plan';
import type { Place, Told } from './machine';

/** What a worker is told to do. */
export interface Order extends Pick<Place, 'address' | 'folder'> {
  readonly direction: Direction;
  /** Whether it waits for a word between its plan and its work. */
  readonly waits: boolean;
}

let bundle: Promise<string> | undefined;

/** Puts the worker's program into a folder. @returns its path */
export async function bundleWorker(folder: string): Promise<string> {
  bundle ??= build({
    entryPoints: ['test/contract/sync/worker.ts'],
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    write: false,
    logLevel: 'warning',
    supported: { 'dynamic-import': false },
  }).then(({ outputFiles }) => outputFiles[0]?.text ?? '');
  const program = join(folder, 'worker.cjs');
  writeFileSync(program, await bundle);
  return program;
}

export interface Working {
  /** The worker's program. */
  readonly worker: string;
  /** Told of each line: the first says that it begins, each later one that an item is done. */
  readonly heard?: (lines: number, child: ChildProcessWithoutNullStreams) => void;
  /** The program that starts Node, and what stands before Node's own path; Node itself unless told. */
  readonly under?: readonly [program: string, ...args: readonly string[]];
  readonly options?: SpawnOptionsWithoutStdio;
}

/** Starts a process that pulls or pushes everything. Resolves with what it told at its end; undefined: it was killed. Rejects where it died otherwise. */
export async function work(
  order: Order,
  { worker, heard = () => undefined, under, options }: Working,
): Promise<Told | undefined> {
  const [program, ...args] = [...(under ?? []), process.execPath, worker, JSON.stringify(order)];
  const child = spawn(program, args, { ...options, stdio: 'pipe' });
  const ended = once(child, 'close');
  const [lines, said]: [string[], string[]] = [[], []];
  createInterface({ input: child.stderr }).on('line', (line) => said.push(line));
  createInterface({ input: child.stdout }).on('line', (line) => {
    lines.push(line);
    heard(lines.length, child);
  });
  const [code, signal] = (await ended) as [number | null, string | null];
  if (signal === 'SIGKILL') return undefined;
  assert.equal(code, 0, `the worker ended with ${String(code ?? signal)}: ${said.join(' / ')}`);
  return JSON.parse(lines.at(-1) ?? '') as Told;
}
