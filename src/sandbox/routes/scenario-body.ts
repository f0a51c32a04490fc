import type { ScenarioPayload } from '../../wire/payload';
import type { Body } from '../server/body';
import { badRequest } from '../server/fault';
import type { ScenarioFields } from '../store/scenarios';
import type { Store } from '../store/store';
import { readDefinition } from './definition';
import { idOf, readBoolean, readChoice, readName, readOptionalText, readText } from './fields';

export interface ScenarioSurroundings {
  readonly store: Store;
  readonly organization: number;
  /** The scenario that is updated: what the body does not name stays as it was. */
  readonly old?: ScenarioPayload;
}

function readFolder(body: Body, { store, organization, old }: ScenarioSurroundings): number | null {
  const id = idOf(body['feature'] === undefined ? old?.feature : body['feature']) ?? null;
  if (id === null) return null;
  if (typeof id !== 'number' || !Number.isSafeInteger(id) || !store.folders.get(organization, id)) throw badRequest('`feature` has to be the id of a folder of this organization, or null.');
  return id;
}

function readSeverity(body: Body, old?: ScenarioPayload): number | null {
  if (body['severity'] === undefined) return old?.severity ?? null;
  return body['severity'] === null ? null : readChoice(body, 'severity', [1, 2, 3, 4], 1);
}

const readFlags = (body: Body, old?: ScenarioPayload): Pick<ScenarioFields, 'type' | 'dashboardSetting' | 'exposedToApis' | 'isLinkable'> => ({
  type: readChoice(body, 'type', ['default', 'template', 'from-template'], old?.type ?? 'default'),
  dashboardSetting: readChoice(body, 'dashboardSetting', ['default', 'include', 'exclude'], old?.dashboardSetting ?? 'default'),
  exposedToApis: readBoolean(body, 'exposedToApis', old?.exposedToApis ?? false),
  isLinkable: readBoolean(body, 'isLinkable', old?.isLinkable ?? false),
});

/** Reads what a request says of a scenario. Throws a 400, or a 422 where the definition is malformed. */
export function readScenario(body: Body, surroundings: ScenarioSurroundings): ScenarioFields {
  const { old } = surroundings;
  return {
    name: readName(body, old?.name),
    description: readText(body, 'description', old?.description ?? ''),
    definition: old && body['definition'] === undefined ? old.definition : readDefinition(body['definition']),
    severity: readSeverity(body, old),
    feature: readFolder(body, surroundings),
    instructions: readOptionalText(body, 'instructions', old?.instructions ?? null),
    ...readFlags(body, old),
  };
}
