import { CancellationSource, type Cancellation } from '../../base/cancellation';
import type { Log } from '../../base/log';
import { createCatalog } from '../../registry/catalog';
import type { CogHost } from '../../runner/cog-host';
import { executeScenario } from '../../runner/execute';
import type { RegistryEntryPayload } from '../../wire/registry';
import { createCrmApp } from '../crm/app';
import { acmeZone, startDnsServer } from '../dns/server';
import { createCogs, createRegistry } from '../execution/cogs';
import { connectedCogs, createConnectionCheck } from '../execution/connected-cogs';
import { endInterrupted } from '../execution/end-run';
import { createJobWorker } from '../execution/job-worker';
import { createRunWorker, type RunWorker } from '../execution/run-worker';
import { createScheduler } from '../execution/scheduler';
import type { FaultProfile } from '../faults/profile';
import { openConnection, openCrmKey } from '../seed/connection';
import { openOrganization, seedDemonstration } from '../seed/demonstration';
import { createSiteApp } from '../site/app';
import { createStore, type Store } from '../store/store';
import { createAlarm } from '../kit/alarm';
import { sandboxHeader } from '../request/answers';
import { createSandboxApp } from './app';
import { claimDataFolder, openData, readToken } from './data-folder';
import { createEndings, type Endings } from './endings';
import { listen } from './listen';
import { createRandom } from '../kit/random';
import { systemClock } from './system-clock';

export const sandboxVersion = '0.1.0';

export interface SandboxStart {
  readonly data: string;
  readonly port: number;
  /** The bundle of the built-in cogs. */
  readonly cogsFile: string;
  readonly log: Log;
  /** What chance depends on; nobody knows where absent. */
  readonly seed?: number;
  /** Leaves the organization without demonstration scenarios. */
  readonly isEmpty?: boolean;
  /** Keeps definitions without their `tokens`. */
  readonly dropDefinitionTokens?: boolean;
  /** What goes wrong, for trying out what a client makes of it. */
  readonly faults?: FaultProfile;
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
  const database = openData(data);
  endings.add(() => database.close());
  const store = createStore(database);
  const cut = endInterrupted({ store, clock: systemClock });
  if (cut > 0) log.warn(`Runs that were going when the sandbox was stopped: ${cut}. They are Error now.`);
  return store;
}

/** The demonstration world: a site whose forms become contacts, a resolver, and the cogs that see nothing else. */
async function openWorld(ground: Ground): Promise<Machinery> {
  const { start, store, endings, stopping } = ground;
  const { cogsFile, log, seed } = start;
  const dns = await startDnsServer(acmeZone);
  endings.add(() => dns.close());
  const { contacts } = store;
  const forms = createAlarm({
    name: 'Submitted forms',
    clock: systemClock,
    log,
    nextAt: () => contacts.nextDue(),
    work: () => void contacts.takeDue(systemClock.now()),
  });
  endings.add(() => forms.dispose());
  const site = await listen(
    createSiteApp({ contacts, clock: systemClock, random: createRandom(seed), submitted: () => forms.wake() }).fetch,
    0,
  );
  endings.add(() => site.close());
  const host = createCogs({ cogsFile, site: site.port, dns: dns.address, clock: systemClock, log });
  endings.add(() => host.dispose());
  return { ...ground, host, registry: createRegistry(host, log, stopping) };
}

function openWorker({ start, store, endings, stopping, host, registry }: Machinery): RunWorker {
  const world = async (organization: number) => {
    const entries = await registry();
    return { catalog: createCatalog(entries), cogs: connectedCogs(host, store, entries, organization) };
  };
  const worker = createRunWorker({
    store,
    clock: systemClock,
    log: start.log,
    execute: executeScenario,
    world,
    cancellation: stopping,
  });
  endings.add(() => worker.idle());
  return worker;
}

/** Serves the API and the CRM; the answer is the server's address. */
async function openApi(machinery: Machinery): Promise<string> {
  const { start, store, endings, host, registry } = machinery;
  const { log, dropDefinitionTokens = false, faults } = start;
  const clock = systemClock;
  const worker = openWorker(machinery);
  const alarms = {
    schedules: createScheduler({ store, clock, log, startRun: (run) => worker.start(run) }),
    jobs: createJobWorker({ store, clock, log, registry, dropDefinitionTokens }),
  };
  for (const alarm of Object.values(alarms)) endings.add(() => alarm.dispose());
  const apiKey = (): string => openCrmKey(store);
  const crm = { app: createCrmApp({ contacts: store.contacts, apiKey, clock }), apiKey };
  const checkConnection = createConnectionCheck({ host, registry, clock });
  const app = createSandboxApp({
    store,
    clock,
    registry,
    checkConnection,
    dropDefinitionTokens,
    log,
    crm,
    version: sandboxVersion,
    startRun: (run) => worker.start(run),
    changed: (what) => alarms[what].wake(),
    ...(faults ? { faults } : {}),
  });
  const api = await listen(app.fetch, start.port, { [sandboxHeader]: sandboxVersion });
  endings.add(() => api.close());
  return `http://127.0.0.1:${api.port}`;
}

async function open({ start, endings, stopping }: Omit<Ground, 'store'>): Promise<Omit<RunningSandbox, 'stop'>> {
  const { log, isEmpty = false, dropDefinitionTokens: inlineTokens = false } = start;
  const store = openStore(start, endings);
  const demonstration = openOrganization(store, systemClock);
  const token = readToken(start.data);
  store.accounts.addToken(token, demonstration.user);
  const machinery = await openWorld({ start, store, endings, stopping });
  const address = await openApi(machinery);
  openConnection(store, demonstration, address, systemClock.now());
  const catalog = async () => createCatalog(await machinery.registry());
  if (!isEmpty) await seedDemonstration({ store, clock: systemClock, log, catalog, inlineTokens }, demonstration);
  // The first who asks for the registry, or runs a scenario, should not have to wait for the cogs.
  machinery.registry().catch((error: unknown) => log.error(String(error)));
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
