import type { Catalog } from '../../registry/catalog';
import { resolveSentence } from '../../registry/resolve';
import { parseScenario } from '../../scenario/parse';
import { isTextStep, type ScenarioStep } from '../../scenario/model';
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

/** Turns a scenario's text into the API's form: every step in configuration form, its sentence as its name. */
export function compileScenario(text: string, catalog: Catalog): Compiled {
  const { scenario, problems } = parseScenario(text);
  if (!scenario || problems.length > 0) return { problem: problems[0]?.message ?? 'It is no scenario.' };
  const { scenario: name, description = '', tokens, steps } = scenario;
  const compiled = steps.map((step) => compileStep(step, catalog));
  const strange = steps.find((step, index) => compiled[index] === undefined && isTextStep(step));
  if (strange && isTextStep(strange)) return { problem: `No cog understands "${strange.step}".` };
  const known = compiled.filter((step) => step !== undefined);
  return { name, description, definition: { scenario: name, description, steps: known, ...(tokens ? { tokens } : {}) } };
}
