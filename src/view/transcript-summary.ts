import { t } from '../base/localize';
import type { RunEvent } from '../run/events';

/** How many steps of a run ended how. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly error: number;
  readonly unknown: number;
  /** Steps of the scenario without an entry in the log. */
  readonly missing: number;
  readonly total: number;
  /** Index of the first step that failed or ended in an error. */
  readonly firstBad?: number;
}

type Outcome = Extract<RunEvent, { readonly kind: 'finished' }>['outcome'];

/** The last line of a transcript: `Failed at step 3 of 7: 2 passed, 1 failed, 4 not run.` */
export function summaryLine(outcome: Outcome, tally: Tally): string {
  const counts = countsOf(outcome, tally);
  if (outcome === 'Passed' && tally.passed === tally.total) {
    if (tally.total === 0) return t('Passed. It has no steps.');
    return tally.total === 1 ? t('Passed: its 1 step passed.') : t('Passed: all {0} steps passed.', tally.total);
  }
  const where = tally.firstBad === undefined ? lead(outcome) : leadAt(outcome, tally.firstBad + 1, tally.total);
  return counts === '' ? `${where}.` : `${where}: ${counts}.`;
}

function countsOf(outcome: Outcome, { passed, failed, error, unknown, missing }: Tally): string {
  const parts: readonly (readonly [number, string])[] = [
    [passed, t('{0} passed', passed)],
    [failed, t('{0} failed', failed)],
    [error, error === 1 ? t('1 error') : t('{0} errors', error)],
    [unknown, t('{0} with an unknown outcome', unknown)],
    [missing, outcome === 'Passed' ? t('{0} missing from the log', missing) : t('{0} not run', missing)],
  ];
  return parts
    .filter(([count]) => count > 0)
    .map(([, text]) => text)
    .join(', ');
}

function lead(outcome: Outcome): string {
  if (outcome === 'Passed') return t('Passed');
  if (outcome === 'Failed') return t('Failed');
  return outcome === 'Error' ? t('Ended with an error') : t('Ended with an unknown outcome');
}

function leadAt(outcome: Outcome, step: number, total: number): string {
  if (outcome === 'Failed') return t('Failed at step {0} of {1}', step, total);
  if (outcome === 'Error') return t('Error at step {0} of {1}', step, total);
  return outcome === 'Passed' ? t('Passed, though step {0} of {1} did not', step, total) : lead(outcome);
}
