import { t } from '../base/localize';
import { plainName } from '../base/plain-text';
import type { ReceivedOutcome, Run } from '../wire/records';

/** Whether a run with this outcome has ended. Only `Passed`, `Failed` and `Error` are final (API reference, Run). */
export function isFinal(outcome: ReceivedOutcome): outcome is 'Passed' | 'Failed' | 'Error' {
  return outcome === 'Passed' || outcome === 'Failed' || outcome === 'Error';
}

/** Whether a run has ended as far as can be told: an outcome that the reference does not name may be final where there is a duration. */
export const hasEnded = ({ outcome, duration = 0 }: Pick<Run, 'outcome' | 'duration'>): boolean =>
  isFinal(outcome) || (outcome === 'Unknown' && duration > 0);

/** What is to be said of an outcome that the reference does not name. */
export function unknownReason({ outcome, unknownOutcome }: Pick<Run, 'outcome' | 'unknownOutcome'>): {
  readonly reason?: string;
} {
  if (outcome !== 'Unknown') return {};
  return {
    reason:
      unknownOutcome === undefined
        ? t('The service reported no outcome that this version can read.')
        : t('The outcome "{0}" is unknown to this version.', plainName(unknownOutcome, '')),
  };
}
