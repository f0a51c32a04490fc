import type { RunEvent, StepResult } from './events';

export type StepStatus = 'pending' | 'running' | 'passed' | 'failed' | 'error' | 'unknown' | 'notRun';

export interface StepState {
  readonly status: StepStatus;
  readonly result?: StepResult;
  /** Unix milliseconds when we saw it begin. */
  readonly startedAt?: number;
  /** Unix milliseconds when we saw it end. */
  readonly finishedAt?: number;
  /** Tries that did not pass and were followed by another. */
  readonly retries: number;
}

/** A run as its events have told it so far. */
export interface RunState {
  readonly phase: 'queued' | 'running' | 'finished';
  readonly steps: readonly StepState[];
  readonly startedAt?: number;
  readonly finishedAt?: number;
  readonly outcome?: Extract<RunEvent, { readonly kind: 'finished' }>['outcome'];
  /** Milliseconds. */
  readonly duration?: number;
  readonly reason?: string;
}

/** @param stepCount how many steps the scenario has; further ones are added as they come. */
export function createRunState(stepCount: number): RunState {
  return { phase: 'queued', steps: Array.from({ length: stepCount }, () => pending) };
}

/** The state after one more event. */
export function reduceRun(state: RunState, event: RunEvent): RunState {
  return reduceRunEvents(state, [event]);
}

/** The state after more events; cheaper than one at a time. An event after `finished` changes nothing. */
export function reduceRunEvents(state: RunState, events: readonly RunEvent[]): RunState {
  const steps = [...state.steps];
  let rest: Omit<RunState, 'steps'> = state;
  for (const event of events) {
    if (rest.phase === 'finished') break;
    applyToSteps(steps, event);
    rest = applyToRun(rest, event);
  }
  return { ...rest, steps };
}

/** How many steps stand how. */
export function countSteps(state: RunState): Readonly<Record<StepStatus, number>> {
  const counts = { pending: 0, running: 0, passed: 0, failed: 0, error: 0, unknown: 0, notRun: 0 };
  for (const { status } of state.steps) counts[status] += 1;
  return counts;
}

/** The index of the step that is being executed, as far as can be told; `undefined` when none is. */
export function currentStep(state: RunState): number | undefined {
  if (state.phase !== 'running') return undefined;
  const index = state.steps.findIndex(({ status }) => status === 'running' || status === 'pending');
  return index < 0 ? undefined : index;
}

/** The index of the first step that did not pass, if one did not. */
export function failedStep(state: RunState): number | undefined {
  const index = state.steps.findIndex(({ status }) => status === 'failed' || status === 'error');
  return index < 0 ? undefined : index;
}

/** How a step with this outcome stands. */
export const statusOf: Readonly<Record<StepResult['outcome'], StepStatus>> = {
  Passed: 'passed',
  Failed: 'failed',
  Error: 'error',
  Unknown: 'unknown',
};

const pending: StepState = { status: 'pending', retries: 0 };

function applyToSteps(steps: StepState[], event: RunEvent): void {
  if (event.kind === 'started') return;
  if (event.kind === 'finished') {
    for (const [index, step] of steps.entries()) {
      if (step.status === 'pending' || step.status === 'running') steps[index] = { ...step, status: 'notRun' };
    }
    return;
  }
  while (steps.length <= event.index) steps.push(pending);
  steps[event.index] = applyToStep(steps[event.index] ?? pending, event);
}

function applyToStep(step: StepState, event: Extract<RunEvent, { readonly index: number }>): StepState {
  switch (event.kind) {
    case 'stepStarted':
      return { ...step, status: 'running', startedAt: event.at };
    case 'stepRetried':
      return { ...step, status: 'running', result: event.result, retries: step.retries + 1 };
    case 'stepFinished':
      return { ...step, status: statusOf[event.result.outcome], result: event.result, finishedAt: event.at };
  }
}

function applyToRun(run: Omit<RunState, 'steps'>, event: RunEvent): Omit<RunState, 'steps'> {
  if (event.kind !== 'finished') return { ...run, phase: 'running', startedAt: run.startedAt ?? event.at };
  const { at, outcome, duration, reason } = event;
  return {
    ...run,
    phase: 'finished',
    finishedAt: at,
    outcome,
    ...(duration === undefined ? {} : { duration }),
    ...(reason === undefined ? {} : { reason }),
  };
}
