import { t } from '../../base/localize';
import type { Direction, PlanItem, Resolution } from '../../sync/plan';
import { unfinished, type ItemResult, type Summary } from '../../sync/summary';
import { organizationWords, scenarioWords } from '../../view/sync/names';
import { resultWords, summaryDocument, summaryWords, type Telling } from '../../view/sync/outcome-words';
import { run } from '../commands';
import { commands } from '../ids';
import { showInformation, showWarning, type Choice } from '../report';
import { webUrl } from '../settings';
import { button, type ExchangeWorld, type Job } from './job';
import { compareWithText, showPlain } from './show-text';
import type { SyncFolder } from './sync-folders';
import { inFolder } from './which-folder';

const tellingOf = ({ say }: ExchangeWorld, { folder }: Pick<Job, 'folder'>): Telling => ({ organization: organizationWords(folder.session), say });

/** Tells what came of several items. */
export function tellSummary(world: ExchangeWorld, job: Job, { summary, asked }: { readonly summary: Summary; readonly asked: number }): void {
  const telling = { ...tellingOf(world, job), asked };
  const { text, isWarning } = summaryWords(summary, job.direction, telling);
  const show = button(world, t('Show Summary'), () => showSummary(world, job, summaryDocument(summary, job.direction, telling)));
  (isWarning ? showWarning : showInformation)(inFolder(job.folder, text), ...tryAgain(world, job, summary), show);
}

function tryAgain(world: ExchangeWorld, job: Job, summary: Summary): readonly Choice[] {
  if (unfinished(summary).length === 0) return [];
  return [button(world, t('Try Again'), async () => job.again(await job.folder.engine.retry(summary)))];
}

/** Opens the whole summary as a document that cannot be changed. */
async function showSummary(world: ExchangeWorld, { folder, direction }: Job, text: string): Promise<void> {
  await showPlain(world, text, nameOf(direction, organizationWords(folder.session)));
}

const nameOf = (direction: Direction, organization: string): string => (direction === 'pull' ? t('Pulled from {0}', organization) : t('Pushed to {0}', organization));

/** Tells what came of one item, with what helps next. */
export function tellResult(world: ExchangeWorld, job: Job, { summary, resolution }: { readonly summary: Summary; readonly resolution?: Resolution }): void {
  const result = summary.results.find(({ outcome }) => outcome !== 'skipped') ?? summary.results[0];
  if (!result) return;
  const { text, isWarning } = resultWords(result, { ...tellingOf(world, job), ...(resolution ? { resolution } : {}) });
  const choices = result.outcome === 'done' ? choicesAfter(world, job, { result, resolution }) : tryAgain(world, job, summary);
  (isWarning || summary.problem !== undefined ? showWarning : showInformation)([text, summary.problem ?? ''].filter((part) => part !== '').join(' '), ...choices);
}

interface Done {
  readonly result: ItemResult;
  readonly resolution: Resolution | undefined;
}

function choicesAfter(world: ExchangeWorld, { folder }: Job, { result, resolution }: Done): readonly Choice[] {
  const { item, path = item.path, id = item.id } = result;
  const isPull = item.direction === 'pull';
  if (item.what === 'create' && !isPull) return webUrl() === '' ? [] : [button(world, t('Open in Browser'), () => run(commands.openInBrowser, { scenarioId: id }))];
  if (path === undefined) return [];
  if (resolution === 'mine') return [button(world, t('Push'), () => run(commands.pushFile, folder.uriOf(path)))].filter(() => isPull);
  const { text } = item.seen;
  return text !== undefined && isFileChanged(item) ? [showChanges(world, folder, { name: scenarioWords(item), path, text })] : [];
}

const showChanges = (world: ExchangeWorld, folder: SyncFolder, before: { readonly name: string; readonly path: string; readonly text: string }): Choice =>
  button(world, t('Show Changes'), () => compareWithText(world, folder, { ...before, what: t('before') }));

const isFileChanged = ({ what, direction }: PlanItem): boolean => what === 'merge' || what === 'conflict' || (what === 'update' && direction === 'pull');
