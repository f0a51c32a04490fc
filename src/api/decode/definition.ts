import type { LinkedScenario, LinkedScenarios, ScenarioDefinition, StepConfiguration } from '../../wire/definition';
import { amount, id, object, optional, present, required, text, Undecodable, type Decoder, type Fields } from './decoder';

/**
 * A scenario's definition, or null where there is none that can be read: one read in part would be pushed back in part.
 * Keys that we do not know stay, because a definition is sent back whole.
 */
export function decodeDefinition(value: unknown): ScenarioDefinition | null {
  try {
    return definition(value, '');
  } catch (error) {
    if (error instanceof Undecodable) return null;
    throw error;
  }
}

const definition: Decoder<ScenarioDefinition> = (value, path) => {
  const fields = object(value, path);
  return {
    ...unknownKeys(fields, ['scenario', 'description', 'steps', 'linkedScenarios', 'tokens']),
    ...present({
      scenario: optional(fields, 'scenario', text, path),
      description: optional(fields, 'description', text, path),
    }),
    steps: required(fields, 'steps', steps, path),
    ...present({
      linkedScenarios: optional(fields, 'linkedScenarios', linkedScenarios, path),
      tokens: optional(fields, 'tokens', object, path),
    }),
  };
};

const linkedScenarios: Decoder<LinkedScenarios> = (value, path) => {
  const fields = object(value, path);
  return {
    ...unknownKeys(fields, ['onPass', 'onFail']),
    ...present({ onPass: optional(fields, 'onPass', linkedScenario, path), onFail: optional(fields, 'onFail', linkedScenario, path) }),
  };
};

const linkedScenario: Decoder<LinkedScenario> = (value, path) => {
  const fields = object(value, path);
  return {
    ...unknownKeys(fields, ['templateId', 'steps']),
    ...present({ templateId: optional(fields, 'templateId', id, path), steps: optional(fields, 'steps', steps, path) }),
  };
};

const step: Decoder<StepConfiguration> = (value, path) => {
  const fields = object(value, path);
  return {
    ...unknownKeys(fields, ['cog', 'stepId', 'name', 'data', 'waitFor', 'failAfter']),
    cog: required(fields, 'cog', text, path),
    stepId: required(fields, 'stepId', text, path),
    ...present({
      name: optional(fields, 'name', text, path),
      data: optional(fields, 'data', object, path),
      waitFor: optional(fields, 'waitFor', amount, path),
      failAfter: optional(fields, 'failAfter', amount, path),
    }),
  };
};

const steps: Decoder<readonly StepConfiguration[]> = (value, path) => {
  if (!Array.isArray(value)) throw new Undecodable(path, 'a list');
  return value.map((element: unknown, index) => step(element, `${path}[${index}]`));
};

function unknownKeys(fields: Fields, known: readonly string[]): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([key]) => !known.includes(key)));
}
