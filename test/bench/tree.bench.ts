import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Workbench, type Product } from '../ui/workbench';
import { LargeOrganization, type Size } from './large-organization';
import type { Row } from './row';

interface Measures {
  /** Milliseconds from asking for a refresh to having it. */
  readonly refresh: number;
  /** Milliseconds from a filter that expands every folder to its first scenario. */
  readonly expandAll: number;
  /** Milliseconds from the end of the list to the outcome of its last row. */
  readonly end: number;
  /** The longest time in which the window did not answer, in milliseconds. */
  readonly longestTask: number;
  readonly mostRecent: number;
  readonly mostAtOnce: number;
}

/** The tree in a real workbench: 5,000 scenarios in 200 folders beside 50 in 2. */
export async function treeRows(): Promise<readonly Row[]> {
  const small = await measure({ folders: 2, scenarios: 50 });
  const large = await measure({ folders: 200, scenarios: 5_000 });
  const ratio = (key: 'refresh' | 'expandAll' | 'end'): number => large[key] / small[key];
  return [
    {
      name: 'tree: refresh of 5,000 scenarios against 50 (100 times the data)',
      measured: ratio('refresh'),
      target: 20,
      unit: '×',
      detail: `${ms(large.refresh)} / ${ms(small.refresh)}`,
    },
    {
      name: 'tree: all of 200 folders expanded, first row, against 2',
      measured: ratio('expandAll'),
      target: 10,
      unit: '×',
      detail: `${ms(large.expandAll)} / ${ms(small.expandAll)}`,
    },
    {
      name: 'tree: outcome of the last row after a jump to the end, against 50',
      measured: ratio('end'),
      target: 5,
      unit: '×',
      detail: `${ms(large.end)} / ${ms(small.end)}`,
    },
    {
      name: 'tree: the longest time without an answer, at 5,000',
      measured: large.longestTask,
      target: 500,
      unit: ' ms',
      detail: ms(small.longestTask),
    },
    {
      name: 'tree: most recent runs asked for, of 5,000 scenarios',
      measured: large.mostRecent,
      target: 250,
      unit: '',
      detail: `${String(small.mostRecent)} of 50`,
    },
    { name: 'tree: requests at once', measured: large.mostAtOnce, target: 4, unit: '', detail: '' },
  ];
}

const ms = (value: number): string => `${value.toFixed(0)} ms`;

async function measure(size: Size): Promise<Measures> {
  const organization = await LargeOrganization.open(size);
  const home = mkdtempSync(join(tmpdir(), 'stack-moxie-bench-'));
  const environment = {
    STACK_MOXIE_API: organization.address,
    STACK_MOXIE_TOKEN: 'bench',
    STACK_MOXIE_ORGANIZATION: '11111111-1111-4111-8111-111111111111',
  };
  const child = spawn(process.execPath, ['scripts/start.mjs', '--json', '--signed-out', '--home', home], {
    stdio: ['ignore', 'pipe', 'ignore'],
    env: { ...process.env, ...environment },
  });
  try {
    const workbench = await Workbench.open(JSON.parse(await firstLine(child)) as Product);
    const measures = await measureIn(workbench, organization, size);
    await workbench.close();
    return measures;
  } finally {
    child.kill('SIGTERM');
    await once(child, 'exit');
    organization.close();
    rmSync(home, { recursive: true, force: true });
  }
}

async function measureIn(workbench: Workbench, organization: LargeOrganization, size: Size): Promise<Measures> {
  await workbench.showView('Stack Moxie');
  await workbench.row('Folder 1, folder').waitFor();
  await workbench.page.evaluate(
    'window.tasks = []; new PerformanceObserver((list) => window.tasks.push(...list.getEntries().map((entry) => entry.duration))).observe({ type: "longtask" })',
  );
  const refresh = await timed(async () => {
    const before = organization.asked.lists;
    await workbench.command('Stack Moxie: Refresh Scenarios');
    await workbench.page
      .locator('.part.sidebar .monaco-progress-container.active')
      .waitFor({ state: 'attached' })
      .catch(() => undefined);
    await workbench.page.locator('.part.sidebar .monaco-progress-container.active').waitFor({ state: 'detached' });
    if (organization.asked.lists === before) throw new Error('Nothing was read.');
  });
  await workbench.command('Stack Moxie: Filter Scenarios');
  const expandAll = await timed(async () => {
    await workbench.answer('Words of the scenario', 'scenario');
    await workbench.page.locator('.part.sidebar .monaco-list-row[aria-label^="Scenario "]').first().waitFor();
  });
  await workbench.row('Folder 1, folder').click();
  await workbench.row('Folder 1, folder').click();
  const last = size.folders + size.scenarios - 1;
  const end = await timed(async () => {
    await workbench.page.keyboard.press('End');
    await workbench.page
      .locator(`.part.sidebar .monaco-list-row[data-index="${String(last)}"][aria-label*="passed"]`)
      .waitFor();
  });
  const longestTask = Number(await workbench.page.evaluate('Math.max(0, ...window.tasks)'));
  return {
    refresh,
    expandAll,
    end,
    longestTask,
    mostRecent: organization.asked.mostRecent,
    mostAtOnce: organization.mostAtOnce,
  };
}

async function timed(work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

const firstLine = (child: ChildProcess): Promise<string> =>
  new Promise((resolve, reject) => {
    if (child.stdout) createInterface({ input: child.stdout }).once('line', resolve);
    child.once('exit', (code) => reject(new Error(`npm start ended with code ${String(code)}`)));
  });
