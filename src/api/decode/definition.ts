import { deepestJson, nestsDeeper } from '../../base/json';
import type { LinkedScenario, LinkedScenarios, ScenarioDefinition, StepConfiguration } from '../../wire/definition';
import {
  amount,
  id,
  ifPresent,
  object,
  present,
  required,
  text,
  tooDeep,
  Undecodable,
  type Decoder,
  type Fields,
} from './decoder';

/** As `readDefinition`, or null where there is none that can be read. */
export function decodeDefinition(value: unknown): ScenarioDefinition | null {
  try {
    return readDefinition(value, '');
  } catch (error) {
    if (error instanceof Undecodable) return null;
    throw error;
  }
}

/**
 * A scenario's definition, whole: one read in part would be pushed back in part. Keys that we do not know stay, because a
 * definition is sent back whole.
 */
export const readDefinition: Decoder<ScenarioDefinition> = (value, path) => {
  const fields = object(value, path);
  if (nestsDeeper(fields, deepestJson - 1)) throw new Undecodable(path, tooDeep);
  return {
    ...unknownKeys(fields, ['scenario', 'description', 'steps', 'linkedScenarios', 'tokens']),
    ...present({
      scenario: ifPresent(fields, 'scenario', text, path),
      description: ifPresent(fields, 'description', text, path),
    }),
    steps: required(fields, 'steps', steps, path),
    ...present({
      linkedScenarios: ifPresent(fields, 'linkedScenarios', linkedScenarios, path),
      tokens: ifPresent(fields, 'tokens', object, path),
    }),
  };
};

const linkedScenarios: Decoder<LinkedScenarios> = (value, path) => {
  const fields = object(value, path);
  return {
    ...unknownKeys(fields, ['onPass', 'onFail']),
    ...present({
      onPass: ifPresent(fields, 'onPass', linkedScenario, path),
      onFail: ifPresent(fields, 'onFail', linkedScenario, path),
    }),
  };
};

const linkedScenario: Decoder<LinkedScenario> = (value, path) => {
  const fields = object(value, path);
  return {
    ...unknownKeys(fields, ['templateId', 'steps']),
    ...present({
      templateId: ifPresent(fields, 'templateId', id, path),
      steps: ifPresent(fields, 'steps', steps, path),
    }),
  };
};

const step: Decoder<StepConfiguration> = (value, path) => {
  const fields = object(value, path);
  return {
    ...unknownKeys(fields, ['cog', 'stepId', 'name', 'data', 'waitFor', 'failAfter']),
    cog: required(fields, 'cog', text, path),
    stepId: required(fields, 'stepId', text, path),
    ...present({
      name: ifPresent(fields, 'name', text, path),
      data: ifPresent(fields, 'data', object, path),
      waitFor: ifPresent(fields, 'waitFor', amount, path),
      failAfter: ifPresent(fields, 'failAfter', amount, path),
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
