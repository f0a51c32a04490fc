import type { Clock } from '../../base/clock';
import type { Log } from '../../base/log';
import type { Catalog } from '../../registry/catalog';
import type { ScenarioPayload } from '../../wire/payload';
import type { ScenarioFields } from '../store/scenarios';
import type { Store } from '../store/store';
import { compileScenario, type Compiled } from './compile';
import { seedHistory } from './history';
import { once, openSurroundings, seedAge, type Demonstration, type Surroundings } from './organization';
import { seedContacts, seedScenarios, type SeedScenario } from './plan';

export { openOrganization, type Demonstration } from './organization';

export interface SeedOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  /** Asked only where there is something to add. */
  readonly catalog: () => Promise<Catalog>;
  /** Whether token values stand in the steps instead of beside them: for a sandbox that forgets `tokens`. */
  readonly inlineTokens?: boolean;
}

interface SeedWorld extends Surroundings {
  readonly store: Store;
  readonly catalog: Catalog;
  readonly demonstration: Demonstration;
  readonly inlineTokens: boolean;
  readonly now: number;
}

function fieldsOf(
  seed: SeedScenario,
  compiled: Exclude<Compiled, { problem: string }>,
  { store, demonstration, folders, groups }: SeedWorld,
): ScenarioFields {
  const { id } = demonstration.organization;
  const folder = seed.folder === undefined ? undefined : folders.get(seed.folder);
  const group = seed.group === undefined ? undefined : groups.get(seed.group);
  const isTemplate = seed.type === 'template';
  return {
    ...compiled,
    type: seed.type ?? 'default',
    dashboardSetting: 'default',
    severity: seed.severity ?? null,
    // A user may have deleted either before the scenario is added.
    feature: folder !== undefined && store.folders.get(id, folder) ? folder : null,
    notificationGroups: group !== undefined && store.groups.get(id, group) ? [group] : [],
    instructions: isTemplate ? 'Change the tokens to your own values before you use it.' : null,
    exposedToApis: isTemplate,
    isLinkable: isTemplate,
  };
}

/** The schedule that ran the scenario so far goes on from its last run. */
function addSchedule(
  scenario: ScenarioPayload,
  { every }: { readonly every: number },
  { store, demonstration, now }: SeedWorld,
  user: number,
): void {
  const lastRanAt = Number(store.runs.mostRecent(scenario.id)?.createdAt ?? now);
  const interval = every * 3_600;
  const { id } = store.schedules.create(
    { interval, scenario: scenario.id },
    { organization: demonstration.organization.id, user, at: now - seedAge },
  );
  store.schedules.ran(id, { lastRanAt, nextRunAt: lastRanAt + interval * 1000 });
}

/** Adds one scenario with its history; throws where no cog understands it. */
function addScenario(seed: SeedScenario, world: SeedWorld): void {
  const { store, catalog, demonstration, people, now, inlineTokens } = world;
  const compiled = compileScenario(seed.text, catalog, { inlineTokens });
  if ('problem' in compiled) throw new Error(compiled.problem);
  const user = (seed.by === undefined ? undefined : people.get(seed.by)) ?? demonstration.user;
  const scenario = store.scenarios.create(fieldsOf(seed, compiled, world), {
    organization: demonstration.organization.id,
    user,
    at: seed.history ? now - seedAge : now,
  });
  seedHistory(store, { seed, scenario, catalog, user, now });
  if (seed.history?.isScheduled) addSchedule(scenario, seed.history, world, user);
}

/** Adds what is not there yet: contacts, people, folders, scenarios, each once. What no cog understands waits for the next start. */
export async function seedDemonstration(
  { store, clock, log, catalog, inlineTokens = false }: SeedOptions,
  demonstration: Demonstration,
): Promise<void> {
  const now = clock.now();
  once(store, 'contacts', () => seedContacts.forEach((contact) => void store.contacts.create(contact, now - seedAge)));
  const missing = seedScenarios.filter(({ file }) => store.meta.get(`seeded ${file}`) === undefined);
  if (missing.length === 0) return;
  const world: SeedWorld = {
    ...openSurroundings(store, demonstration, now),
    store,
    catalog: await catalog(),
    demonstration,
    inlineTokens,
    now,
  };
  for (const seed of missing) {
    try {
      once(store, seed.file, () => addScenario(seed, world));
    } catch (error) {
      log.warn(
        `The demonstration scenario ${seed.file} was left out: ${error instanceof Error ? error.message : String(error)}`,
      );
    }
  }
}
