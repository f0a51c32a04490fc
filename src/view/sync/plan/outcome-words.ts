import { t } from '../../../base/localize';
import { plainLine } from '../../../base/plain-text';
import { saysTheSame, type Direction, type PlanItem, type Resolution } from '../../../sync/plan/plan';
import { counts, type ItemResult, type Summary } from '../../../sync/apply/summary';
import { type Outcome } from '../../../sync/model/not-done';
import { linkedWords } from '../prompts/link-choices';
import { scenarioCount, scenarioWords } from '../messages/names';

export interface Telling {
  /** As prompts name it. */
  readonly organization: string;
  /** Words an error of the API for people. */
  readonly say: (error: unknown) => string;
  /** How many were to be done. */
  readonly asked?: number;
  /** How a conflict was ended. */
  readonly resolution?: Resolution;
}

/** What a person is told of a summary at once. */
export interface OutcomeWords {
  readonly text: string;
  readonly isWarning: boolean;
}

/** `Pulled 12 scenarios from Acme. 1 failed.` */
export function summaryWords(
  summary: Summary,
  direction: Direction,
  { organization, asked = summary.results.length }: Pick<Telling, 'organization' | 'asked'>,
): OutcomeWords {
  const found = counts(summary);
  const hasNotes = summary.results.some(({ outcome, notes }) => outcome === 'done' && notes.length > 0);
  const left = asked - (summary.results.length - found.skipped);
  const linked = summary.results.filter(
    ({ outcome, item }) => outcome === 'done' && (item.what === 'link' || item.what === 'move'),
  ).length;
  const parts = [
    linked > 0 && linked === found.done ? '' : doneWords(found.done - linked, direction, organization),
    linked === 0 ? '' : linkedCount(linked, organization),
    ...notDoneWords(found),
    summary.wasCancelled ? t('Cancelled. {0} unchanged.', left) : '',
    summary.problem ?? '',
    hasNotes ? t('See the summary for details.') : '',
  ];
  return {
    text: parts.filter((part) => part !== '').join(' '),
    isWarning: found.failed + found.conflict + found.unknown > 0 || summary.problem !== undefined,
  };
}

/** What is told of so many that are not done, in the order in which it is told. */
const notDone: readonly (readonly [Outcome, (count: number) => string])[] = [
  ['failed', (count) => t('{0} failed.', count)],
  ['conflict', (count) => (count === 1 ? t('1 is in conflict.') : t('{0} are in conflict.', count))],
  [
    'unknown',
    (count) => (count === 1 ? t('The result of 1 is unknown.') : t('The results of {0} are unknown.', count)),
  ],
];

const notDoneWords = (found: Readonly<Record<Outcome, number>>): readonly string[] =>
  notDone.filter(([outcome]) => found[outcome] > 0).map(([outcome, words]) => words(found[outcome]));

function doneWords(count: number, direction: Direction, organization: string): string {
  if (direction === 'pull')
    return count === 0
      ? t('Nothing was pulled from {0}.', organization)
      : t('Pulled {0} from {1}.', scenarioCount(count), organization);
  return count === 0
    ? t('Nothing was pushed to {0}.', organization)
    : t('Pushed {0} to {1}.', scenarioCount(count), organization);
}

const linkedCount = (count: number, organization: string): string =>
  count === 1
    ? t('Linked 1 file to its scenario in {0}.', organization)
    : t('Linked {0} files to their scenarios in {1}.', count, organization);

/** What a person is told of one item. */
export function resultWords(result: ItemResult, telling: Telling): OutcomeWords {
  const { item, outcome, notes } = result;
  if (outcome === 'done')
    return {
      text: [doneOne(result, telling), ...notes.map((note) => plainLine(note))].join(' '),
      isWarning: notes.length > 0,
    };
  const name = scenarioWords(item);
  const reason = reasonWords(result, telling.say);
  const head =
    item.direction === 'pull'
      ? t('“{0}” was not pulled from {1}.', name, telling.organization)
      : t('“{0}” was not pushed to {1}.', name, telling.organization);
  return { text: outcome === 'unknown' ? `“${name}”: ${reason}` : `${head} ${reason}`, isWarning: true };
}

type DoneWords = (name: string, organization: string, path: string) => string;

const same: DoneWords = (name, organization) => t('“{0}” is identical here and in {1}.', name, organization);
const doneByVerb: Readonly<
  Record<Direction, Partial<Record<PlanItem['what'], DoneWords>> & { readonly update: DoneWords }>
> = {
  pull: {
    create: (name, organization, path) => t('Pulled “{0}” from {1} into {2}.', name, organization, path),
    merge: (name, organization) => t('Merged the changes from {1} into “{0}”. Yours are kept.', name, organization),
    delete: (name) => t('Deleted the file of “{0}”.', name),
    update: (name, organization) => t('Pulled “{0}” from {1}.', name, organization),
    agree: same,
  },
  push: {
    create: (name, organization) => t('Created “{0}” in {1}.', name, organization),
    merge: (name, organization) => t('Merged “{0}” and pushed it to {1}.', name, organization),
    delete: (name, organization) => t('Deleted “{0}” in {1}.', name, organization),
    update: (name, organization) => t('Pushed “{0}” to {1}.', name, organization),
    agree: same,
  },
};

function doneOne(result: ItemResult, { organization, resolution }: Telling): string {
  const { item, path = item.path ?? '' } = result;
  if (item.what === 'conflict') return resolvedOne(result, organization, resolution);
  if (item.what === 'link')
    return linkedWords({ name: item.name, state: saysTheSame(item) ? 'inSync' : 'conflict' }, { path, organization });
  if (item.what === 'move')
    return t(
      '“{0}” was moved from {1} to {2}. Its link followed.',
      nameNow(result),
      plainLine(item.movedFrom ?? ''),
      plainLine(path),
    );
  const words = doneByVerb[item.direction];
  return (words[item.what] ?? words.update)(nameNow(result), organization, path);
}

/** A push may have given the scenario another name. */
const nameNow = ({ item, scenario }: ItemResult): string =>
  scenarioWords({ ...item, name: scenario?.name ?? item.name });

function resolvedOne(result: ItemResult, organization: string, resolution: Resolution | undefined): string {
  const name = nameNow(result);
  if (resolution === 'theirs') return t('Took “{0}” from {1}. Your file is in the backups.', name, organization);
  if (resolution === 'merge') return t('Merged “{0}”. Yours was kept where both changed the same.', name);
  if (resolution === 'mergeTheirs')
    return t('Merged “{0}”. The version from {1} was kept where both changed the same.', name, organization);
  return result.item.direction === 'pull'
    ? t('Kept “{0}” as it is here. A push updates {1}.', name, organization)
    : t('Pushed “{0}” over the changes in {1}, which are in the backups.', name, organization);
}

/** Why an item is not done: the engine's own words, or those that errors of the API have. */
function reasonWords({ reason, error }: Pick<ItemResult, 'reason' | 'error'>, say: (error: unknown) => string): string {
  const isRaw = error instanceof Error && error.message === reason && 'operation' in error;
  return plainLine(isRaw ? say(error) : (reason ?? ''));
}

const outcomeTitles: Readonly<Record<Outcome, () => string>> = {
  unknown: () => t('Unknown'),
  failed: () => t('Failed'),
  conflict: () => t('In conflict'),
  done: () => t('Done'),
  skipped: () => t('Not done'),
};

/** What was done, in the words of a list. */
const deeds: Readonly<Record<PlanItem['direction'], Readonly<Record<PlanItem['what'], () => string>>>> = {
  pull: {
    create: () => t('new file'),
    update: () => t('file updated'),
    merge: () => t('merged into the file'),
    conflict: () => t('conflict'),
    link: () => t('linked'),
    move: () => t('its link follows the moved file'),
    agree: () => t('already identical'),
    delete: () => t('file deleted'),
    unchanged: () => t('unchanged'),
    blocked: () => t('cannot be pulled'),
  },
  push: {
    create: () => t('created in the cloud'),
    update: () => t('updated in the cloud'),
    merge: () => t('merged, here and in the cloud'),
    conflict: () => t('conflict'),
    link: () => t('linked'),
    move: () => t('its link follows the moved file'),
    agree: () => t('already identical'),
    delete: () => t('deleted in the cloud'),
    unchanged: () => t('unchanged'),
    blocked: () => t('cannot be pushed'),
  },
};

/** The summary as a text to read and to pass on: what went wrong first. */
export function summaryDocument(summary: Summary, direction: Direction, telling: Telling): string {
  const order: readonly Outcome[] = ['unknown', 'failed', 'conflict', 'done', 'skipped'];
  const sections = order.flatMap((outcome) => {
    const results = summary.results.filter((result) => result.outcome === outcome);
    if (results.length === 0) return [];
    const title = `${outcomeTitles[outcome]()} (${String(results.length)})`;
    return [title, ...results.flatMap((result) => lines(result, telling)), ''];
  });
  return [summaryWords(summary, direction, telling).text, '', ...sections].join('\n');
}

function lines(result: ItemResult, { say }: Telling): readonly string[] {
  const { item, outcome, path = item.path, notes } = result;
  const about = [outcome === 'done' ? deeds[item.direction][item.what]() : undefined, path].filter(
    (part) => part !== undefined,
  );
  const reason = reasonWords(result, say);
  const more = [...(reason === '' ? [] : [reason]), ...notes.map((note) => plainLine(note))];
  return [
    `  ${nameNow(result)}${about.length === 0 ? '' : `  (${about.join(', ')})`}`,
    ...more.map((words) => `      ${words}`),
  ];
}
