import type { Catalog } from '../registry/catalog';
import { coerceData } from '../registry/coerce';
import type { StepDefinition } from '../registry/definition';
import { resolveSentence } from '../registry/resolve';
import { isTextStep, type ScenarioStep } from '../scenario/model';
import { substituteText, substituteValue, type TokenLookup } from '../scenario/tokens';

/** A step as it will be sent to its cog, or why it cannot be. */
export type PlannedStep =
  | { readonly definition: StepDefinition; readonly data: Readonly<Record<string, unknown>> }
  | { readonly definition?: never; readonly problem: string };

/**
 * Substitutes tokens, finds the step definition and gives the data their types, in this order: a sentence is matched
 * with its values in place.
 */
export function planStep(step: ScenarioStep, catalog: Catalog, lookup: TokenLookup): PlannedStep {
  const data = Object.fromEntries(Object.entries(step.data ?? {}).map(([key, value]) => [key, substituteValue(value, lookup)]));
  if (!isTextStep(step)) {
    const definition = catalog.definition(step.cog, step.stepId);
    return definition ? { definition, data: coerceData(definition, data) } : { problem: missingDefinition(step.cog, step.stepId, catalog) };
  }
  const sentence = substituteText(step.step, lookup);
  const resolution = resolveSentence(catalog, sentence, data);
  if (!resolution) return { problem: `No installed cog understands “${sentence}”. Check the wording, or install the cog that it belongs to.` };
  return { definition: resolution.definition, data: coerceData(resolution.definition, resolution.data) };
}

function missingDefinition(cog: string, stepId: string, catalog: Catalog): string {
  return catalog.cogs.has(cog)
    ? `The cog ${cog} has no step ${stepId}. Check the step's id, or update the cog.`
    : `No cog ${cog} is installed. Check the step's cog, or install it.`;
}
