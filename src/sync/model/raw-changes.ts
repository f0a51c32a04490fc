import { isRecord } from '../../base/json';
import { sameValue } from '../../scenario/edit/plain-value';
import type { ScenarioDefinition } from '../../wire/definition';
import type { RawFields, Scenario } from '../../wire/records';
import type { Content } from './content';
import type { CloudInput } from './ports';
import { isReadable, rawDefinition } from './readable';

interface Change {
  readonly now: Scenario;
  readonly before: Content;
  readonly wanted: Content;
}

/**
 * What is sent of a definition. One that cannot be read goes exactly as it came, or not at all; one of which nothing changes
 * but its scenario's name or description goes as it came but for these. All others are made from both sides.
 */
export function withRawDefinition({ definition, ...rest }: CloudInput, change: Change): CloudInput {
  const raw = rawDefinition(change.now);
  if (!isReadable(change.now))
    return isRecord(raw) && Object.keys(rest).length > 0 ? { ...rest, definition: asItCame(raw) } : rest;
  if (definition === undefined) return rest;
  return {
    ...rest,
    definition: isRecord(raw) && change.now.raw && isSameBut(change) ? renamed(raw, change) : definition,
  };
}

const isSameBut = ({ before, wanted }: Change): boolean => sameValue(partsOf(before), partsOf(wanted));
const partsOf = ({ steps, tokens, linkedScenarios }: Content): unknown => [steps, tokens, linkedScenarios ?? null];

/** It travels in the place of a definition, whatever it is: the service gave it. */
export const asItCame = (raw: RawFields): ScenarioDefinition => raw as unknown as ScenarioDefinition;

function renamed(raw: RawFields, { before, wanted }: Change): ScenarioDefinition {
  return asItCame({
    ...raw,
    ...('scenario' in raw && before.name !== wanted.name ? { scenario: wanted.name } : {}),
    ...(before.description === wanted.description ? {} : { description: wanted.description }),
  });
}
