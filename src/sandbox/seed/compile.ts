import type { Catalog } from '../../registry/catalog';
import { resolveSentence } from '../../registry/resolve';
import { parseScenario } from '../../scenario/parse';
import { isTextStep, type ScenarioStep } from '../../scenario/model';
import { lookupToken, substituteValue } from '../../scenario/tokens';
import type { ScenarioDefinition, StepConfiguration } from '../../wire/definition';

export type Compiled =
  | { readonly name: string; readonly description: string; readonly definition: ScenarioDefinition }
  | { readonly problem: string };

function compileStep(step: ScenarioStep, catalog: Catalog): StepConfiguration | undefined {
  if (!isTextStep(step)) return step;
  const resolution = resolveSentence(catalog, step.step, step.data);
  if (!resolution) return undefined;
  const { step: name, ...rest } = step;
  return { ...rest, cog: resolution.definition.cog, stepId: resolution.definition.stepId, name, data: resolution.data };
}

/** A definition without `tokens`: their values stand in the steps. */
function withValues({ tokens = {}, steps, ...rest }: ScenarioDefinition): ScenarioDefinition {
  return { ...rest, steps: substituteValue(steps, (token) => lookupToken(tokens, token)) as typeof steps };
}

const tokensOf = (tokens: ScenarioDefinition['tokens']): Pick<ScenarioDefinition, 'tokens'> =>
  tokens ? { tokens } : {};

function problemOf(
  steps: readonly ScenarioStep[],
  compiled: readonly (StepConfiguration | undefined)[],
): string | undefined {
  const strange = steps.find((step, index) => compiled[index] === undefined && isTextStep(step));
  return strange && isTextStep(strange) ? `No cog understands "${strange.step}".` : undefined;
}

/**
 * Turns a scenario's text into the API's form: every step in configuration form, its sentence as its name.
 * @param options.inlineTokens puts the values of static tokens into the steps, and leaves `tokens` out.
 */
export function compileScenario(
  text: string,
  catalog: Catalog,
  { inlineTokens = false }: { readonly inlineTokens?: boolean } = {},
): Compiled {
  const { scenario, problems } = parseScenario(text);
  const [first] = problems;
  if (!scenario || first) return { problem: first?.message ?? 'It is no scenario.' };
  const { scenario: name, description = '', tokens, steps } = scenario;
  const compiled = steps.map((step) => compileStep(step, catalog));
  const problem = problemOf(steps, compiled);
  if (problem !== undefined) return { problem };
  const definition = {
    scenario: name,
    description,
    steps: compiled.filter((step) => step !== undefined),
    ...tokensOf(tokens),
  };
  return { name, description, definition: inlineTokens ? withValues(definition) : definition };
}
