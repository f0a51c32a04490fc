import { t } from '../../base/localize';
import { sameValue } from '../../scenario/edit/plain-value';
import type { LinkedScenario, LinkedScenarios, ScenarioDefinition, StepConfiguration } from '../../wire/definition';
import type { Id } from '../../wire/payload';
import { alignSteps } from './align';
import type { Content, NamedReference, Settings } from '../model/content';
import { normalStep } from '../model/normal-form';
import type { CloudInput } from '../model/ports';
import { present } from '../model/present';
import { settingKeys } from '../model/read-settings';
import type { NameNumbers } from '../model/references';
import { sameSetting } from '../model/settings';

/** Thrown where a file names a folder or a group that the organization does not have. */
export class UnknownNameError extends Error {
  override readonly name = 'UnknownNameError';
}

const show = (reference: NamedReference): string =>
  typeof reference === 'string' ? `“${reference}”` : String(reference.id);

function folderId(folder: NamedReference | null, names: NameNumbers): Id | null {
  const id = folder === null ? null : names.folder(folder);
  if (id === undefined && folder !== null)
    throw new UnknownNameError(
      t(
        'No folder, or more than one, is named {0} in this organization. Create it, or name another one under "stackmoxie".',
        show(folder),
      ),
    );
  return id ?? null;
}

function groupId(group: NamedReference, names: NameNumbers): Id {
  const id = names.notificationGroup(group);
  if (id === undefined)
    throw new UnknownNameError(
      t(
        'No notification group, or more than one, is named {0} in this organization. Create it, or name another one under "stackmoxie".',
        show(group),
      ),
    );
  return id;
}

/** The settings that the content names and that were not so before. */
function changedSettings(before: Settings, after: Settings, names: NameNumbers): CloudInput {
  const changed = settingKeys.filter((key) => after[key] !== undefined && !sameSetting(key, before, after));
  const { folder, notificationGroups, ...rest } = Object.fromEntries(
    changed.map((key) => [key, after[key]]),
  ) as Settings;
  return {
    ...rest,
    ...(folder === undefined ? {} : { folder: folderId(folder, names) }),
    ...(notificationGroups === undefined
      ? {}
      : { notificationGroups: notificationGroups.map((group) => groupId(group, names)) }),
  };
}

const knownStepKeys: readonly string[] = ['cog', 'stepId', 'name', 'data', 'waitFor', 'failAfter'];
const unknownKeys = (value: object, known: readonly string[]): object =>
  Object.fromEntries(Object.entries(value).filter(([key]) => !known.includes(key)));

/** Steps that are as the cloud has them go as they came; of the others, what only the cloud knows stays. */
function withCloudKeys(
  current: readonly StepConfiguration[],
  steps: readonly StepConfiguration[],
): readonly StepConfiguration[] {
  const old = current.map(normalStep);
  const origin = new Map(alignSteps(old, steps).map(({ before, after }) => [after, before]));
  return steps.map((step, index) => {
    const place = origin.get(index) ?? -1;
    const [raw, normal] = [current[place], old[place]];
    if (!raw) return step;
    return sameValue(normal, step) ? raw : { ...unknownKeys(raw, knownStepKeys), ...step };
  });
}

function linkWithCloudKeys(current: LinkedScenario | undefined, link: LinkedScenario): LinkedScenario {
  const { steps } = link;
  return {
    ...unknownKeys(current ?? {}, ['templateId', 'steps']),
    ...link,
    ...(steps ? { steps: withCloudKeys(current?.steps ?? [], steps) } : {}),
  };
}

function linksWithCloudKeys(
  current: LinkedScenarios | undefined,
  { onPass, onFail }: LinkedScenarios = {},
): LinkedScenarios {
  return {
    ...unknownKeys(current ?? {}, ['onPass', 'onFail']),
    ...(onPass ? { onPass: linkWithCloudKeys(current?.onPass, onPass) } : {}),
    ...(onFail ? { onFail: linkWithCloudKeys(current?.onFail, onFail) } : {}),
  };
}

const known: readonly string[] = ['scenario', 'description', 'steps', 'linkedScenarios', 'tokens'];

/** The whole of a definition: a service takes it whole. Keys that only the cloud knows stay. */
export function definitionFor(
  { name, description, steps, tokens, linkedScenarios }: Content,
  current: ScenarioDefinition | null = null,
): ScenarioDefinition {
  const old: ScenarioDefinition = current ?? { steps: [] };
  const links = linksWithCloudKeys(old.linkedScenarios, linkedScenarios);
  const held = tokens ?? old.tokens ?? {};
  return {
    ...unknownKeys(old, known),
    scenario: name,
    description,
    steps: withCloudKeys(old.steps, steps),
    ...(Object.keys(links).length > 0 ? { linkedScenarios: links } : {}),
    // Where the cloud holds some, an empty key says that there are none any more.
    ...(old.tokens || Object.keys(held).length > 0 ? { tokens: held } : {}),
  };
}

const nothing: Content = { name: '', description: '', tokens: {}, steps: [], settings: {} };
const partsOf = ({ name, description, tokens = {}, steps, linkedScenarios }: Content): unknown => [
  name,
  description,
  tokens,
  steps,
  linkedScenarios ?? null,
];

/**
 * What to send so that the cloud says `after` where it says `before`: only what differs. A definition goes whole, with all that
 * the cloud has in it and the file does not know. Throws an `UnknownNameError`.
 * @param current the definition that the cloud has now.
 */
export function changesFor(
  before: Content,
  after: Content,
  names: NameNumbers,
  current: ScenarioDefinition | null = null,
): CloudInput {
  const said = { ...after, ...present({ tokens: after.tokens ?? before.tokens }) };
  return {
    ...(before.name === after.name ? {} : { name: after.name }),
    ...(before.description === after.description ? {} : { description: after.description }),
    ...(sameValue(partsOf(before), partsOf(said)) ? {} : { definition: definitionFor(said, current) }),
    ...changedSettings(before.settings, after.settings, names),
  };
}

/** What to send for a scenario that the cloud does not have yet. Throws an `UnknownNameError`. */
export function creationFor(content: Content, names: NameNumbers): CloudInput & { readonly name: string } {
  return { ...changesFor(nothing, content, names), name: content.name, definition: definitionFor(content) };
}
