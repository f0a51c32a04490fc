import type { Folder, NotificationGroup, Reference, Scenario } from '../../wire/records';
import type { Content, NamedReference, Settings } from './content';
import { jsonMap } from './json-value';
import { normalLinks, normalStep } from './normal-form';
import { present } from './present';

/** What helps to name a scenario's folder and groups. */
export interface Surroundings {
  readonly folders?: readonly Folder[];
  readonly groups?: readonly NotificationGroup[];
  /** The settings of the scenario's file: what these name by number is named by number, so that both say the same. */
  readonly like?: Settings;
}

type Named = Folder | NotificationGroup;

/** By name, where the name is known and is nobody else's. */
function nameOf(
  reference: Reference<Named>,
  known: readonly Named[] = [],
  like: readonly (NamedReference | null | undefined)[] = [],
): NamedReference {
  const { id, record } = reference;
  const name = record?.name ?? known.find((one) => one.id === id)?.name ?? '';
  const isNumbered = like.some((one) => typeof one === 'object' && one?.id === id);
  return name === '' || isNumbered || known.some((other) => other.name === name && other.id !== id) ? { id } : name;
}

/** A setting that cannot be read is not named: then nothing is said of it, and a push leaves it as it is. */
function settingsOf(scenario: Scenario, { folders, groups, like = {} }: Surroundings): Settings {
  const {
    folder,
    notificationGroups,
    severity,
    type,
    dashboardSetting,
    instructions = '',
    exposedToApis,
    isLinkable,
    unread = [],
  } = scenario;
  return {
    ...(unread.includes('feature') ? {} : { folder: folder && nameOf(folder, folders, [like.folder]) }),
    ...(unread.includes('notificationGroups')
      ? {}
      : { notificationGroups: notificationGroups.map((group) => nameOf(group, groups, like.notificationGroups)) }),
    ...(unread.includes('instructions') ? {} : { instructions }),
    ...present({ severity, type, dashboardSetting, exposedToApis, isLinkable }),
  };
}

/**
 * What the cloud holds of a scenario. Name and description are the record's own, whatever its definition says. A definition
 * without the key `tokens` says nothing of them: a service may not keep them. A scenario whose definition is null has no
 * steps here: nothing may be made of that (`readable.ts`).
 */
export function contentOfScenario(scenario: Scenario, surroundings: Surroundings = {}): Content {
  const { name, description = '', definition } = scenario;
  const linkedScenarios = normalLinks(definition?.linkedScenarios);
  return {
    name: name.trim(),
    description: description.trim(),
    ...(definition?.tokens ? { tokens: jsonMap(definition.tokens) } : {}),
    steps: (definition?.steps ?? []).map(normalStep),
    ...(linkedScenarios ? { linkedScenarios } : {}),
    settings: settingsOf(scenario, surroundings),
  };
}
