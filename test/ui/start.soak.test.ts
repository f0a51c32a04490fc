import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Page } from 'playwright-core';
import { launchBrowser, openStillContext, openWorkbench } from '../../scripts/host/browser.mjs';
import { ask, family, firstBytes, listenersOf, loopback, processes } from '../support/stranger';
import { pressUntil, soon } from './presses';
import { product, type Product } from './workbench';

const line = (child: ChildProcess): Promise<string> =>
  new Promise((resolve, reject) => {
    if (!child.stdout) return;
    createInterface({ input: child.stdout }).once('line', resolve);
    child.once('exit', (code) => reject(new Error(`npm start ended with code ${String(code)}`)));
  });

async function untilNoneIsLeft(pids: readonly number[]): Promise<void> {
  const left = (): readonly number[] => processes().flatMap(({ pid }) => (pids.includes(pid) ? [pid] : []));
  for (let tries = 0; tries < 100 && left().length > 0; tries += 1)
    await new Promise((resolve) => setTimeout(resolve, 100));
  assert.deepEqual(left(), []);
}

const answers = (host: string, port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ host, port, timeout: 2_000 });
    socket
      .once('connect', () => resolve(true))
      .once('error', () => resolve(false))
      .once('timeout', () => resolve(false));
    socket.once('close', () => socket.destroy());
  });

/** Holds every port of these processes against a web page that reaches it under a name of its own. */
async function keepOut(pids: readonly number[]): Promise<void> {
  const listeners = listenersOf(pids);
  assert.deepEqual(
    listeners.filter(({ address }) => address !== loopback),
    [],
  );
  const heard = await Promise.all(listeners.filter(({ kind }) => kind === 'tcp').map(({ port }) => firstBytes(port)));
  for (const text of heard) assert.doesNotMatch(text, /^HTTP\/1\.1 (?!403)/);
  if (process.platform === 'linux') assert.equal(heard.length, 7, 'editor, API, site and four cogs');
}

/** Waits until a window shows what its extension has from the sandbox: everything goes through the window's sockets. */
async function isUp(page: Page): Promise<void> {
  const label = '.action-label[aria-label^="Stack Moxie"]';
  await page.locator(`.activitybar ${label}`).first().waitFor({ timeout: 60_000 });
  // A press on the one that is shown would hide it.
  const other = page.locator(`.activitybar .action-item:not(.checked) ${label}`).first();
  await pressUntil(
    async () => ((await other.isVisible()) ? other.click(soon) : undefined),
    page.locator(`.activitybar .action-item.checked ${label}`).first(),
  );
  await page
    .locator('.part.sidebar .monaco-list-row[aria-label^="Website, folder"]')
    .first()
    .waitFor({ timeout: 60_000 });
}

describe('npm start', () => {
  const home = mkdtempSync(join(tmpdir(), 'stack-moxie-start-'));
  after(() => rmSync(home, { recursive: true, force: true }));
  const start = (): ChildProcess =>
    spawn(process.execPath, ['scripts/start.mjs', '--json', '--home', home], { stdio: ['ignore', 'pipe', 'ignore'] });

  it('goes on working in a browser in which another one is open', async function two() {
    this.timeout(180_000);
    const child = start();
    const browser = await launchBrowser(process.env['UI_BROWSER'] ?? '');
    try {
      const context = await openStillContext(browser, { width: 1000, height: 700 }, { isSeen: false });
      const pages: Page[] = [];
      for (const url of [product.url, (JSON.parse(await line(child)) as Product).url]) {
        const page = await context.newPage();
        pages.push(page);
        await openWorkbench(page, url);
        await isUp(page);
      }
      assert.equal(new Set(pages.map((page) => new URL(page.url()).origin)).size, 2);
      for (const page of pages) {
        await page.reload();
        await isUp(page);
      }
    } finally {
      await browser.close();
      child.kill('SIGTERM');
    }
    await once(child, 'exit');
  });

  for (const signal of ['SIGKILL', 'SIGINT', 'SIGHUP'] as const)
    it(`prints one line when all is up; ${signal} leaves no process behind`, async () => {
      const child = start();
      const { url, api, token, organization, ...others } = JSON.parse(await line(child)) as Product;
      assert.deepEqual(others, {});
      assert.doesNotMatch(api, /\/$/);
      const folders = await fetch(`${api}/v1/organizations/${organization}/folders`, {
        headers: { authorization: `Bearer ${token}` },
      });
      assert.equal(folders.status, 200);
      assert.equal((await ask(url)).status, 302);
      for (const { address } of Object.values(networkInterfaces())
        .flatMap((list) => list ?? [])
        .filter(({ internal, family }) => !internal && family === 'IPv4'))
        for (const at of [api, url])
          assert.equal(await answers(address, Number(new URL(at).port)), false, 'loopback only');
      const members = family(child.pid ?? 0);
      await keepOut(members);
      if (process.platform === 'linux')
        assert.ok(members.length >= 8, `sandbox, four cogs, editor and guard are going: ${String(members.length)}`);
      child.kill(signal);
      await once(child, 'exit');
      await untilNoneIsLeft(members);
    });
});
