import { t } from '../base/localize';
import type { StepStatus } from '../run/state';
import type { ReceivedOutcome } from '../wire/records';

/** A product icon and, where it has one, a theme colour; the editor's own test icons and colours. */
export interface NodeIcon {
  readonly id: string;
  readonly color?: string;
}

/** How an outcome looks and what it is called: never by colour alone. */
export interface OutcomeLook {
  readonly icon: NodeIcon;
  /** One column wide. */
  readonly symbol: string;
  readonly word: () => string;
}

const passed: NodeIcon = { id: 'testing-passed-icon', color: 'testing.iconPassed' };
const failed: NodeIcon = { id: 'testing-failed-icon', color: 'testing.iconFailed' };
const errored: NodeIcon = { id: 'testing-error-icon', color: 'testing.iconErrored' };
const queued: NodeIcon = { id: 'testing-queued-icon', color: 'testing.iconQueued' };

/** Looks of run outcomes. */
export const outcomeLooks: Readonly<Record<ReceivedOutcome, OutcomeLook>> = {
  Created: { icon: queued, symbol: '◌', word: () => t('queued') },
  Running: { icon: { id: 'loading~spin' }, symbol: '◌', word: () => t('running') },
  Waiting: { icon: queued, symbol: '◌', word: () => t('waiting') },
  Passed: { icon: passed, symbol: '✓', word: () => t('passed') },
  Failed: { icon: failed, symbol: '✗', word: () => t('failed') },
  Error: { icon: errored, symbol: '!', word: () => t('error') },
  Unknown: { icon: { id: 'question' }, symbol: '?', word: () => t('unknown outcome') },
};

/** Where nothing is known of any run. */
export const unsetIcon: NodeIcon = { id: 'testing-unset-icon', color: 'testing.iconUnset' };

/** Of a run that was going on when it was seen last: nothing turns where nobody watches. */
export const unwatchedIcon: NodeIcon = { id: 'circle-outline' };

/** Symbols of steps, one column wide each. */
export const stepSymbols: Readonly<Record<StepStatus, string>> = {
  pending: '·',
  running: '◌',
  passed: '✓',
  failed: '✗',
  error: '!',
  unknown: '?',
  notRun: '·',
};
