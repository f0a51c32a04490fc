import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import type { Socket } from 'node:net';
import type { Interface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser, openWorkbench } from '../../scripts/host/browser.mjs';
import { openLine } from '../../scripts/host/line.mjs';
import { startTestServer } from '../../scripts/host/test-server.mjs';
import type { Answer, Order } from './orders';

interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly command: string;
}

/** All processes of this machine that are alive. */
function processes(): readonly Process[] {
  // A bare Linux has no `ps`; other systems have no /proc.
  if (process.platform !== 'linux') {
    const lines = execFileSync('ps', ['-A', '-ww', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' }).split('\n');
    return lines
      .map((line) => /^\s*(\d+)\s+(\d+)\s(.*)$/.exec(line))
      .flatMap((found) =>
        found ? [{ pid: Number(found[1]), parent: Number(found[2]), command: found[3] ?? '' }] : [],
      );
  }
  return readdirSync('/proc').flatMap((name) => {
    try {
      const command = /^\d+$/.test(name) ? readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ') : '';
      // Its own name stands in brackets, and may hold spaces.
      const parent =
        command === ''
          ? 0
          : Number(
              readFileSync(`/proc/${name}/stat`, 'utf8')
                .replace(/^.*\) /s, '')
                .split(' ')[1],
            );
      return command === '' ? [] : [{ pid: Number(name), parent, command }];
    } catch {
      return [];
    }
  });
}

/** The extension hosts that a server has started. */
function extensionHosts(server: number): readonly number[] {
  const all = processes();
  const parents = new Map(all.map(({ pid, parent }) => [pid, parent]));
  const isBelow = (pid: number): boolean => pid === server || (parents.has(pid) && isBelow(parents.get(pid) ?? 0));
  return all
    .filter(({ pid, command }) => command.includes('--type=extensionHost') && isBelow(pid))
    .map(({ pid }) => pid);
}

/** Looks until something is so. Throws with `what` where it does not become so in time. */
export async function until(what: string, isSo: () => boolean): Promise<void> {
  const end = Date.now() + 30_000;
  while (!isSo()) {
    assert.ok(Date.now() < end, `${what}: waited in vain`);
    await delay(1);
  }
}

export interface EditorOptions {
  /** Where the server keeps its things. */
  readonly dir: string;
  readonly workspace: string;
  /** What extension hosts find in their environment. */
  readonly env: Readonly<Record<string, string>>;
}

/** Lines that extension hosts open, as they open them. */
interface Lines {
  readonly opened: EventEmitter;
  close(): void;
}

/** A VS Code whose extension host can be told commands, and killed. */
export class Editor {
  #page: Page | undefined;
  #line: Socket | undefined;
  #count = 0;
  readonly #waiting = new Map<number, (answer: Answer) => void>();

  private constructor(
    private readonly server: Awaited<ReturnType<typeof startTestServer>>,
    private readonly browser: Browser,
    private readonly lines: Lines,
    private readonly workspace: string,
  ) {}

  static async start({ dir, workspace, env }: EditorOptions): Promise<Editor> {
    const { KILLS_NODE: node = '', KILLS_CODE: code = '', KILLS_BROWSER: program = '' } = process.env;
    const opened = new EventEmitter();
    const { address, close } = await openLine((...line) => opened.emit('line', ...line));
    const server = await startTestServer({ node, code, dir, env: { ...env, TEST_LINE: address } });
    return new Editor(server, await launchBrowser(program), { opened, close }, workspace);
  }

  /** Opens a window on the workspace; resolves when its extension host listens. */
  async openWindow(): Promise<void> {
    const listens = once(this.lines.opened, 'line') as Promise<[Socket, Interface]>;
    this.#page = await this.browser.newPage({ viewport: { width: 1280, height: 800 } });
    const { KILLS_EXTENSION: extension = '', KILLS_ORDERS: tests = '' } = process.env;
    await openWorkbench(this.#page, this.server.url({ extension, tests, workspace: this.workspace }));
    const [line, answers] = await listens;
    this.#line = line;
    answers.on('line', (text) => {
      const answer = JSON.parse(text) as Answer;
      this.#waiting.get(answer.id)?.(answer);
    });
  }

  /** Runs a command of the product, and gives what it gives. Never settles where the extension host is killed at it. */
  async run(command: string, files: readonly string[] = []): Promise<unknown> {
    this.#count += 1;
    const order: Order = { id: this.#count, command, files };
    const answered = new Promise<Answer>((resolve) => {
      this.#waiting.set(order.id, resolve);
    });
    this.#line?.write(`${JSON.stringify(order)}\n`);
    const { error, result } = await answered;
    assert.equal(error, undefined);
    return result;
  }

  /** kill -9 of the extension host, found before the moment comes. @returns the deed: then the window closes, before it can start another. */
  readyToKill(): () => Promise<void> {
    const hosts = extensionHosts(this.server.pid);
    const [host] = hosts;
    assert.ok(host !== undefined && hosts.length === 1, `there is one extension host: ${hosts.join()}`);
    return async () => {
      process.kill(host, 'SIGKILL');
      await this.#page?.close();
      this.#waiting.clear();
      await until('no extension host is left', () => extensionHosts(this.server.pid).length === 0);
    };
  }

  async keepPicture(path: string): Promise<void> {
    if (this.#page?.isClosed() === false) await this.#page.screenshot({ path });
  }

  async close(): Promise<void> {
    await this.browser.close();
    this.server.kill();
    this.#line?.destroy();
    this.lines.close();
  }
}
