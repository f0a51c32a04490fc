import { createApi } from '../../../src/api/client';
import type { Fetch, FetchAnswer } from '../../../src/api/http/fetch';
import { silentLog } from '../../../src/base/log';
import { SyncEngine } from '../../../src/sync/engine';
import { apiCloud } from '../../../src/vscode/session/api-cloud';
import { MadeDisk, MadeFiles, MadeStore, organization } from './made-world';

export type RawRecord = Readonly<Record<string, unknown>>;

/** A service that keeps whatever it holds as it is, also what no client of ours would send. */
export class RawService {
  readonly scenarios = new Map<number, RawRecord>();
  folders: readonly RawRecord[] = [];
  /** Elements of the list of scenarios that are no records of theirs. */
  strays: readonly unknown[] = [];
  /** Bodies of the writes, each with its method. */
  readonly writes: (readonly [method: string, body: unknown])[] = [];
  /** What a scenario becomes when it is written. */
  keeps: (record: RawRecord) => RawRecord = (record) => record;

  readonly fetch: Fetch = (url, { method, body }) => {
    const { pathname, searchParams } = new URL(url);
    const [resource = '', id] = pathname.replace(/^.*\/organizations\/[^/]+\//, '').split('/');
    const sent = body === undefined ? undefined : (JSON.parse(body) as RawRecord);
    if (method !== 'GET') this.writes.push([method, sent]);
    if (method === 'GET' && id === undefined)
      return answer(200, this.#list(resource).slice(Number(searchParams.get('skip') ?? 0)));
    return this.#scenario(method, id === undefined ? undefined : Number(id), sent ?? {});
  };

  #list(resource: string): readonly unknown[] {
    if (resource === 'scenarios') return [...this.scenarios.values(), ...this.strays];
    return resource === 'folders' ? this.folders : [];
  }

  #scenario(method: string, id = Math.max(0, ...this.scenarios.keys()) + 1, sent: RawRecord): Promise<FetchAnswer> {
    const old = this.scenarios.get(id);
    if (!old && method !== 'POST') return answer(404, { name: 'NotFound', message: 'none' });
    if (method === 'DELETE') this.scenarios.delete(id);
    if (method === 'PATCH' || method === 'POST') this.scenarios.set(id, this.keeps({ ...old, ...sent, id }));
    return answer(200, this.scenarios.get(id) ?? {});
  }
}

/** Stands in a record for maps that are nested without end: no writer of JSON would make them. */
export const deep = 'nested without end';
const nested = `${'{"x":'.repeat(100_000)}1${'}'.repeat(100_000)}`;

function answer(status: number, value: unknown): Promise<FetchAnswer> {
  async function* body(): AsyncGenerator<string> {
    yield await Promise.resolve(JSON.stringify(value).replaceAll(JSON.stringify(deep), nested));
  }
  return Promise.resolve({ status, headers: { get: () => null }, body: body() });
}

/** The engine with the real client; files, disk and service are in memory. */
export function rawWorld() {
  const [service, files, disk] = [new RawService(), new MadeFiles(), new MadeDisk()];
  const clock = { now: () => 1_700_000_000_000, sleep: () => new Promise<void>(() => undefined) };
  const api = createApi({
    baseUrl: 'https://api.test/api',
    token: { token: () => Promise.resolve('secret-token') },
    fetch: service.fetch,
    clock,
    log: silentLog,
  });
  const engine = new SyncEngine({
    files,
    store: new MadeStore(disk, 'process'),
    cloud: apiCloud(api, organization),
    clock: { now: clock.now },
    language: () => ({ catalog: undefined, now: 0 }),
  });
  /** The backups as they lie on the disk. */
  const backups = (): readonly RawRecord[] =>
    [...disk.texts].filter(([path]) => path.startsWith('backups/')).map(([, text]) => JSON.parse(text) as RawRecord);
  return { service, files, disk, engine, backups };
}
