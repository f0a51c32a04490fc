import { createApi } from '../../../src/api/client';
import { fetch } from '../../../src/api/node-fetch';
import { silentLog } from '../../../src/base/log';
import { SyncEngine } from '../../../src/sync/engine';
import type { CloudPort } from '../../../src/sync/ports';
import { apiCloud } from '../../../src/vscode/api-cloud';
import { NodeFiles } from '../../../src/vscode/sync/files/node-files';
import { NodeStore } from '../../../src/vscode/sync/files/node-store';
import { madeRules } from '../../unit/sync/made-rules';
import { clockAt, hastyClock, patient } from '../api/loopback';
import type { Address } from '../sandbox/process';

const clock = clockAt(1);

/** The engine with the real file adapter, the real client and a sandbox. */
export function machine({ api, token, organization }: Address, folder: string, around: (cloud: CloudPort) => CloudPort = (cloud) => cloud) {
  const client = createApi({ baseUrl: api, token: { token: () => Promise.resolve(token) }, fetch, clock: hastyClock, log: silentLog, ...patient });
  const cloud = around(apiCloud(client, organization));
  const files = new NodeFiles(folder);
  const store = new NodeStore(folder);
  const engine = new SyncEngine({ files, store, cloud, rules: madeRules, clock, language: () => ({ catalog: undefined, now: 0 }) });
  return { client, cloud, files, store, engine };
}
export type Machine = ReturnType<typeof machine>;
