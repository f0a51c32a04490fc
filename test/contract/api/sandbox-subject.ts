import { randomUUID } from 'node:crypto';
import type { Api } from '../../../src/api/api';
import { createApi } from '../../../src/api/client';
import type { Fetch } from '../../../src/api/http/fetch';
import { fetch as network } from '../../../src/api/http/node-fetch';
import type { Clock } from '../../../src/base/clock';
import { silentLog, type Log } from '../../../src/base/log';
import { createJobWorker } from '../../../src/sandbox/execution/job-worker';
import type { FaultProfile } from '../../../src/sandbox/faults/profile';
import { openOrganization } from '../../../src/sandbox/seed/organization';
import { createSandboxApp } from '../../../src/sandbox/server/app';
import { listen } from '../../../src/sandbox/server/listen';
import { openDatabase, type Database } from '../../../src/sandbox/store/database';
import { createStore, type Store } from '../../../src/sandbox/store/store';
import type { Id, Notify } from '../../../src/wire/payload';
import type { RegistryEntry } from '../../../src/wire/records';
import { clockAt, patientAt } from './loopback';
import type { Played, Subject } from './subject';

const field = (key: string) => ({ key, optionality: 1, type: 1, description: key, help: '' });
const step = (stepId: string) => ({
  stepId,
  name: stepId,
  help: '',
  type: 0,
  expression: stepId,
  expectedFieldsList: [],
  expectedRecordsList: [],
});
/** What the made registry holds: one cog that needs details, one that needs none. */
const registry: readonly RegistryEntry[] = [
  {
    name: 'sandbox/crm',
    label: 'CRM',
    version: '0.1.0',
    homepage: '',
    authHelpUrl: '',
    authFieldsList: [field('instanceUrl'), field('apiKey')],
    stepDefinitionsList: [step('Discover')],
  },
  {
    name: 'sandbox/text',
    label: 'Text',
    version: '0.1.0',
    homepage: '',
    authHelpUrl: '',
    authFieldsList: [],
    stepDefinitionsList: [step('Compare')],
  },
];
const auth = (apiKey: string) => ({ instanceUrl: 'http://127.0.0.1:9/crm', apiKey });
const cog = { name: 'sandbox/crm', auth: auth('right'), wrongAuth: auth('wrong') };

/** The client waits a thousandth of what it would before it tries again. */
const speed = 1_000;
const quickClock = clockAt(speed);
/** A delay that was asked for: whoever else is busy comes first. */
const breath = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Time that goes on by a second a look, so that no two records are of one age. Who sleeps sleeps until woken. */
function steadyClock(): Clock {
  let now = 1_700_000_000_000;
  return {
    now: () => (now += 1_000),
    sleep: (_, cancellation) => new Promise((resolve) => void cancellation?.onCancellationRequested(resolve)),
  };
}

export type Serve = (request: Request, env: object) => Response | Promise<Response>;

export interface SandboxSubjectOptions {
  /** Stands between the client and the network. */
  readonly send?: (fetch: Fetch) => Fetch;
  /** Stands between the network and the sandbox. */
  readonly serve?: (serve: Serve, database: Database) => Serve;
  /** What goes wrong with requests that do not ask for something else. */
  readonly faults?: FaultProfile;
  /** The sandbox's. */
  readonly log?: Log;
}

/** The real sandbox over HTTP on an empty database; runs are executed by the test itself. */
export async function sandboxSubject({
  send = (fetch) => fetch,
  serve = (same) => same,
  faults,
  log = silentLog,
}: SandboxSubjectOptions = {}): Promise<Subject> {
  const clock = steadyClock();
  const database = openDatabase(':memory:');
  const store = createStore(database);
  const { organization, user } = openOrganization(store, clock);
  const world = { store, clock, log, registry: () => Promise.resolve(registry) };
  const jobs = createJobWorker({ ...world, dropDefinitionTokens: false });
  const started: Id[] = [];
  const app = createSandboxApp({
    ...world,
    clock: { now: () => clock.now(), sleep: breath },
    version: 'v',
    ...(faults ? { faults } : {}),
    startRun: ({ run }) => started.push(run),
    checkConnection: (_, { apiKey }) => Promise.resolve(apiKey === 'right'),
    changed: () => jobs.wake(),
  });
  const listening = await listen(
    serve((request, env) => app.fetch(request, env), database),
    0,
  );
  const baseUrl = `http://127.0.0.1:${String(listening.port)}/api`;
  const withToken = (token: string | undefined): Api =>
    createApi({
      baseUrl,
      token: { token: () => Promise.resolve(token) },
      fetch: send(network),
      clock: quickClock,
      log: silentLog,
      ...patientAt(speed),
    });
  const admit = (person: Id, token: string): Api => {
    store.accounts.addToken(token, person);
    return withToken(token);
  };
  const change = { organization: organization.id, user, at: clock.now() };
  const creator = store.accounts.addUser('charles@acme.test', 'Charles Babbage');
  store.members.create(creator, 'org-creator', change);
  const notifyOf = (run: Id): Notify =>
    database.get<{ notify: Notify }>('SELECT notify FROM runs WHERE id = ?', run)?.notify ?? 'me';
  return {
    api: admit(user, 'the-right-token'),
    creator: admit(creator, 'another-token'),
    organization: organization.uuid,
    name: organization.name,
    foreign: addStranger(store, database),
    cog,
    withToken,
    get started() {
      return started.map((run) => ({ run, tokens: store.runs.tokens(run), notify: notifyOf(run) }));
    },
    play: (run, played) => play(store, run, { ...played, at: clock.now() }),
    settle: async () => {
      while (store.jobs.nextDue() !== undefined) {
        jobs.wake();
        await breath();
      }
    },
    write: (act) => act(),
    close: async () => {
      jobs.dispose();
      await listening.close();
      database.close();
    },
  };
}

/** An organization of somebody else. */
function addStranger(store: Store, database: Database): string {
  const uuid = randomUUID();
  const stranger = store.accounts.addUser('eve@elsewhere.test', 'Eve');
  database.run(
    'INSERT INTO organizations (uuid, name, createdAt, createdBy) VALUES (?, ?, ?, ?)',
    uuid,
    'Elsewhere',
    1_700_000_000_000,
    stranger,
  );
  return uuid;
}

function play(
  store: Store,
  run: Id,
  { entries = [], outcome, duration = 0, at }: Played & { readonly at: number },
): void {
  for (const entry of entries)
    store.runs.append(run, { ...entry, cog: 'sandbox/text', stepId: 'Compare', stepData: { value: 'x' } }, at);
  if (outcome === 'Passed' || outcome === 'Failed' || outcome === 'Error')
    store.runs.finish(run, outcome, { duration, at });
  else if (outcome !== undefined) store.runs.setOutcome(run, outcome, at);
}
