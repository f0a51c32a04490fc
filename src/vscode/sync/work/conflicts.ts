import { t } from '../../../base/localize';
import { keyOf, type PlanItem, type Resolution } from '../../../sync/plan/plan';
import type { Summary } from '../../../sync/apply/summary';
import { conflictPrompt, type ConflictChoice } from '../../../view/sync/prompts/conflict-prompt';
import { organizationWords } from '../../../view/sync/messages/names';
import { ask, choice, showWarning } from '../../report';
import { time } from '../../time';
import { carryOut } from './carry-out';
import type { ExchangeWorld, Job } from './job';
import { mayPush } from './may-push';
import { compareItem } from './show-text';
import { tellResult } from './tell-outcome';

/** Asks how a conflict ends, and ends it so. Nothing is changed when the user steps back. */
export async function endConflict(world: ExchangeWorld, job: Job, item: PlanItem): Promise<Summary | undefined> {
  const choice = job.answers.resolution ?? (await askConflict(world, job, item));
  return choice === undefined ? undefined : endAs(world, job, { item, choice });
}

async function askConflict(
  { clock }: ExchangeWorld,
  { folder }: Job,
  item: PlanItem,
): Promise<ConflictChoice | undefined> {
  const { message, detail, choices } = conflictPrompt(item, organizationWords(folder.session), {
    time,
    now: clock.now(),
  });
  const picked = await ask(message, detail, ...choices.map(({ title }) => title));
  return choices.find(({ title }) => title === picked)?.choice;
}

interface Ending {
  readonly item: PlanItem;
  readonly choice: ConflictChoice;
}

async function endAs(world: ExchangeWorld, job: Job, { item, choice }: Ending): Promise<Summary | undefined> {
  if (choice === 'merge') await world.merge(job, item);
  else if (choice === 'compare') await compareAndAsk(world, job, item);
  else return endWith(world, job, { item, resolution: choice === 'mergeMine' ? 'merge' : choice });
  return undefined;
}

/** The comparison stays open while the choice is made: the message waits beside it, and leads back to the question and all that it lists. */
async function compareAndAsk(world: ExchangeWorld, job: Job, item: PlanItem): Promise<void> {
  await compareItem(world, job.folder, item);
  const { message } = conflictPrompt(item, organizationWords(job.folder.session), { time, now: world.clock.now() });
  const choose = async (): Promise<unknown> => {
    const choice = await askConflict(world, job, item);
    return choice === undefined ? undefined : endAs(world, job, { item, choice });
  };
  showWarning(message, choice(t('Choose…'), choose));
}

async function endWith(
  world: ExchangeWorld,
  job: Job,
  { item, resolution }: { readonly item: PlanItem; readonly resolution: Resolution },
): Promise<Summary | undefined> {
  if (job.direction === 'push' && resolution !== 'theirs' && !(await mayPush(world, job, [item]))) return undefined;
  const summary = await carryOut(world, job, {
    isSingle: true,
    chosen: new Set(),
    resolutions: new Map([[keyOf(item), resolution]]),
  });
  tellResult(world, job, { summary, resolution });
  return summary;
}

/** The words of the ends of a conflict. */
export const resolutionTitles: Readonly<Record<Resolution, () => string>> = {
  merge: () => t('Merge, Keeping Mine Where Both Changed the Same'),
  mergeTheirs: () => t('Merge, Keeping Theirs Where Both Changed the Same'),
  mine: () => t('Keep Mine'),
  theirs: () => t('Take Theirs'),
};
