import { t } from '../base/localize';
import { plainName } from '../base/plain-text';

/** A question before something that costs. `run` and `dontAsk` are titles of its buttons. */
export interface RunPrompt {
  readonly message: string;
  readonly detail: string;
  readonly run: string;
  readonly dontAsk?: string;
}

interface OneRun {
  /** Its name. */
  readonly scenario: string;
  readonly organization: string;
  /** How many; absent where the definition is not known. */
  readonly steps?: number;
}

/** Asked before one metered run. */
export function runPrompt({ scenario, organization, steps }: OneRun): RunPrompt {
  const name = plainName(scenario, t('Unnamed scenario'));
  return {
    message: t('Run "{0}" in {1}?', name, plainName(organization, t('this organization'))),
    detail: costOf(steps),
    run: t('Run'),
    dontAsk: t("Run, and Don't Ask for This Scenario"),
  };
}

function costOf(steps: number | undefined): string {
  if (steps === undefined) return t('It uses one metered run and really executes its steps.');
  return steps === 1
    ? t('It uses one metered run and really executes its 1 step.')
    : t('It uses one metered run and really executes its {0} steps.', steps);
}

interface SeveralRuns {
  readonly count: number;
  readonly organization: string;
}

/** Asked once before several metered runs. */
export function runSeveralPrompt({ count, organization }: SeveralRuns): RunPrompt {
  const name = plainName(organization, t('this organization'));
  if (count === 1)
    return { message: t('Run 1 scenario in {0}?', name), detail: t('It uses one metered run.'), run: t('Run 1') };
  return {
    message: t('Run {0} scenarios in {1}?', count, name),
    detail: t('They use {0} metered runs.', count),
    run: t('Run {0}', count),
  };
}

/** What was learned by looking after a create whose answer was lost. */
export interface UnclearCreate {
  readonly what: 'scenario' | 'run';
  /**
   * The number of what was found since; several numbers where more than one may be ours; `notSeen`: nothing new was seen
   * yet; `unknown`: no look got an answer.
   */
  readonly found: number | readonly number[] | 'notSeen' | 'unknown';
}

export type UnclearAction = 'open' | 'choose' | 'lookAgain' | 'tryAgain';

/** What the user is told, and the buttons of the message. */
export interface UnclearWords {
  readonly text: string;
  readonly actions: readonly { readonly action: UnclearAction; readonly title: string }[];
}

/** What the user is told then. Nothing is ever sent a second time without being asked for. */
export function unclearCreate({ what, found }: UnclearCreate): UnclearWords {
  const isRun = what === 'run';
  const action = (kind: UnclearAction): UnclearWords['actions'][number] => ({
    action: kind,
    title: actionTitles[kind](isRun),
  });
  if (found === 'unknown') {
    const text = isRun
      ? t('The answer was lost, and the service has been unreachable since. It is unknown whether the run was started.')
      : t(
          'The answer was lost, and the service has been unreachable since. It is unknown whether the scenario was created.',
        );
    return { text, actions: [action('lookAgain')] };
  }
  if (found === 'notSeen') {
    const text = isRun
      ? t('The answer was lost. The run may have been started. It has not been seen yet.')
      : t('The answer was lost. The scenario may have been created. It has not been seen yet.');
    return { text, actions: [action('lookAgain'), action('tryAgain')] };
  }
  if (typeof found === 'number') {
    const text = isRun
      ? t('The answer was lost. The run was started (id {0}).', found)
      : t('The answer was lost. The scenario was created (id {0}).', found);
    return { text, actions: [action('open')] };
  }
  const ids = found.join(', ');
  const text = isRun
    ? t('The answer was lost. There are several new runs: {0}. One of them may be yours.', ids)
    : t('The answer was lost. Several new scenarios have this content: {0}. One of them may be yours.', ids);
  return { text, actions: [action('choose')] };
}

const actionTitles: Readonly<Record<UnclearAction, (isRun: boolean) => string>> = {
  open: (isRun) => (isRun ? t('Watch') : t('Open')),
  choose: (isRun) => (isRun ? t('Show Runs') : t('Show')),
  lookAgain: () => t('Look Again'),
  tryAgain: () => t('Try Again'),
};

/** Asked before a run is started although an earlier start, whose answer was lost, may still come to something. */
export function startAgainPrompt({ scenario, organization }: OneRun): Omit<RunPrompt, 'dontAsk'> {
  const name = plainName(scenario, t('Unnamed scenario'));
  const where = plainName(organization, t('this organization'));
  return {
    message: t('No new run of "{0}" has been seen in {1}. Start one again?', name, where),
    detail: t('The answer to the previous start was lost. If that start is still under way, there will be two runs.'),
    run: t('Start Again'),
  };
}
