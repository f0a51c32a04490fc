import type { RunState } from '../run/state';
import type { Id } from '../wire/payload';
import type { Run } from '../wire/records';

/** What is known of a scenario's runs. */
export interface ScenarioRuns {
  /** The most recent run; null where it is known that there is none; absent where nobody asked yet. */
  readonly last?: Run | null;
  /** Newest first; absent until the scenario was expanded. */
  readonly list?: readonly Run[];
  readonly hasMore?: boolean;
  /** Why the runs could not be read, in words for people. */
  readonly problem?: string;
}

/** Which step of a run did not pass; known only where its log is. */
export interface FailedStep {
  /** From 0. */
  readonly index: number;
  readonly total: number;
  readonly text?: string;
  readonly message?: string;
}

/** Answers from what is there already; asking never loads anything. */
export interface RunKnowledge {
  runs(scenarioId: Id): ScenarioRuns | undefined;
  failedStep(runId: Id): FailedStep | undefined;
  /** The state of a run that is being followed. */
  live(runId: Id): RunState | undefined;
}
