import { t } from '../../../base/localize';
import { keyOf, type PlanItem } from '../../../sync/plan/plan';
import type { Summary } from '../../../sync/apply/summary';
import { behindPrompt, isPushBehind } from '../../../view/sync/prompts/behind-prompt';
import { errorLines } from '../../../view/sync/messages/file-errors';
import { organizationWords, scenarioWords } from '../../../view/sync/messages/names';
import { run } from '../../commands';
import { commands } from '../../ids';
import { ask, carryOutChoice, choice, type Choice, showInformation, showWarning } from '../../report';
import { carryOut } from './carry-out';
import { endConflict } from './conflicts';
import { errorsOf } from './errors-of-files';
import type { ExchangeWorld, Job } from './job';
import { chooseAmongKin } from './kin-choice';
import { mayPush } from './may-push';
import { encodingHelp } from './save-as-utf8';
import { compareItem, openFile } from './show-text';
import type { SyncFolder } from '../folder/sync-folders';
import { tellResult } from './tell-outcome';

/** One item is done at once, and told: only what needs a choice is asked about. */
export async function carryOutOne(world: ExchangeWorld, job: Job, item: PlanItem): Promise<Summary | undefined> {
  if (item.what === 'unchanged') tellUnchanged(job, item);
  else if (item.what === 'blocked') await tellBlocked(world, job, item);
  else if (item.what === 'conflict') return endConflict(world, job, item);
  else if (isPushBehind(item) && !(await isGoingBack(job, item))) return undefined;
  else if (isOpen(job, item))
    return carryOutOne(world, ...settled(job, await chooseAmongKin(job.folder, item, job.answers)));
  else if ((await isAgreed(job, item)) && (await mayPush(world, job, [item]))) return apply(world, job, item);
  return undefined;
}

/** Whether a person has to say what is meant: what says the same on both sides is linked at once. */
const isOpen = ({ answers }: Job, { choices, isChosen, what }: PlanItem): boolean =>
  choices !== undefined && !(isChosen && what === 'link') && answers.isSure !== true;

const settled = (job: Job, item: PlanItem): readonly [Job, PlanItem] => [
  { ...job, plan: { ...job.plan, items: [item] } },
  item,
];

async function apply(world: ExchangeWorld, job: Job, item: PlanItem): Promise<Summary> {
  const summary = await carryOut(world, job, { isSingle: true, chosen: new Set([keyOf(item)]) });
  const [result] = summary.results;
  if (item.direction === 'pull' && item.what === 'create' && result?.outcome === 'done' && result.path !== undefined)
    await openFile(job.folder, result.path);
  tellResult(world, job, { summary });
  return summary;
}

/** Whether a file is pushed that is behind: never unasked. Where the user wants a pull instead, it is begun. */
async function isGoingBack({ folder, answers }: Job, item: PlanItem): Promise<boolean> {
  if (answers.isSure === true) return true;
  const { message, detail, pull, push } = behindPrompt(item, organizationWords(folder.session));
  const picked = await ask(message, detail, pull, push);
  if (picked === pull && item.path !== undefined)
    await carryOutChoice(choice(pull, () => run(commands.pullScenario, folder.uriOf(item.path ?? ''))));
  return picked === push;
}

interface Question {
  readonly message: string;
  readonly detail: string;
  readonly title: string;
}

/** Deleting, creating again what somebody deleted, and sending again what may be done already is never done unasked. */
async function isAgreed({ folder, answers }: Job, item: PlanItem): Promise<boolean> {
  const question = questionOf(item, organizationWords(folder.session));
  // That a request may be sent twice is never agreed to beforehand.
  if (!question || (answers.isSure === true && item.isUnanswered !== true)) return true;
  return (await ask(question.message, question.detail, question.title)) === question.title;
}

function questionOf(item: PlanItem, organization: string): Question | undefined {
  const isPull = item.direction === 'pull';
  // Where both are gone, only the link goes.
  if (item.what === 'delete' && (isPull ? item.seen.text : item.seen.scenario) !== undefined)
    return isPull ? deleteFile(item, organization) : deleteScenario(item, organization);
  if (item.what !== 'create' || isPull) return undefined;
  if (item.isUnanswered === true) return createUnanswered(item, organization);
  return item.id === undefined ? undefined : createAgain(item, organization);
}

const createUnanswered = (item: PlanItem, organization: string): Question => ({
  message: t('No new scenario “{0}” has been seen in {1}. Create one again?', scenarioWords(item), organization),
  detail: t(
    'The answer to the previous request was lost. If that request is still under way, there will be two scenarios.',
  ),
  title: t('Create Again'),
});

const deleteFile = (item: PlanItem, organization: string): Question => ({
  message: t('“{0}” was deleted in {1}. Delete its file here too?', scenarioWords(item), organization),
  detail: t('{0} is kept in the backups.', item.path ?? ''),
  title: t('Delete File'),
});

const deleteScenario = (item: PlanItem, organization: string): Question => ({
  message: t('The file of “{0}” was deleted here. Delete the scenario in {1} too?', scenarioWords(item), organization),
  detail: t('This also deletes its runs and schedule. The scenario is kept in the backups.'),
  title: t('Delete in Cloud'),
});

const createAgain = (item: PlanItem, organization: string): Question => ({
  message: t('“{0}” was deleted in {1}. Create it there again?', scenarioWords(item), organization),
  detail: t('It gets another ID and has no runs.'),
  title: t('Create Again'),
});

/** Says why there is nothing to do, and offers the other way where there is something. */
function tellUnchanged({ folder, direction }: Job, item: PlanItem): void {
  const name = scenarioWords(item);
  const organization = organizationWords(folder.session);
  const other = direction === 'pull' ? item.here : item.cloud;
  if (other.length === 0 || item.path === undefined) {
    showInformation(t('“{0}” is identical here and in {1}.', name, organization));
    return;
  }
  const uri = folder.uriOf(item.path);
  if (direction === 'pull')
    showInformation(
      t('“{0}” was changed here only. A push updates {1}.', name, organization),
      choice(t('Push'), () => run(commands.pushFile, uri)),
    );
  else
    showInformation(
      t('“{0}” was changed in {1} only. A pull updates the file.', name, organization),
      choice(t('Pull'), () => run(commands.pullScenario, uri)),
    );
}

async function tellBlocked(world: ExchangeWorld, { folder, direction }: Job, item: PlanItem): Promise<void> {
  const { note = '', problems } = item;
  const [file] = direction === 'push' ? await errorsOf(world, folder, item) : [];
  const lines = errorLines(file?.errors.filter(({ message, isNumber }) => message !== note && !isNumber) ?? [], 3);
  const help = encodingHelp(item, (of) => folder.uriOf(of));
  const show = help.length > 0 ? help : problemHelp(world, folder, { item, line: (file?.errors ?? problems)[0]?.line });
  showWarning([`“${scenarioWords(item)}”: ${note}`, ...lines].join(' '), ...show);
}

/** Shows the problem; where a file cannot be pulled into, also what the pull would have brought. */
function problemHelp(
  world: ExchangeWorld,
  folder: SyncFolder,
  { item, line }: { readonly item: PlanItem; readonly line: number | undefined },
): readonly Choice[] {
  const { path, direction, seen } = item;
  if (path === undefined || line === undefined) return [];
  const compare =
    direction === 'pull' && seen.theirs ? [choice(t('Compare'), () => compareItem(world, folder, item))] : [];
  return [choice(t('Show Problem'), () => openFile(folder, path, line)), ...compare];
}
