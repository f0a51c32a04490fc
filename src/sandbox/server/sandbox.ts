import { join } from 'node:path';
import { CancellationSource } from '../../base/cancellation';
import { DisposableStore, toDisposable } from '../../base/dispose';
import type { Log } from '../../base/log';
import { createCatalog } from '../../registry/catalog';
import { createCogHost, type CogHost } from '../../runner/cog-host';
import { executeScenario } from '../../runner/execute';
import { createCrmApp } from '../crm/app';
import { acmeZone, startDnsServer } from '../dns/server';
import { createRunWorker, type RunWorker } from '../execution/run-worker';
import { openOrganization, seedDemonstration, type Demonstration } from '../seed/demonstration';
import { createSiteApp } from '../site/app';
import { newSecret } from '../store/accounts';
import { openDatabase } from '../store/database';
import { createStore, type Store } from '../store/store';
import { createSandboxApp } from './app';
import { claimDataFolder, readToken } from './data-folder';
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
  /** Ends everything in good order; runs that are going are told by the next start. */
  stop(): Promise<void>;
}

function createHost({ cogsFile, log }: SandboxStart, site: number, dns: string): CogHost {
  const env = { COG_WEB_HOSTS: `www.acme.test=127.0.0.1:${site}`, COG_DNS_SERVERS: dns };
  const commands = ['text', 'web', 'crm', 'dns'].map((name) => ({ name: `sandbox/${name}`, command: process.execPath, args: [cogsFile, name], env }));
  return createCogHost({ commands, clock: systemClock, log });
}

function crmKey(store: Store): string {
  const key = store.accounts.meta('crm key') ?? newSecret();
  store.accounts.setMeta('crm key', key);
  return key;
}

/** Forms that are due become contacts; looked for often, since a person may be waiting. */
function everyMoment(work: () => void, log: Log): { dispose(): void } {
  const timer = setInterval(() => {
    try {
      work();
    } catch (error) {
      log.error(`A submitted form could not be taken: ${String(error)}`);
    }
  }, 100);
  return toDisposable(() => clearInterval(timer));
}

/** One of `registry` for all who ask: the cogs are asked once. */
function readRegistryOnce(host: CogHost, log: Log): () => ReturnType<CogHost['registry']> {
  let registry: ReturnType<CogHost['registry']> | undefined;
  return () =>
    (registry ??= host.registry().then((answer) => {
      answer.problems.forEach((problem) => log.warn(problem));
      return answer;
    }));
}

interface Parts {
  readonly store: Store;
  readonly host: CogHost;
  readonly registry: () => ReturnType<CogHost['registry']>;
  readonly log: Log;
  readonly cancellation: CancellationSource;
}

function createWorker({ store, host, registry, log, cancellation }: Parts): RunWorker {
  const world = async (organization: number) => ({
    catalog: createCatalog((await registry()).entries),
    cogs: host.sessions((cog) => store.connections.auth(organization, cog)),
  });
  return createRunWorker({ store, clock: systemClock, log, execute: executeScenario, world, cancellation: cancellation.token });
}

async function seed({ store, registry, log }: Parts, demonstration: Demonstration, address: string): Promise<void> {
  const change = { organization: demonstration.organization.id, user: demonstration.user, at: systemClock.now() };
  // The port may be another one than last time.
  store.connections.put('sandbox/crm', { instanceUrl: address, apiKey: crmKey(store) }, change);
  const { entries } = await registry();
  seedDemonstration({ store, clock: systemClock, log, catalog: createCatalog(entries) }, demonstration);
}

/** Starts the whole sandbox: API, CRM, site, resolver, cogs. Rejects with a message for people. */
export async function startSandbox(start: SandboxStart): Promise<RunningSandbox> {
  const held = new DisposableStore();
  const { log } = start;
  const lock = claimDataFolder(start.data);
  held.add(toDisposable(() => lock.close()));
  const database = openDatabase(join(start.data, 'sandbox.sqlite'));
  held.add(toDisposable(() => database.close()));
  const store = createStore(database);
  const cut = store.runs.endInterrupted(systemClock.now());
  if (cut > 0) log.warn(`${cut} runs were going when the sandbox was stopped; they are Error now.`);
  const dns = await startDnsServer(acmeZone);
  held.add(toDisposable(() => dns.close()));
  const site = await listen(createSiteApp({ contacts: store.contacts, clock: systemClock, random: Math.random }).fetch, 0);
  held.add(everyMoment(() => store.contacts.takeDue(systemClock.now()), log));
  const host = createHost(start, site.port, dns.address);
  const parts: Parts = { store, host, registry: readRegistryOnce(host, log), log, cancellation: new CancellationSource() };
  const worker = createWorker(parts);
  const demonstration = openOrganization(store, systemClock);
  const token = readToken(start.data);
  store.accounts.addToken(token, demonstration.user);
  const crm = createCrmApp({ contacts: store.contacts, apiKey: () => crmKey(store), clock: systemClock });
  const registry = async () => (await parts.registry()).entries;
  const app = createSandboxApp({ store, clock: systemClock, version: sandboxVersion, registry, startRun: (run) => worker.start(run), log, crm });
  const api = await listen(app.fetch, start.port);
  const address = `http://127.0.0.1:${api.port}`;
  await seed(parts, demonstration, address);
  const stop = async (): Promise<void> => {
    await Promise.all([api.close(), site.close()]);
    parts.cancellation.cancel();
    await worker.idle();
    await host.dispose();
    held.dispose();
  };
  return { api: `${address}/api`, token, organization: demonstration.organization.uuid, stop };
}
