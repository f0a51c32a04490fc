import { join } from 'node:path';
import { CancellationSource, type Cancellation } from '../../base/cancellation';
import type { Log } from '../../base/log';
import { createCatalog } from '../../registry/catalog';
import type { CogHost } from '../../runner/cog-host';
import { executeScenario } from '../../runner/execute';
import type { RegistryEntryPayload } from '../../wire/registry';
import { createCrmApp } from '../crm/app';
import { acmeZone, startDnsServer } from '../dns/server';
import { createCogs, createRegistry } from '../execution/cogs';
import { createRunWorker, type RunWorker } from '../execution/run-worker';
import { openOrganization, seedDemonstration, type Demonstration } from '../seed/demonstration';
import { createSiteApp } from '../site/app';
import { newSecret } from '../store/accounts';
import { openDatabase } from '../store/database';
import { createStore, type Store } from '../store/store';
import { createAlarm } from './alarm';
import { sandboxHeader } from './answers';
import { createSandboxApp } from './app';
import { claimDataFolder, readToken } from './data-folder';
import { createEndings, type Endings } from './endings';
import { listen } from './listen';
import { systemClock } from './system-clock';

export const sandboxVersion = '0.1.0';

export interface SandboxStart {
  readonly data: string;
  readonly port: number;
  /** The bundle of the built-in cogs. */
  readonly cogsFile: string;
  readonly log: Log;
}

export interface RunningSandbox {
  readonly api: string;
  readonly token: string;
  readonly organization: string;
  /** Ends everything in good order; a run that is going ends as Error and says why. */
  stop(): Promise<void>;
}

interface Ground {
  readonly start: SandboxStart;
  readonly store: Store;
  readonly endings: Endings;
  /** Requested before anything is ended. */
  readonly stopping: Cancellation;
}
interface Machinery extends Ground {
  readonly host: CogHost;
  readonly registry: () => Promise<readonly RegistryEntryPayload[]>;
}

function openStore({ data, log }: SandboxStart, endings: Endings): Store {
  const lock = claimDataFolder(data);
  endings.add(() => lock.close());
  const database = openDatabase(join(data, 'sandbox.sqlite'));
  endings.add(() => database.close());
  const store = createStore(database);
  const cut = store.runs.endInterrupted(systemClock.now());
  if (cut > 0) log.warn(`Runs that were going when the sandbox was stopped: ${cut}. They are Error now.`);
  return store;
}

/** The demonstration world: a site whose forms become contacts, a resolver, and the cogs that see nothing else. */
async function openWorld(ground: Ground): Promise<Machinery> {
  const { start, store, endings, stopping } = ground;
  const { cogsFile, log } = start;
  const dns = await startDnsServer(acmeZone);
  endings.add(() => dns.close());
  const forms = createAlarm({ name: 'Submitted forms', clock: systemClock, log, nextAt: () => store.contacts.nextDue(), work: () => void store.contacts.takeDue(systemClock.now()) });
  endings.add(() => forms.dispose());
  const site = await listen(createSiteApp({ contacts: store.contacts, clock: systemClock, random: Math.random, submitted: () => forms.wake() }).fetch, 0);
  endings.add(() => site.close());
  const host = createCogs({ cogsFile, site: site.port, dns: dns.address, clock: systemClock, log });
  endings.add(() => host.dispose());
  return { ...ground, host, registry: createRegistry(host, log, stopping) };
}

function openWorker({ start, store, endings, stopping, host, registry }: Machinery): RunWorker {
  const world = async (organization: number) => ({
    catalog: createCatalog(await registry()),
    cogs: host.sessions((cog) => store.connections.auth(organization, cog)),
  });
  const worker = createRunWorker({ store, clock: systemClock, log: start.log, execute: executeScenario, world, cancellation: stopping });
  endings.add(() => worker.idle());
  return worker;
}

function crmKey(store: Store): string {
  const key = store.accounts.meta('crm key') ?? newSecret();
  store.accounts.setMeta('crm key', key);
  return key;
}

/** Serves the API and the CRM; the answer is the server's address. */
async function openApi(machinery: Machinery): Promise<string> {
  const { start, store, endings, registry } = machinery;
  const worker = openWorker(machinery);
  const crm = createCrmApp({ contacts: store.contacts, apiKey: () => crmKey(store), clock: systemClock });
  const app = createSandboxApp({ store, clock: systemClock, version: sandboxVersion, registry, startRun: (run) => worker.start(run), log: start.log, crm });
  const api = await listen(app.fetch, start.port, { [sandboxHeader]: sandboxVersion });
  endings.add(() => api.close());
  return `http://127.0.0.1:${api.port}`;
}

async function seed({ start, store, registry }: Machinery, demonstration: Demonstration, address: string): Promise<void> {
  // The port may be another one than last time.
  const change = { organization: demonstration.organization.id, user: demonstration.user, at: systemClock.now() };
  store.connections.put('sandbox/crm', { instanceUrl: address, apiKey: crmKey(store) }, change);
  await seedDemonstration({ store, clock: systemClock, log: start.log, catalog: async () => createCatalog(await registry()) }, demonstration);
}

async function open({ start, endings, stopping }: Omit<Ground, 'store'>): Promise<Omit<RunningSandbox, 'stop'>> {
  const store = openStore(start, endings);
  const demonstration = openOrganization(store, systemClock);
  const token = readToken(start.data);
  store.accounts.addToken(token, demonstration.user);
  const machinery = await openWorld({ start, store, endings, stopping });
  const address = await openApi(machinery);
  await seed(machinery, demonstration, address);
  // The first who asks for the registry, or runs a scenario, should not have to wait for the cogs.
  machinery.registry().catch((error: unknown) => start.log.error(String(error)));
  return { api: `${address}/api`, token, organization: demonstration.organization.uuid };
}

/** Starts the whole sandbox: API, CRM, site, resolver, cogs. Rejects with a message for people, and leaves nothing behind. */
export async function startSandbox(start: SandboxStart): Promise<RunningSandbox> {
  const endings = createEndings();
  const stopping = new CancellationSource();
  const stop = (): Promise<void> => {
    stopping.cancel();
    return endings.run();
  };
  try {
    return { ...(await open({ start, endings, stopping: stopping.token })), stop };
  } catch (error) {
    await stop().catch((failure: unknown) => start.log.error(String(failure)));
    throw error;
  }
}
