import type { StepConfiguration } from '../../wire/definition';

/** A run that was made and waits to be executed. */
export interface RunStart {
  readonly run: number;
  /** Executed in the place of the scenario's own steps. */
  readonly steps?: readonly StepConfiguration[];
}
