import { t } from '../base/localize';
import { hasEnded, isFinal } from '../run/outcome';
import { currentStep, failedStep, type RunState } from '../run/state';
import type { ReceivedOutcome, Run } from '../wire/records';
import { outcomeLooks, unsetIcon, unwatchedIcon, type NodeIcon } from './outcome-look';
import type { RunKnowledge, ScenarioRuns } from './run-knowledge';
import type { TimeFormat } from './time';

interface RowWorld {
  readonly runs: RunKnowledge;
  readonly time: TimeFormat;
  readonly now: number;
}

export interface RunRow {
  readonly label: string;
  readonly description: string;
  readonly icon: NodeIcon;
  readonly isGoing: boolean;
}

/** A run in the tree: `passed`, `today 14:02 · 38 s`. A run that is followed shows what was seen last. */
export function runRow(run: Run, world: RowWorld): RunRow {
  const live = world.runs.live(run.id);
  const outcome = outcomeOf(run, live);
  const isGoing = !isFinal(outcome) && !hasEnded(run);
  const parts = isGoing
    ? [whenOf(run, world), stepOf(live)]
    : [whenOf(run, world), failureOf(run, live, world) || tookOf(run, live, world)];
  return {
    label: wordOf(run, live),
    description: parts.filter((part) => part !== '').join(' · '),
    icon: iconOf(outcome, live),
    isGoing,
  };
}

/** What is said of a scenario: its last outcome and how long ago. `undefined` while nothing is known. */
export function scenarioStatus(
  known: ScenarioRuns | undefined,
  world: RowWorld,
): { readonly text: string; readonly icon: NodeIcon } | undefined {
  const last = known?.last ?? known?.list?.[0];
  if (!last) return isKnownToHaveNone(known) ? { text: t('never run'), icon: unsetIcon } : undefined;
  const live = world.runs.live(last.id);
  const outcome = outcomeOf(last, live);
  const word = wordOf(last, live);
  const rest = !isFinal(outcome) && !hasEnded(last) ? stepOf(live) : ageOf(last, live, world);
  return { text: rest === '' ? word : `${word} · ${rest}`, icon: iconOf(outcome, live) };
}

/** The outcome in a word. A run that went on when it was read, and that is not watched, may be over by now. */
function wordOf(run: Run, live: RunState | undefined): string {
  const outcome = outcomeOf(run, live);
  const word = outcomeLooks[outcome].word();
  return live || isFinal(outcome) || outcome === 'Unknown' ? word : t('last seen {0}', word);
}

const iconOf = (outcome: ReceivedOutcome, live: RunState | undefined): NodeIcon =>
  live || outcome !== 'Running' ? outcomeLooks[outcome].icon : unwatchedIcon;

const isKnownToHaveNone = (known: ScenarioRuns | undefined): boolean =>
  known?.last === null || known?.list?.length === 0;

/** The newer of what the service said and what was followed. A final outcome stays. */
function outcomeOf(run: Run, live: RunState | undefined): ReceivedOutcome {
  if (isFinal(run.outcome) || !live) return run.outcome;
  if (live.phase === 'finished') return live.outcome ?? run.outcome;
  return live.phase === 'running' ? 'Running' : run.outcome;
}

const whenOf = (run: Run, { time, now }: RowWorld): string =>
  run.createdAt === undefined ? '' : time.moment(run.createdAt, now);

function ageOf(run: Run, live: RunState | undefined, { time, now }: RowWorld): string {
  const endedAt =
    live?.finishedAt ?? (run.createdAt !== undefined && run.duration ? run.createdAt + run.duration : run.createdAt);
  return endedAt === undefined ? '' : time.age(endedAt, now);
}

function tookOf(run: Run, live: RunState | undefined, { time }: RowWorld): string {
  const duration = run.duration ?? live?.duration;
  return duration ? time.duration(duration) : '';
}

function stepOf(live: RunState | undefined): string {
  const index = live && currentStep(live);
  return live && index !== undefined ? t('step {0} of {1}', index + 1, live.steps.length) : '';
}

function failureOf(run: Run, live: RunState | undefined, { runs }: RowWorld): string {
  if (run.outcome === 'Passed') return '';
  const index = live && failedStep(live);
  const failed = index === undefined ? runs.failedStep(run.id) : { index, total: live?.steps.length ?? 0 };
  return failed ? t('step {0} of {1}', failed.index + 1, failed.total) : '';
}
