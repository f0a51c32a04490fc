import { randomUUID } from 'node:crypto';
import type { Fetch } from '../../../src/api/fetch';
import { fetch as network } from '../../../src/api/node-fetch';
import { silentLog } from '../../../src/base/log';
import { createSandboxApp } from '../../../src/sandbox/server/app';
import { listen } from '../../../src/sandbox/server/listen';
import { openOrganization } from '../../../src/sandbox/seed/demonstration';
import { openDatabase } from '../../../src/sandbox/store/database';
import { createStore, type Store } from '../../../src/sandbox/store/store';
import type { Id, Notify } from '../../../src/wire/payload';
import type { RegistryEntry } from '../../../src/wire/records';
import { createApi } from '../../../src/api/client';
import type { Api } from '../../../src/api/api';
import { hastyClock, patient } from './loopback';
import type { Played, Subject } from './subject';

const field = (key: string) => ({ key, optionality: 1, type: 1, description: key, help: '' });
/** What the made registry holds: one cog that needs details, one that needs none. */
export const registry: readonly RegistryEntry[] = [
  {
    name: 'sandbox/crm', label: 'CRM', version: '0.1.0', homepage: '', authHelpUrl: '', authFieldsList: [field('instanceUrl'), field('apiKey')],
    stepDefinitionsList: [{ stepId: 'Discover', name: 'Discover', help: '', type: 0, expression: 'discover (?<email>.+)', expectedFieldsList: [field('email')], expectedRecordsList: [] }],
  },
  { name: 'sandbox/text', label: 'Text', version: '0.1.0', homepage: '', authHelpUrl: '', authFieldsList: [], stepDefinitionsList: [] },
];

/** Time that goes on by a second a look, so that no two records are of one age. */
function steadyClock(): { now: () => number; sleep: () => Promise<void> } {
  let now = 1_700_000_000_000;
  return { now: () => (now += 1_000), sleep: () => Promise.resolve() };
}

/** The real sandbox over HTTP on an empty database; runs are executed by the test itself. */
export async function sandboxSubject(record: (fetch: Fetch) => Fetch = (fetch) => fetch): Promise<Subject> {
  const clock = steadyClock();
  const database = openDatabase(':memory:');
  const store = createStore(database);
  const { organization, user } = openOrganization(store, clock);
  store.accounts.addToken('the-right-token', user);
  const foreign = randomUUID();
  const stranger = store.accounts.addUser('eve@elsewhere.test', 'Eve');
  database.run('INSERT INTO organizations (uuid, name, createdAt, createdBy) VALUES (?, ?, ?, ?)', foreign, 'Elsewhere', clock.now(), stranger);
  const started: Id[] = [];
  const app = createSandboxApp({ store, clock, log: silentLog, version: 'v', registry: () => Promise.resolve(registry), startRun: ({ run }) => started.push(run) });
  const listening = await listen(app.fetch, 0);
  const baseUrl = `http://127.0.0.1:${String(listening.port)}/api`;
  const withToken = (token: string | undefined): Api =>
    createApi({ baseUrl, token: { token: () => Promise.resolve(token) }, fetch: record(network), clock: hastyClock, log: silentLog, ...patient });
  return {
    api: withToken('the-right-token'),
    organization: organization.uuid,
    name: organization.name,
    foreign,
    withToken,
    get started() {
      return started.map((run) => ({ run, tokens: store.runs.tokens(run), notify: notifyOf(run) }));
    },
    play: (run, played) => play(store, run, { ...played, at: clock.now() }),
    write: (act) => act(),
    close: async () => {
      await listening.close();
      database.close();
    },
  };

  function notifyOf(run: Id): Notify {
    return database.get<{ notify: Notify }>('SELECT notify FROM runs WHERE id = ?', run)?.notify ?? 'me';
  }
}

function play(store: Store, run: Id, { entries = [], outcome, duration = 0, at }: Played & { readonly at: number }): void {
  for (const entry of entries) store.runs.append(run, { ...entry, cog: 'sandbox/text', stepId: 'Compare', stepData: { value: 'x' } }, at);
  if (outcome === 'Passed' || outcome === 'Failed' || outcome === 'Error') store.runs.finish(run, outcome, { duration, at });
  else if (outcome !== undefined) store.runs.setOutcome(run, outcome, at);
}
