import type { ReceivedOutcome } from '../wire/records';

/** Whether a run with this outcome has ended. Only `Passed`, `Failed` and `Error` are final (API reference, Run). */
export function isFinal(outcome: ReceivedOutcome): outcome is 'Passed' | 'Failed' | 'Error' {
  return outcome === 'Passed' || outcome === 'Failed' || outcome === 'Error';
}
