import type { CogSpec } from './cog';
import { erred, type Reply } from './reply';
import type { StepData } from './step-data';

export interface StepRequest {
  readonly stepId: string;
  readonly data: StepData;
}

const isMissing = (value: unknown): boolean => value === undefined || value === null || value === '';

/**
 * Runs one step of a cog. Never rejects: an unknown step, a missing field and a step that throws are ERRORs that say so.
 * @param state makes or gives the stream's state; only asked for when a step runs.
 */
export async function runStep<State>(
  cog: CogSpec<State>,
  { stepId, data }: StepRequest,
  state: () => State,
): Promise<Reply> {
  const step = cog.steps.find((known) => known.stepId === stepId);
  if (!step) return erred('%s knows no step %s.', [cog.name, stepId]);
  const missing = step.expectedFields.filter(
    ({ key, optionality = 'REQUIRED' }) => optionality === 'REQUIRED' && isMissing(data[key]),
  );
  if (missing.length > 0)
    return erred('“%s” needs %s. Add it to the step.', [step.name, missing.map(({ key }) => key).join(' and ')]);
  try {
    return await step.run(data, state());
  } catch (error) {
    return erred('%s', [error instanceof Error ? error.message : String(error)]);
  }
}
