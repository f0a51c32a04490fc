import { deepest, isTooDeep } from '../base/struct';
import type { Catalog } from '../registry/catalog';
import { coerceData } from '../registry/coerce';
import type { StepDefinition } from '../registry/definition';
import { resolveSentence } from '../registry/resolve';
import { isTextStep, type ScenarioStep } from '../scenario/model';
import { isPage } from '../scenario/substitution';
import { substituteText, substituteValue, type TokenLookup } from '../scenario/tokens';
import { shorten } from './message';

/** A step as it will be sent to its cog, or why it cannot be. */
export type PlannedStep =
  | { readonly definition: StepDefinition; readonly data: Readonly<Record<string, unknown>> }
  | { readonly definition?: never; readonly problem: string };

type Data = Readonly<Record<string, unknown>>;

/**
 * Substitutes tokens, finds the step definition and gives the data their types, in this order: a sentence is matched
 * with its values in place.
 */
export function planStep(step: ScenarioStep, catalog: Catalog, lookup: TokenLookup): PlannedStep {
  if (isTooDeep(step.data))
    return {
      problem: `The step's data stand in one another at more than ${deepest} levels, which no cog can be sent. Make them flatter.`,
    };
  const given = Object.fromEntries(
    Object.entries(step.data ?? {}).map(([key, value]) => [key, substituteValue(value, lookup)]),
  );
  if (isTextStep(step)) return planSentence(step.step, given, { catalog, lookup });
  const definition = catalog.definition(step.cog, step.stepId);
  return definition
    ? { definition, data: coerceData(definition, given) }
    : { problem: missingDefinition(step.cog, step.stepId, catalog) };
}

/**
 * What an expression captures ends at a line's end. So a value of several lines, or a very long one, is not put into the
 * sentence, where it would be cut off or take long to read, but into what the expression captured.
 */
function planSentence(
  text: string,
  given: Data,
  { catalog, lookup }: { readonly catalog: Catalog; readonly lookup: TokenLookup },
): PlannedStep {
  const sentence = substituteText(text, (name) => (isPage(lookup(name)) ? undefined : lookup(name)));
  const resolution = resolveSentence(catalog, sentence, given);
  if (!resolution)
    return {
      problem: `No installed cog understands “${shorten(sentence, 300)}”. Check the wording, or install the cog that it belongs to.`,
    };
  const { definition, data } = resolution;
  const pages: TokenLookup = (name) => (isPage(lookup(name)) ? lookup(name) : undefined);
  const whole = Object.entries(data).map(
    ([key, value]) => [key, value === given[key] ? value : substituteValue(value, pages)] as const,
  );
  return { definition, data: coerceData(definition, Object.fromEntries(whole)) };
}

function missingDefinition(cog: string, stepId: string, catalog: Catalog): string {
  return catalog.cogs.has(cog)
    ? `The cog ${cog} has no step ${stepId}. Check the step's id, or update the cog.`
    : `No cog ${cog} is installed. Check the step's cog, or install it.`;
}
