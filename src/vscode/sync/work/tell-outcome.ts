import { t } from '../../../base/localize';
import { lookFor, type Looked } from '../../../base/look-for';
import { plainName } from '../../../base/plain-text';
import type { Direction, Plan, PlanItem, Resolution } from '../../../sync/plan/plan';
import { unfinished, type ItemResult, type Summary } from '../../../sync/apply/summary';
import { unclearCreate } from '../../../view/prompts';
import { organizationWords, scenarioWords } from '../../../view/sync/messages/names';
import { resultWords, summaryDocument, summaryWords, type Telling } from '../../../view/sync/plan/outcome-words';
import { run } from '../../commands';
import { commands } from '../../ids';
import { choice, type Choice, showInformation, showWarning, withProgress } from '../../report';
import { webUrl } from '../../settings';
import type { ExchangeWorld, Job } from './job';
import { compareWithText, showPlain, type Past } from './show-text';
import type { SyncFolder } from '../folder/sync-folders';
import { inFolder } from '../folder/which-folder';

const tellingOf = ({ say }: ExchangeWorld, folder: SyncFolder): Telling => ({
  organization: organizationWords(folder.session),
  say,
});

/** Tells what came of several items. */
export function tellSummary(
  world: ExchangeWorld,
  job: Job,
  { summary, asked }: { readonly summary: Summary; readonly asked: number },
): void {
  const telling = { ...tellingOf(world, job.folder), asked };
  const { text, isWarning } = summaryWords(summary, job.direction, telling);
  const show = choice(t('Show Summary'), () =>
    showSummary(world, job, summaryDocument(summary, job.direction, telling)),
  );
  (isWarning ? showWarning : showInformation)(inFolder(job.folder, text), ...tryAgain(job, summary), show);
}

function tryAgain(job: Job, summary: Summary): readonly Choice[] {
  if (unfinished(summary).length === 0) return [];
  return [choice(t('Try Again'), async () => job.again(await job.folder.engine.retry(summary)))];
}

/** Opens the whole summary as a document that cannot be changed. */
async function showSummary(world: ExchangeWorld, { folder, direction }: Job, text: string): Promise<void> {
  await showPlain(world, text, nameOf(direction, organizationWords(folder.session)));
}

const nameOf = (direction: Direction, organization: string): string =>
  direction === 'pull' ? t('Pulled from {0}', organization) : t('Pushed to {0}', organization);

/** Tells what came of one item, with what helps next. */
export function tellResult(
  world: ExchangeWorld,
  job: Job,
  { summary, resolution }: { readonly summary: Summary; readonly resolution?: Resolution },
): void {
  const result = summary.results.find(({ outcome }) => outcome !== 'skipped') ?? summary.results[0];
  if (!result) return;
  const { text, isWarning } = resultWords(result, {
    ...tellingOf(world, job.folder),
    ...(resolution ? { resolution } : {}),
  });
  const choices = choicesFor(world, job, { result, resolution, summary });
  (isWarning || summary.problem !== undefined ? showWarning : showInformation)(
    [text, summary.problem ?? ''].filter((part) => part !== '').join(' '),
    ...choices,
  );
}

function choicesFor(world: ExchangeWorld, job: Job, ended: Ended): readonly Choice[] {
  const { result, summary } = ended;
  if (result.outcome === 'done') return choicesAfter(world, job, ended);
  return isUnclearCreate(result) ? afterUnclearCreate(world, job, summary) : tryAgain(job, summary);
}

const isUnclearCreate = ({ item, outcome }: ItemResult): boolean =>
  outcome === 'unknown' && item.direction === 'push' && item.what === 'create';

/** Looks again, or tries again what may be done already: both look first, and say what they found. */
function afterUnclearCreate(world: ExchangeWorld, job: Job, summary: Summary): readonly Choice[] {
  const { folder } = job;
  const plan = async (): Promise<Plan> => folder.engine.retry(summary);
  const name = plainName(summary.results[0]?.item.name, '');
  return [
    choice(t('Look Again'), async () => {
      const title = t('Looking for “{0}” in {1}…', name, organizationWords(folder.session));
      const look = async (): Promise<Plan | undefined> => foundIn(await plan());
      const looked = await withProgress(title, 'cancellable', (_, cancellation) =>
        lookFor({ clock: world.clock, cancellation, look }),
      );
      tellLooked(world, job, { looked, summary });
    }),
    choice(t('Try Again'), async () => {
      const next = await plan();
      const found = foundIn(next);
      if (found) tellLooked(world, job, { looked: { kind: 'found', value: found }, summary });
      else await job.again(next);
    }),
  ];
}

/** A plan in which the file has its scenario: a look links what was created. */
const foundIn = (plan: Plan): Plan | undefined =>
  plan.items.some(({ what, id }) => what !== 'create' && id !== undefined) ? plan : undefined;

function tellLooked(
  world: ExchangeWorld,
  job: Job,
  { looked, summary }: { readonly looked: Looked<Plan>; readonly summary: Summary },
): void {
  const id = looked.kind === 'found' ? looked.value.items[0]?.id : undefined;
  const { text } = unclearCreate({
    what: 'scenario',
    found: id ?? (looked.kind === 'notSeen' && looked.error !== undefined ? 'unknown' : 'notSeen'),
  });
  const open = choice(t('Open'), () =>
    run(commands.openScenario, { scenarioId: id, organization: job.folder.session.organization }),
  );
  showWarning(text, ...(id === undefined ? afterUnclearCreate(world, job, summary) : [open]));
}

interface Done {
  readonly result: ItemResult;
  readonly resolution: Resolution | undefined;
}

interface Ended extends Done {
  readonly summary: Summary;
}

function choicesAfter(world: ExchangeWorld, { folder }: Job, { result, resolution }: Done): readonly Choice[] {
  const { item, path = item.path, id = item.id } = result;
  const isPull = item.direction === 'pull';
  if (item.what === 'create' && !isPull)
    return webUrl() === '' ? [] : [choice(t('Open in Browser'), () => run(commands.openInBrowser, { scenarioId: id }))];
  if (path === undefined) return [];
  if (resolution === 'mine')
    return [choice(t('Push'), () => run(commands.pushFile, folder.uriOf(path)))].filter(() => isPull);
  const { text } = item.seen;
  return text !== undefined && isFileChanged(item)
    ? [showChanges(world, folder, { name: scenarioWords(item), path, text })]
    : [];
}

const showChanges = (world: ExchangeWorld, folder: SyncFolder, before: Omit<Past, 'what'>): Choice =>
  choice(t('Show Changes'), () => compareWithText(world, folder, { ...before, what: t('before') }));

const isFileChanged = ({ what, direction }: PlanItem): boolean =>
  what === 'merge' || what === 'conflict' || (what === 'update' && direction === 'pull');
