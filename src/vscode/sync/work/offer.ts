import { t } from '../../../base/localize';
import { changing, type Direction, type Plan } from '../../../sync/plan/plan';
import type { Summary } from '../../../sync/apply/summary';
import { organizationWords } from '../../../view/sync/messages/names';
import { showInformation, showWarning } from '../../report';
import { carryOut } from './carry-out';
import type { Answers, ExchangeWorld, Job, Placing } from './job';
import { mayPush } from './may-push';
import { carryOutOne } from './single';
import type { SyncFolder } from '../folder/sync-folders';
import { tellSummary } from './tell-outcome';
import { inFolder } from '../folder/which-folder';

export interface Offer {
  readonly plan: Plan;
  readonly direction: Direction;
  readonly answers?: Answers;
  readonly placing?: Placing;
}

/** Offers a plan: one item is done at once, several are shown first. @returns what was done at once. */
export async function offer(
  world: ExchangeWorld,
  folder: SyncFolder,
  { plan, direction, answers = {}, placing }: Offer,
): Promise<Summary | undefined> {
  const job: Job = {
    folder,
    plan,
    direction,
    answers,
    ...(placing ? { placing } : {}),
    again: (next) => offerAgain(world, folder, { plan: next, direction }),
  };
  const items = changing(plan);
  const [only] = items.length === 0 ? plan.items : items;
  if (items.length > 1) await world.showPreview(job);
  else if (only && (items.length === 1 || plan.items.length === 1)) return carryOutOne(world, job, only);
  else tellNothing(job);
  return undefined;
}

/** What was agreed to and failed is tried again at once, unless something of it has to be chosen now. */
async function offerAgain(world: ExchangeWorld, folder: SyncFolder, next: Offer): Promise<Summary | undefined> {
  const items = changing(next.plan);
  if (items.length < 2 || items.some(({ isChosen }) => !isChosen)) return offer(world, folder, next);
  const job: Job = { folder, answers: {}, ...next, again: (plan) => offerAgain(world, folder, { ...next, plan }) };
  if (!(await mayPush(world, job, items))) return undefined;
  const summary = await carryOut(world, job);
  tellSummary(world, job, { summary, asked: items.length });
  return summary;
}

const nothing = {
  pull: {
    all: (organization: string) => t('Nothing to pull. Everything here is identical to {0}.', organization),
    some: (organization: string) => t('Nothing to pull from {0}.', organization),
    other: () => t('Local changes still need a push.'),
  },
  push: {
    all: (organization: string) => t('Nothing to push. {0} already has every change made here.', organization),
    some: (organization: string) => t('Nothing to push to {0}.', organization),
    other: () => t('Changes there still need a pull.'),
  },
};

/** The other way is told of where something waits for it. */
function tellNothing({ folder, plan, direction }: Job): void {
  const words = nothing[direction];
  const organization = organizationWords(folder.session);
  const waits = plan.items.some(({ here, cloud }) => (direction === 'pull' ? here : cloud).length > 0);
  if (plan.problems.length > 0) showWarning(inFolder(folder, [words.all(organization), ...plan.problems].join(' ')));
  else if (waits) showInformation(inFolder(folder, `${words.some(organization)} ${words.other()}`));
  else showInformation(inFolder(folder, words.all(organization)));
}
