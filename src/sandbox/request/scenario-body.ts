import type { ScenarioDefinition } from '../../wire/definition';
import type { ScenarioPayload } from '../../wire/payload';
import type { Body } from './body';
import { badRequest, invalid } from '../kit/fault';
import type { ScenarioFields } from '../store/scenarios';
import type { Store } from '../store/store';
import { readDefinition } from './definition';
import { idOf, readBoolean, readChoice, readList, readName, readOptionalText, readText } from './fields';

export interface ScenarioSurroundings {
  readonly store: Store;
  readonly organization: number;
  readonly dropDefinitionTokens: boolean;
  /** The scenario that is updated: what the body does not name stays as it was. */
  readonly old?: ScenarioPayload;
}

function readFolder(body: Body, { store, organization, old }: ScenarioSurroundings): number | null {
  const id = idOf(body['feature'] === undefined ? old?.feature : body['feature']) ?? null;
  if (id === null) return null;
  if (typeof id !== 'number' || !Number.isSafeInteger(id) || !store.folders.get(organization, id))
    throw badRequest('`feature` has to be the id of a folder of this organization, or null.');
  return id;
}

function readSeverity(body: Body, old?: ScenarioPayload): number | null {
  if (body['severity'] === undefined) return old?.severity ?? null;
  return body['severity'] === null ? null : readChoice(body, 'severity', [1, 2, 3, 4], 1);
}

const readFlags = (
  body: Body,
  old?: ScenarioPayload,
): Pick<ScenarioFields, 'type' | 'dashboardSetting' | 'exposedToApis' | 'isLinkable'> => ({
  type: readChoice(body, 'type', ['default', 'template', 'from-template'], old?.type ?? 'default'),
  dashboardSetting: readChoice(
    body,
    'dashboardSetting',
    ['default', 'include', 'exclude'],
    old?.dashboardSetting ?? 'default',
  ),
  exposedToApis: readBoolean(body, 'exposedToApis', old?.exposedToApis ?? false),
  isLinkable: readBoolean(body, 'isLinkable', old?.isLinkable ?? false),
});

function readGroups(
  body: Body,
  { store, organization }: ScenarioSurroundings,
): Pick<ScenarioFields, 'notificationGroups'> {
  if (body['notificationGroups'] === undefined) return {};
  const notificationGroups = readList(body, 'notificationGroups', []).map((group) => {
    const id = idOf(group);
    if (typeof id !== 'number' || !Number.isSafeInteger(id) || !store.groups.get(organization, id))
      throw badRequest(
        '`notificationGroups` has to be a list of notification groups of this organization, by id or record.',
      );
    return id;
  });
  return { notificationGroups };
}

/** A linked scenario has to be a template that says it may be linked. */
function checkLinks({ linkedScenarios }: ScenarioDefinition, { store, organization }: ScenarioSurroundings): void {
  for (const when of ['onPass', 'onFail'] as const) {
    const template: number | null | undefined = linkedScenarios?.[when]?.templateId;
    if (typeof template !== 'number') continue;
    const scenario = store.scenarios.get(organization, template);
    if (scenario?.type !== 'template' || scenario.isLinkable !== true)
      throw invalid(
        `\`templateId\` of \`${when}\` has to be the id of a linkable template of this organization; ${template} is none.`,
      );
  }
}

function readDefinitionOf(body: Body, surroundings: ScenarioSurroundings): ScenarioDefinition | null {
  const { old, dropDefinitionTokens } = surroundings;
  if (old && body['definition'] === undefined) return old.definition;
  const definition = readDefinition(body['definition']);
  checkLinks(definition, surroundings);
  if (!dropDefinitionTokens) return definition;
  return Object.fromEntries(
    Object.entries(definition).filter(([key]) => key !== 'tokens'),
  ) as unknown as ScenarioDefinition;
}

/** A scenario's schedule is made at the schedule's own address. Here it may be named as it is, or taken away with null. */
export function readScheduleRemoval(body: Body, old?: ScenarioPayload): boolean {
  const given = idOf(body['schedule']);
  const now = idOf(old?.schedule) ?? null;
  if (given === undefined || given === now) return false;
  if (given === null) return true;
  throw badRequest('`schedule` has to be the scenario’s own schedule, or null. Create or update one at /schedules.');
}

/** Reads what a request says of a scenario. Throws a 400, or a 422 where the definition is malformed. */
export function readScenario(body: Body, surroundings: ScenarioSurroundings): ScenarioFields {
  const { old } = surroundings;
  return {
    name: readName(body, old?.name),
    description: readText(body, 'description', old?.description ?? ''),
    definition: readDefinitionOf(body, surroundings),
    severity: readSeverity(body, old),
    feature: readFolder(body, surroundings),
    instructions: readOptionalText(body, 'instructions', old?.instructions ?? null),
    ...readFlags(body, old),
    ...readGroups(body, surroundings),
  };
}
