import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Product } from './workbench';

const line = (child: ChildProcess): Promise<string> =>
  new Promise((resolve, reject) => {
    if (!child.stdout) return;
    createInterface({ input: child.stdout }).once('line', resolve);
    child.once('exit', (code) => reject(new Error(`npm start ended with code ${String(code)}`)));
  });

/** Every process as `{pid, parent}`. Only Linux tells so simply; elsewhere there is none. */
function processes(): readonly { readonly pid: number; readonly parent: number }[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc').flatMap((name) => {
    if (!/^\d+$/.test(name)) return [];
    try {
      // pid (name) state parent …; the name may hold anything.
      const [, state, parent] = /\) (\S) (\d+) /.exec(readFileSync(`/proc/${name}/stat`, 'utf8')) ?? [];
      return state === 'Z' ? [] : [{ pid: Number(name), parent: Number(parent) }];
    } catch {
      return [];
    }
  });
}

/** A process and all that it, and they, started. */
function family(pid: number): readonly number[] {
  const all = processes();
  const found = [pid];
  for (const parent of found) found.push(...all.filter((process) => process.parent === parent).map((process) => process.pid));
  return found;
}

async function untilNoneIsLeft(pids: readonly number[]): Promise<void> {
  const left = (): readonly number[] => processes().flatMap(({ pid }) => (pids.includes(pid) ? [pid] : []));
  for (let tries = 0; tries < 100 && left().length > 0; tries += 1) await new Promise((resolve) => setTimeout(resolve, 100));
  assert.deepEqual(left(), []);
}

const answers = (host: string, port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ host, port, timeout: 2_000 });
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false)).once('timeout', () => resolve(false));
    socket.once('close', () => socket.destroy());
  });

describe('npm start', () => {
  const home = mkdtempSync(join(tmpdir(), 'stack-moxie-start-'));
  after(() => rmSync(home, { recursive: true, force: true }));
  const start = (): ChildProcess => spawn(process.execPath, ['scripts/start.mjs', '--json', '--home', home], { stdio: ['ignore', 'pipe', 'ignore'] });

  for (const signal of ['SIGKILL', 'SIGINT', 'SIGHUP'] as const)
    it(`prints one line when all is up; ${signal} leaves no process behind`, async () => {
      const child = start();
      const { url, api, token, organization, ...others } = JSON.parse(await line(child)) as Product;
      assert.deepEqual(others, {});
      assert.doesNotMatch(api, /\/$/);
      const folders = await fetch(`${api}/v1/organizations/${organization}/folders`, { headers: { authorization: `Bearer ${token}` } });
      assert.equal(folders.status, 200);
      assert.equal((await fetch(url)).status, 200);
      for (const { address } of Object.values(networkInterfaces()).flatMap((list) => list ?? []).filter(({ internal, family }) => !internal && family === 'IPv4'))
        for (const at of [api, url]) assert.equal(await answers(address, Number(new URL(at).port)), false, 'loopback only');
      const members = family(child.pid ?? 0);
      if (process.platform === 'linux') assert.ok(members.length >= 8, `sandbox, four cogs, editor and guard are going: ${String(members.length)}`);
      child.kill(signal);
      await once(child, 'exit');
      await untilNoneIsLeft(members);
    });
});
