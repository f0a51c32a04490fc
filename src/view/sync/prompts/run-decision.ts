import { t } from '../../../base/localize';
import { plainName } from '../../../base/plain-text';
import type { PlanItem, PlanVerb } from '../../../sync/plan/plan';
import { wordsOf } from '../messages/and-more';
import { bulleted } from './change-prompts';
import { errorLines, foundWords, type FileError } from '../messages/file-errors';

/** What a person may answer. `run`: the scenario is run as the cloud has it, which is what the file says. */
export type RunAnswer = 'run' | 'push' | 'runCloud' | 'compare' | 'resolve' | 'create' | 'link';

/** Asked before a run of a file; without `answers` there is nothing that could be run. */
export interface RunQuestion {
  readonly message: string;
  readonly detail: string;
  readonly answers: readonly { readonly title: string; readonly answer: RunAnswer }[];
}

/** Errors that the question lists. */
const mostErrors = 8;

export interface RunWorld {
  readonly organization: string;
  /** All that are known of the file. */
  readonly errors: readonly FileError[];
  /** Numbers that would be sent as others: then nothing is run. */
  readonly refused?: readonly FileError[];
  /** What the run costs; absent where it costs nothing. */
  readonly cost?: string;
}

/** How a file stands before a run: what it has that the cloud has not, and the other way round. */
type RunState =
  | 'same'
  | 'behind'
  | 'edits'
  | 'drift'
  | 'both'
  | 'conflict'
  | 'new'
  | 'known'
  | 'gone'
  | 'unreadable'
  | 'refused';

function stateOf(item: PlanItem, { refused = [] }: RunWorld): RunState {
  if (item.isBehind === true) return 'behind';
  return refused.length > 0 ? 'refused' : states[item.what](item);
}

const sameOrDrift = ({ cloud }: PlanItem): RunState => (cloud.length > 0 ? 'drift' : 'same');

const states: Readonly<Record<PlanVerb, (item: PlanItem) => RunState>> = {
  create: ({ id }) => (id === undefined ? 'new' : 'gone'),
  link: () => 'known',
  conflict: () => 'conflict',
  delete: () => 'conflict',
  blocked: () => 'unreadable',
  merge: () => 'both',
  update: () => 'edits',
  agree: sameOrDrift,
  unchanged: sameOrDrift,
  move: sameOrDrift,
};

const titles: Readonly<Record<RunAnswer, () => string>> = {
  run: () => t('Run'),
  push: () => t('Push and Run'),
  runCloud: () => t('Run Cloud Copy'),
  compare: () => t('Compare'),
  resolve: () => t('Resolve Conflict'),
  create: () => t('Create in Cloud and Run'),
  link: () => t('Link and Run'),
};

const answers: Readonly<Record<RunState, readonly RunAnswer[]>> = {
  same: ['run'],
  behind: ['runCloud', 'push', 'compare'],
  edits: ['push', 'runCloud', 'compare'],
  drift: ['runCloud', 'compare'],
  both: ['push', 'runCloud', 'compare'],
  conflict: ['resolve', 'runCloud', 'compare'],
  new: ['create'],
  known: ['link'],
  gone: ['create'],
  unreadable: ['runCloud'],
  refused: [],
};

/** @param item the plan of pushing the file @returns `undefined` where the file says what the cloud says and nothing of the file has to be asked */
export function runQuestion(item: PlanItem, world: RunWorld): RunQuestion | undefined {
  const state = stateOf(item, world);
  if (state === 'same' && world.errors.length === 0) return undefined;
  const possible = state === 'unreadable' && !item.seen.scenario ? [] : answers[state];
  const details = [
    errorLines(world.refused ?? [], mostErrors).join('\n'),
    errorLines(state === 'refused' ? [] : world.errors, mostErrors).join('\n'),
    ...detailsOf(item, state),
    possible.length === 0 ? undefined : world.cost,
  ];
  return {
    message: messageOf(item, state, world),
    detail: details.filter((part) => part !== undefined && part !== '').join('\n\n'),
    answers: possible.map((answer) => ({ answer, title: titles[answer]() })),
  };
}

function messageOf({ name, path = '' }: PlanItem, state: RunState, { organization, errors }: RunWorld): string {
  const scenario = plainName(name, t('Unnamed scenario'));
  const messages: Readonly<Record<RunState, () => string>> = {
    same: () => t('Run "{0}" in {1}? Its file has {2}.', scenario, organization, foundWords(errors)),
    behind: () =>
      t('The file of “{0}” matches an earlier push or pull, and {1} has a later version.', scenario, organization),
    edits: () => t('“{0}” has changes that are not in {1} yet.', scenario, organization),
    drift: () => t('“{0}” was changed in {1}, and its file is not up to date.', scenario, organization),
    both: () => t('“{0}” was changed here and in {1}, in different places.', scenario, organization),
    conflict: () => t('“{0}” was changed here and in {1}, with conflicts.', scenario, organization),
    new: () => t('{0} is not linked to a scenario in {1}.', plainName(path, scenario), organization),
    known: () =>
      t(
        '{0} isn’t linked yet. {1} already has an identical scenario, “{2}”.',
        plainName(path, scenario),
        organization,
        scenario,
      ),
    gone: () => t('"{0}" was deleted in {1}.', scenario, organization),
    refused: () => t('“{0}” was not run. Its file contains numbers that would change when sent.', scenario),
    unreadable: () => t('{0} cannot be pushed to {1}.', plainName(path, scenario), organization),
  };
  return messages[state]();
}

/** What a push or pull would do. */
const helps: Readonly<Partial<Record<RunState, () => string>>> = {
  both: () => t('A push merges both, in the cloud and in the file.'),
  behind: () => t('A push undoes the later changes. A pull brings the file up to date.'),
};
/** States that an item's own note explains. */
const noted: ReadonlySet<RunState> = new Set(['unreadable', 'gone', 'new']);

function detailsOf({ here, cloud, note, changedBy }: PlanItem, state: RunState): readonly (string | undefined)[] {
  if (state === 'refused') return [];
  const changes = here.length === 0 ? undefined : `${t('Changed here:')}\n${bulleted(wordsOf(here))}`;
  const who =
    changedBy === undefined
      ? t('Changed in the cloud:')
      : t('Changed in the cloud, last by {0}:', plainName(changedBy, ''));
  const drift = cloud.length === 0 ? undefined : `${who}\n${bulleted(wordsOf(cloud))}`;
  return [changes, drift, helps[state]?.(), noted.has(state) ? note : undefined];
}

/**
 * The tokens that are sent with a run: the service may not have kept those of the definition. A run of the cloud's copy takes
 * the file's only where the cloud has none of that name.
 */
export function runTokens({ seen }: Pick<PlanItem, 'seen'>, copy: 'file' | 'cloud'): Readonly<Record<string, unknown>> {
  if (copy === 'file') return (seen.content ?? seen.base?.file)?.tokens ?? {};
  return { ...seen.content?.tokens, ...seen.base?.file.tokens, ...seen.theirs?.tokens };
}
