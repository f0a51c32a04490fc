import type { RunOutcome, StepOutcome } from '../wire/payload';

/** The result of one executed step. */
export interface StepResult {
  readonly outcome: StepOutcome | 'Unknown';
  /** Already formatted; may be empty. */
  readonly message: string;
  readonly cog?: string;
  readonly stepId?: string;
  /** What the step was given, tokens substituted. */
  readonly stepData?: Readonly<Record<string, unknown>>;
}

/**
 * What happens in a run, wherever it runs. `index` counts steps from 0; `at` is Unix milliseconds when we saw it.
 * The order is: started, then for each executed step stepStarted? stepRetried* stepFinished, then finished. A cloud run
 * shows no stepStarted or stepRetried: the API tells of a step only when it is over.
 */
export type RunEvent =
  | { readonly kind: 'started'; readonly at: number }
  | { readonly kind: 'stepStarted'; readonly at: number; readonly index: number }
  | { readonly kind: 'stepRetried'; readonly at: number; readonly index: number; readonly result: StepResult }
  | { readonly kind: 'stepFinished'; readonly at: number; readonly index: number; readonly result: StepResult }
  | {
      readonly kind: 'finished';
      readonly at: number;
      readonly outcome: RunOutcome | 'Unknown';
      /** Milliseconds, where known. */
      readonly duration?: number;
      /** Why, where the steps do not tell: a cog that could not be started, a run cut off. */
      readonly reason?: string;
    };
