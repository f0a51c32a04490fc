import type { StepDefinition } from '../../registry/definition';
import type { InFile } from '../../scenario/document/offsets';
import { placedSteps, stepAt, type ReadScenario } from '../core/read-scenario';
import { destinationOf, type Destination } from './references';

/** The step definition of the step at an offset. */
export const definitionOfStepAt = (scenario: ReadScenario, offset: InFile): StepDefinition | undefined =>
  stepAt(scenario, offset)?.facts.definition;

/** The steps of a file that mean a step definition, in whichever form they are written. */
export function stepsLike(
  scenario: ReadScenario,
  { cog, stepId }: Pick<StepDefinition, 'cog' | 'stepId'>,
): readonly Destination[] {
  const found: Destination[] = [];
  for (const step of placedSteps(scenario))
    if (step.facts.definition?.stepId === stepId && step.facts.definition.cog === cog) found.push(destinationOf(step));
  return found;
}
