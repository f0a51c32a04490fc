import type { Clock } from '../../base/clock';
import type { Log } from '../../base/log';
import type { Catalog } from '../../registry/catalog';
import type { OrganizationRow } from '../store/accounts';
import type { Store } from '../store/store';
import { compileScenario } from './compile';
import { seedHistory } from './history';
import { seedContacts, seedFolders, seedScenarios, type SeedScenario } from './plan';

export interface Demonstration {
  readonly organization: OrganizationRow;
  readonly user: number;
}

export interface SeedOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  /** Asked only where there is something to add. */
  readonly catalog: () => Promise<Catalog>;
}

/** How old the organization's scenarios look at the first start: older than their oldest run. */
const age = 30 * 86_400_000;

/** The organization "Acme" with its one member, made the first time. */
export function openOrganization(store: Store, clock: Clock): Demonstration {
  return store.transaction(() => {
    const uuid = store.accounts.meta('organization');
    const user = Number(store.accounts.meta('user') ?? store.accounts.addUser('ada@acme.test', 'Ada Lovelace'));
    const organization = (uuid === undefined ? undefined : store.accounts.organization(uuid, user)) ?? store.accounts.addOrganization('Acme', user, clock.now() - age);
    store.accounts.setMeta('organization', organization.uuid);
    store.accounts.setMeta('user', String(user));
    return { organization, user };
  });
}

/** Does `work` the first time only, whole or not at all: what a user deletes afterwards stays deleted. */
function once(store: Store, what: string, work: () => void): void {
  store.transaction(() => {
    if (store.accounts.meta(`seeded ${what}`) !== undefined) return;
    work();
    store.accounts.setMeta(`seeded ${what}`, 'yes');
  });
}

/** Ids of the folders by name. */
function openFolders(store: Store, { organization, user }: Demonstration, at: number): ReadonlyMap<string, number> {
  return store.transaction(() => {
    const kept = store.accounts.meta('folders');
    if (kept !== undefined) return new Map(Object.entries(JSON.parse(kept) as Record<string, number>));
    const ids = Object.fromEntries(seedFolders.map((folder) => [folder.name, store.folders.create(folder, { organization: organization.id, user, at: at - age }).id]));
    store.accounts.setMeta('folders', JSON.stringify(ids));
    return new Map(Object.entries(ids));
  });
}

interface SeedWorld {
  readonly store: Store;
  readonly catalog: Catalog;
  readonly demonstration: Demonstration;
  readonly folders: ReadonlyMap<string, number>;
  readonly now: number;
}

/** Adds one scenario with its history; throws where no cog understands it. */
function addScenario(seed: SeedScenario, { store, catalog, demonstration, folders, now }: SeedWorld): void {
  const compiled = compileScenario(seed.text, catalog);
  if ('problem' in compiled) throw new Error(compiled.problem);
  const { organization, user } = demonstration;
  const folder = seed.folder === undefined ? undefined : folders.get(seed.folder);
  const isTemplate = seed.type === 'template';
  const scenario = store.scenarios.create(
    {
      ...compiled,
      type: seed.type ?? 'default',
      dashboardSetting: 'default',
      severity: seed.severity ?? null,
      feature: folder !== undefined && store.folders.get(organization.id, folder) ? folder : null,
      instructions: isTemplate ? 'Change the tokens to your own values before you use it.' : null,
      exposedToApis: isTemplate,
      isLinkable: isTemplate,
    },
    { organization: organization.id, user, at: seed.history ? now - age : now },
  );
  seedHistory(store, { seed, scenario, catalog, user, now });
}

/** Adds what is not there yet: contacts, folders, scenarios, each once. What no cog understands waits for the next start. */
export async function seedDemonstration({ store, clock, log, catalog }: SeedOptions, demonstration: Demonstration): Promise<void> {
  const now = clock.now();
  once(store, 'contacts', () => seedContacts.forEach((contact) => void store.contacts.create(contact, now - age)));
  const missing = seedScenarios.filter(({ file }) => store.accounts.meta(`seeded ${file}`) === undefined);
  if (missing.length === 0) return;
  const world: SeedWorld = { store, catalog: await catalog(), demonstration, folders: openFolders(store, demonstration, now), now };
  for (const seed of missing) {
    try {
      once(store, seed.file, () => addScenario(seed, world));
    } catch (error) {
      log.warn(`The demonstration scenario ${seed.file} was left out: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
}
