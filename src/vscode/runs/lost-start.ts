import type { Clock } from '../../base/clock';
import { t } from '../../base/localize';
import { lookFor, lookOnce, type Looked } from '../../base/look-for';
import { plainName } from '../../base/plain-text';
import { unclearCreate, type UnclearAction } from '../../view/prompts';
import type { Run, Scenario } from '../../wire/records';
import { run } from '../commands';
import { commands } from '../ids';
import { showWarning, withProgress } from '../report';
import type { Session } from '../session/session';

/** A start whose answer was lost: it may have come to a run, or may yet. */
export interface LostStart {
  readonly session: Session;
  readonly scenario: Scenario;
  /** The number of the last run before the start; only a newer one can be ours. */
  readonly before: number;
  /** Unix milliseconds when the answer was lost. */
  readonly at: number;
}

/** Looks for its run for a while; the user sees that, and may end it. Runs that are new, oldest first. */
export async function lookForRuns(lost: LostStart, clock: Clock): Promise<Looked<readonly Run[]>> {
  const title = t(
    'The answer was lost. Looking for the run of "{0}" in {1}…',
    plainName(lost.scenario.name, ''),
    lost.session.name,
  );
  return withProgress(title, 'cancellable', (_, cancellation) =>
    lookFor({ clock, cancellation, look: () => newRuns(lost) }),
  );
}

/** One look. */
export const lookForRunsOnce = (lost: LostStart): Promise<Looked<readonly Run[]>> =>
  lookOnce({ look: () => newRuns(lost) });

async function newRuns({
  session: { api, organization },
  scenario,
  before,
}: LostStart): Promise<readonly Run[] | undefined> {
  const recent = await api.runs.mostRecent(organization, scenario.id);
  if (!recent || recent.id <= before) return undefined;
  const page = await api.runs.pages(organization, scenario.id)[Symbol.asyncIterator]().next();
  const listed: readonly Run[] = page.done === true ? [] : page.value;
  const byId = new Map([...listed, recent].filter(({ id }) => id > before).map((found) => [found.id, found]));
  return [...byId.values()].sort((one, other) => one.id - other.id);
}

/** Says what was found. @param on what the buttons do that begin anew */
export function tellLooked(
  lost: LostStart,
  looked: Looked<readonly Run[]>,
  on: Readonly<Record<'lookAgain' | 'tryAgain', () => unknown>>,
): void {
  const { scenario } = lost;
  const { text, actions } = unclearCreate({ what: 'run', found: foundIn(looked) });
  const first = looked.kind === 'found' ? looked.value[0] : undefined;
  const does: Readonly<Record<UnclearAction, () => unknown>> = {
    ...on,
    open: () => run(commands.watchRun, { scenarioId: scenario.id, runId: first?.id }),
    choose: () => run(commands.showRun, { scenarioId: scenario.id }),
  };
  // A run that was found is watched without a click.
  const choices = actions
    .filter(({ action }) => action !== 'open')
    .map(({ action, title }) => ({ title, run: does[action] }));
  showWarning(text, ...choices);
}

function foundIn(looked: Looked<readonly Run[]>): Parameters<typeof unclearCreate>[0]['found'] {
  if (looked.kind !== 'found') return looked.kind === 'notSeen' && looked.error !== undefined ? 'unknown' : 'notSeen';
  const [first, ...others] = looked.value.map(({ id }) => id);
  return first !== undefined && others.length === 0 ? first : looked.value.map(({ id }) => id);
}
