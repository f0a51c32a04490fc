import { t } from '../base/localize';
import { plainName } from '../base/plain-text';

/** A question before something that costs. `run` and `dontAsk` are titles of its buttons. */
export interface RunPrompt {
  readonly message: string;
  readonly detail: string;
  readonly run: string;
  readonly dontAsk?: string;
}

/** Asked before one metered run. `steps` is absent where the definition is not known. */
export function runPrompt({ scenario, organization, steps }: { readonly scenario: string; readonly organization: string; readonly steps?: number }): RunPrompt {
  return {
    message: t('Run "{0}" in {1}?', plainName(scenario, t('Scenario without a name')), plainName(organization, t('this organization'))),
    detail: costOf(steps),
    run: t('Run'),
    dontAsk: t("Run, and Don't Ask for This Scenario"),
  };
}

function costOf(steps: number | undefined): string {
  if (steps === undefined) return t('It uses one metered run and really executes its steps.');
  return steps === 1 ? t('It uses one metered run and really executes its 1 step.') : t('It uses one metered run and really executes its {0} steps.', steps);
}

/** Asked once before several metered runs. */
export function runSeveralPrompt({ count, organization }: { readonly count: number; readonly organization: string }): RunPrompt {
  const name = plainName(organization, t('this organization'));
  if (count === 1) return { message: t('Run 1 scenario in {0}?', name), detail: t('It uses one metered run.'), run: t('Run 1') };
  return { message: t('Run {0} scenarios in {1}?', count, name), detail: t('They use {0} metered runs.', count), run: t('Run {0}', count) };
}

/** What was learned by looking after a create whose answer was lost. */
export interface UnclearCreate {
  readonly what: 'scenario' | 'run';
  /** The record found since; `none`: there is none; `unknown`: looking did not succeed either. */
  readonly found: { readonly id: number } | 'none' | 'unknown';
}

/** What the user is told then. Nothing is ever sent a second time without being asked for. */
export function unclearCreate({ what, found }: UnclearCreate): { readonly text: string; readonly action: 'open' | 'tryAgain' | 'refresh'; readonly actionTitle: string } {
  const isRun = what === 'run';
  if (found === 'unknown') {
    const text = isRun
      ? t('The answer was lost. Whether the run was started is not known: look at the list of runs before you start it again.')
      : t('The answer was lost. Whether the scenario was created is not known: look at the list before you create it again.');
    return { text, action: 'refresh', actionTitle: t('Refresh') };
  }
  if (found === 'none') {
    const text = isRun ? t('The answer was lost. The run was not started.') : t('The answer was lost. The scenario was not created.');
    return { text, action: 'tryAgain', actionTitle: t('Try Again') };
  }
  const text = isRun ? t('The answer was lost. The run was started (id {0}).', found.id) : t('The answer was lost. The scenario was created (id {0}).', found.id);
  return { text, action: 'open', actionTitle: isRun ? t('Watch') : t('Open') };
}
