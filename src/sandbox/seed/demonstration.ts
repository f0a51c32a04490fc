import type { Clock } from '../../base/clock';
import type { Log } from '../../base/log';
import type { Catalog } from '../../registry/catalog';
import type { OrganizationRow } from '../store/accounts';
import type { Store } from '../store/store';
import { compileScenario } from './compile';
import { seedFolders, seedScenarios, type SeedScenario } from './plan';
import { seedHistory } from './history';

export interface Demonstration {
  readonly organization: OrganizationRow;
  readonly user: number;
}

/** The organization "Acme" with its one member, made the first time. */
export function openOrganization(store: Store, clock: Clock): Demonstration {
  return store.transaction(() => {
    const uuid = store.accounts.meta('organization');
    const user = Number(store.accounts.meta('user') ?? store.accounts.addUser('ada@acme.test', 'Ada Lovelace'));
    const organization = (uuid === undefined ? undefined : store.accounts.organization(uuid, user)) ?? store.accounts.addOrganization('Acme', user, clock.now());
    store.accounts.setMeta('organization', organization.uuid);
    store.accounts.setMeta('user', String(user));
    return { organization, user };
  });
}

/** Ids of the folders by name; folders are made once, so one that a user deletes stays deleted. */
function openFolders(store: Store, { organization, user }: Demonstration, at: number): ReadonlyMap<string, number> {
  const kept = store.accounts.meta('folders');
  if (kept !== undefined) return new Map(Object.entries(JSON.parse(kept) as Record<string, number>));
  const ids = Object.fromEntries(seedFolders.map((folder) => [folder.name, store.folders.create(folder, { organization: organization.id, user, at }).id]));
  store.accounts.setMeta('folders', JSON.stringify(ids));
  return new Map(Object.entries(ids));
}

function addScenario(seed: SeedScenario, { store, catalog, demonstration, folders, at }: SeedWorld): string | undefined {
  const compiled = compileScenario(seed.text, catalog);
  if ('problem' in compiled) return compiled.problem;
  const { organization, user } = demonstration;
  const folder = seed.folder === undefined ? undefined : folders.get(seed.folder);
  const change = { organization: organization.id, user, at };
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
    change,
  );
  if (!isTemplate) seedHistory(store, { scenario, user, now: at, expected: seed.expected });
  return undefined;
}

interface SeedWorld {
  readonly store: Store;
  readonly catalog: Catalog;
  readonly demonstration: Demonstration;
  readonly folders: ReadonlyMap<string, number>;
  readonly at: number;
}

/** Adds the scenarios that are not there yet; each is added once, whole or not at all. What no cog understands waits for the next start. */
export function seedDemonstration({ store, clock, log, catalog }: { readonly store: Store; readonly clock: Clock; readonly log: Log; readonly catalog: Catalog }, demonstration: Demonstration): void {
  const at = clock.now();
  const folders = store.transaction(() => openFolders(store, demonstration, at));
  for (const seed of seedScenarios) {
    store.transaction(() => {
      const key = `seeded ${seed.file}`;
      if (store.accounts.meta(key) !== undefined) return;
      const problem = addScenario(seed, { store, catalog, demonstration, folders, at });
      if (problem === undefined) store.accounts.setMeta(key, 'yes');
      else log.warn(`The demonstration scenario ${seed.file} was left out: ${problem}`);
    });
  }
}
