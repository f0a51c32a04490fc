import type { Clock } from '../../base/clock';
import { written } from '../store/change';
import type { OrganizationRow, Plan } from '../store/organizations';
import type { Store } from '../store/store';
import { seedFolders, seedGroups, seedPeople, type SeedPerson } from './plan';

export interface Demonstration {
  readonly organization: OrganizationRow;
  readonly user: number;
}

/** How old the organization looks at the first start, in milliseconds: older than its oldest run. */
export const seedAge = 30 * 86_400_000;

/** More than anybody needs to try things out. Organizations that are made later get a trial's plan. */
const demonstrationPlan: Plan = { plan: 'sandbox', maxRunsPerPeriod: 10_000, scheduleIntervalLowerBound: 60 };

/** The organization "Acme" with its one member, made the first time. */
export function openOrganization(store: Store, clock: Clock): Demonstration {
  return store.transaction(() => {
    const user = Number(store.meta.get('user') ?? store.accounts.addUser('ada@acme.test', 'Ada Lovelace'));
    const uuid =
      store.meta.get('organization') ??
      store.organizations.create({ name: 'Acme', statusPageIsPublic: false }, demonstrationPlan, {
        user,
        at: clock.now() - seedAge,
      }).uuid;
    store.meta.set('organization', uuid);
    store.meta.set('user', String(user));
    return { organization: written(store.organizations.forMember(uuid, user)), user };
  });
}

/** Does `work` the first time only, whole or not at all: what a user deletes afterwards stays deleted. */
export function once(store: Store, what: string, work: () => void): void {
  store.transaction(() => {
    if (store.meta.get(`seeded ${what}`) !== undefined) return;
    work();
    store.meta.set(`seeded ${what}`, 'yes');
  });
}

/** Ids by name, remembered from the time when they were made. */
function remembered(
  store: Store,
  what: string,
  make: () => Readonly<Record<string, number>>,
): ReadonlyMap<string, number> {
  return store.transaction(() => {
    const kept = store.meta.get(what);
    const ids = kept === undefined ? make() : (JSON.parse(kept) as Readonly<Record<string, number>>);
    if (kept === undefined) store.meta.set(what, JSON.stringify(ids));
    return new Map(Object.entries(ids));
  });
}

/** What scenarios are sorted into and belong to: ids of folders, groups and people by name. */
export interface Surroundings {
  readonly folders: ReadonlyMap<string, number>;
  readonly groups: ReadonlyMap<string, number>;
  readonly people: ReadonlyMap<string, number>;
}

function openPeople(store: Store, { organization, user }: Demonstration, at: number): ReadonlyMap<string, number> {
  const add = (key: SeedPerson): number => {
    const { email, name, role, isThere } = seedPeople[key];
    const person =
      store.accounts.userByAddress(email) ?? store.accounts.addUser(email, name, isThere ? 'confirmed' : 'unconfirmed');
    if (!store.members.ofUser(organization.id, person))
      store.members.create(person, role, { organization: organization.id, user, at });
    return person;
  };
  return remembered(store, 'people', () =>
    Object.fromEntries((Object.keys(seedPeople) as SeedPerson[]).map((key) => [key, add(key)])),
  );
}

/** Makes people, folders and groups the first time. */
export function openSurroundings(store: Store, demonstration: Demonstration, now: number): Surroundings {
  const at = now - seedAge;
  const change = { organization: demonstration.organization.id, user: demonstration.user, at };
  return store.transaction(() => {
    const people = openPeople(store, demonstration, at);
    const folders = remembered(store, 'folders', () =>
      Object.fromEntries(seedFolders.map((folder) => [folder.name, store.folders.create(folder, change).id])),
    );
    const groups = remembered(store, 'groups', () =>
      Object.fromEntries(
        seedGroups.map(({ name, email, people: names }) => {
          const members = [demonstration.user, ...names.flatMap((key) => people.get(key) ?? [])];
          return [name, store.groups.create({ name, email, members }, change).id];
        }),
      ),
    );
    once(store, 'notification address', () => {
      const { id, name } = demonstration.organization;
      store.organizations.update(id, {
        name,
        statusPageIsPublic: false,
        notificationEmailAddress: 'web-team@acme.test',
        notificationSetting: 'every fail',
      });
    });
    return { folders, groups, people };
  });
}
