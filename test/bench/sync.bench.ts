import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApi } from '../../src/api/client';
import { fetch } from '../../src/api/http/node-fetch';
import { silentLog } from '../../src/base/log';
import { SyncEngine } from '../../src/sync/engine';
import { apiCloud } from '../../src/vscode/session/api-cloud';
import { NodeFiles } from '../../src/vscode/sync/files/node-files';
import { NodeStore } from '../../src/vscode/sync/files/node-store';
import { LargeOrganization } from './large-organization';
import type { Row } from './row';

const scenarios = 5_000;
const organizationId = '11111111-1111-4111-8111-111111111111';
const clock = {
  now: () => Date.now(),
  sleep: (milliseconds: number) => new Promise<void>((resolve) => void setTimeout(resolve, milliseconds)),
};

interface Measure {
  readonly ms: number;
  readonly requests: number;
  /** The most memory that the process held, in MiB. */
  readonly mib: number;
}

/** 5,000 scenarios over the network and on the disk: a first pull, a second with nothing changed, a push of one. */
export async function syncRows(): Promise<readonly Row[]> {
  const organization = await LargeOrganization.open({ folders: 200, scenarios });
  const folder = mkdtempSync(join(tmpdir(), 'stack-moxie-bench-'));
  try {
    const api = createApi({
      baseUrl: organization.address,
      token: { token: () => Promise.resolve('bench') },
      fetch,
      clock,
      log: silentLog,
    });
    const engine = new SyncEngine({
      files: new NodeFiles(folder),
      store: new NodeStore(folder),
      cloud: apiCloud(api, organizationId),
      clock,
      language: () => ({ catalog: undefined, now: 0 }),
    });
    return await measureAll(engine, organization, folder);
  } finally {
    organization.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measureAll(
  engine: SyncEngine,
  organization: LargeOrganization,
  folder: string,
): Promise<readonly Row[]> {
  const first = await measure(organization, () => pull(engine));
  const written = newest(folder);
  const second = await measure(organization, () => pull(engine));
  if (newest(folder) !== written) throw new Error('The second pull wrote a file.');
  const [path = ''] = filesIn(folder);
  writeFileSync(
    join(folder, path),
    readFileSync(join(folder, path), 'utf8').replace('Proves something', 'Proves more'),
  );
  const push = await measure(organization, async () => {
    const { results } = await engine.apply(await engine.planPush({ paths: [path] }));
    if (results[0]?.outcome !== 'done') throw new Error('The push was not done.');
  });
  return [
    row(
      'sync: requests of a second pull of 5,000 with nothing changed, against the first',
      second.requests / first.requests,
      1,
      [second, first],
    ),
    row('sync: time of a second pull of 5,000 with nothing changed, against the first', second.ms / first.ms, 0.5, [
      second,
      first,
    ]),
    row('sync: time of a push of one of 5,000, against a second pull', push.ms / second.ms, 0.25, [push, second]),
    {
      name: 'sync: the most memory held, at 5,000',
      measured: Math.max(first.mib, second.mib, push.mib),
      target: 600,
      unit: ' MiB',
      detail: '',
    },
  ];
}

const row = (name: string, measured: number, target: number, [one, other]: readonly [Measure, Measure]): Row => ({
  name,
  measured,
  target,
  unit: '×',
  detail: `${one.ms.toFixed(0)} / ${other.ms.toFixed(0)} ms, ${String(one.requests)} / ${String(other.requests)} requests`,
});

async function pull(engine: SyncEngine): Promise<void> {
  const plan = await engine.planPull('everything');
  const { results } = await engine.apply(plan);
  const failed = results.filter(({ outcome }) => outcome === 'failed');
  if (plan.items.length !== scenarios || failed.length > 0)
    throw new Error(`${String(plan.items.length)} planned, ${String(failed.length)} failed.`);
}

async function measure(organization: LargeOrganization, work: () => Promise<void>): Promise<Measure> {
  const [before, from] = [organization.requests, performance.now()];
  let most = 0;
  const look = setInterval(() => (most = Math.max(most, process.memoryUsage.rss())), 50);
  await work();
  clearInterval(look);
  return { ms: performance.now() - from, requests: organization.requests - before, mib: most / 2 ** 20 };
}

const filesIn = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.crank.yml'))
    .sort();

/** When the youngest scenario file was written, in milliseconds. */
const newest = (folder: string): number =>
  Math.max(...filesIn(folder).map((name) => statSync(join(folder, name)).mtimeMs));
