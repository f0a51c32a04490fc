import { createApi } from '../../../src/api/client';
import { fetch } from '../../../src/api/node-fetch';
import { silentLog } from '../../../src/base/log';
import { SyncEngine } from '../../../src/sync/engine';
import type { CloudPort } from '../../../src/sync/ports';
import type { Rules } from '../../../src/sync/rules';
import { apiCloud } from '../../../src/vscode/api-cloud';
import { NodeFiles } from '../../../src/vscode/sync/files/node-files';
import { NodeStore } from '../../../src/vscode/sync/files/node-store';
import { madeRules } from '../../unit/sync/made-rules';
import { clockAt, hastyClock, patient } from '../api/loopback';
import type { Address } from '../sandbox/process';

const clock = clockAt(1);

/** What sentences mean where nobody knows a cog. */
export const language = { catalog: undefined, now: 0 };

/** A workspace folder, and the organization that it is held against. */
export interface Place {
  readonly address: Address;
  readonly folder: string;
  /** What its files are read and written by; the made ones unless told. */
  readonly rules?: Rules;
}

/** The engine with the real file adapter, the real client and a sandbox. */
export function machine({ address: { api, token, organization }, folder, rules = madeRules }: Place, around: (cloud: CloudPort) => CloudPort = (cloud) => cloud) {
  const client = createApi({ baseUrl: api, token: { token: () => Promise.resolve(token) }, fetch, clock: hastyClock, log: silentLog, ...patient });
  const cloud = around(apiCloud(client, organization));
  const files = new NodeFiles(folder);
  const store = new NodeStore(folder);
  const engine = new SyncEngine({ files, store, cloud, rules, clock, language: () => language });
  return { client, cloud, files, store, engine };
}
export type Machine = ReturnType<typeof machine>;
