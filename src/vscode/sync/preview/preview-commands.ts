import * as vscode from 'vscode';
import { CancelledError } from '../../../base/cancellation';
import { isRecord } from '../../../base/json';
import { t } from '../../../base/localize';
import { iconless, plainLine } from '../../../base/plain-text';
import { keyOf, type PlanItem, type Resolution } from '../../../sync/plan/plan';
import { present } from '../../../sync/model/present';
import type { Summary } from '../../../sync/apply/summary';
import { canMerge, conflictPrompt, discarded } from '../../../view/sync/prompts/conflict-prompt';
import { organizationWords, scenarioWords } from '../../../view/sync/messages/names';
import { foreignPlanWords } from '../../../view/sync/plan/preview';
import { run, type CommandHandler } from '../../commands';
import { commands, syncCommands, type SyncCommandId } from '../../ids';
import { choice, showInformation, showWarning } from '../../report';
import { time } from '../../time';
import { carryOut } from '../work/carry-out';
import { resolutionTitles } from '../work/conflicts';
import type { ExchangeWorld, Job } from '../work/job';
import { chooseAmongKin } from '../work/kin-choice';
import { mayPush } from '../work/may-push';
import { askPlace } from '../work/placing';
import type { Preview, PreviewElement } from './preview-view';
import { compareItem } from '../work/show-text';
import { tellSummary } from '../work/tell-outcome';
import { inFolder } from '../folder/which-folder';

/** Rows that a command of the preview was called on: one, or all that are selected. */
function keysOf(args: readonly unknown[]): readonly string[] {
  const several: unknown = args[1];
  const rows: readonly unknown[] = Array.isArray(several) && several.length > 0 ? several : args.slice(0, 1);
  return rows.flatMap((row) => (isRecord(row) && typeof row['key'] === 'string' ? [row['key']] : []));
}

export function previewCommands(
  world: ExchangeWorld,
  preview: Preview,
): Partial<Record<SyncCommandId, CommandHandler>> {
  const resolve =
    (resolution: Resolution) =>
    (...args: readonly unknown[]) =>
      preview.resolve(keysOf(args), resolution);
  return {
    [syncCommands.cancelPreview]: () => preview.close(),
    [syncCommands.applyPreview]: () => applyPreview(world, preview),
    [syncCommands.chooseMerge]: resolve('merge'),
    [syncCommands.chooseMergeTheirs]: resolve('mergeTheirs'),
    [syncCommands.chooseMine]: resolve('mine'),
    [syncCommands.chooseTheirs]: resolve('theirs'),
    [syncCommands.compareItem]: async (...args) => {
      const item = itemOf(preview, args);
      if (item && preview.job) await compareItem(world, preview.job.folder, item);
    },
    [syncCommands.toggleItem]: async (...args) => {
      const element = elementOf(preview, args);
      if (element) await preview.toggle(element);
    },
    [syncCommands.mergeItem]: (...args) => mergeItem(world, preview, itemOf(preview, args)),
  };
}

/** A row as the view has it now: of items, only the key counts. */
function elementOf(preview: Preview, args: readonly unknown[]): PreviewElement | undefined {
  const item = itemOf(preview, args);
  if (item) return { key: keyOf(item), item };
  return isGroup(args[0]) ? args[0] : undefined;
}

const isGroup = (value: unknown): value is Extract<PreviewElement, { readonly group: unknown }> =>
  isRecord(value) && 'group' in value;

function itemOf(preview: Preview, args: readonly unknown[]): PlanItem | undefined {
  const [key] = keysOf(args.slice(0, 1));
  return key === undefined ? undefined : preview.item(key);
}

/** A conflict that is merged by hand ends there: the plan goes on without it. */
async function mergeItem(world: ExchangeWorld, preview: Preview, item: PlanItem | undefined): Promise<void> {
  const { job } = preview;
  if (item?.what !== 'conflict' || !job) return;
  await world.merge(job, item);
  preview.remove(keyOf(item));
}

async function applyPreview(world: ExchangeWorld, preview: Preview): Promise<Summary | undefined> {
  const { agreed } = preview;
  if (!agreed) return undefined;
  const { chosen, resolutions } = agreed;
  const items = agreed.job.plan.items.filter((item) => chosen.has(keyOf(item)));
  if (items.length === 0) {
    showInformation(t('Nothing is selected. Select the changes to make, or cancel.'));
    return undefined;
  }
  if (await isForeign(agreed.job)) return undefined;
  // Where new scenarios go is asked once for all of them.
  const placing = agreed.job.placing ?? (await askPlace(agreed.job.folder, items));
  const job = { ...agreed.job, ...present({ placing }) };
  if (!(await mayPush(world, job, items, resolutions))) return undefined;
  // The questions may have been open for long.
  if (await isForeign(job)) return undefined;
  preview.close();
  const summary = await carryOut(world, job, { chosen, resolutions });
  tellSummary(world, job, { summary, asked: items.length });
  return summary;
}

/** Refuses a plan whose folder has another account or organization by now; what was checked stays, for whoever switches back. */
async function isForeign({ folder, direction }: Job): Promise<boolean> {
  const isOwned = await folder.stillOwner().then(
    () => true,
    () => false,
  );
  if (isOwned) return false;
  const again = direction === 'pull' ? commands.pullAll : commands.pushAll;
  showWarning(
    inFolder(folder, foreignPlanWords(organizationWords(folder.session))),
    choice(t('Make New Plan'), () => run(again, folder.uri)),
  );
  return true;
}

/** Asks what is meant of that which may be there already; `undefined`: the user stepped back. */
export async function askKin({ folder }: Job, item: PlanItem): Promise<PlanItem | undefined> {
  try {
    return await chooseAmongKin(folder, item, {});
  } catch (error) {
    if (error instanceof CancelledError) return undefined;
    throw error;
  }
}

const longestDetail = 1_000;

/** Asks how a conflict ends whose box was checked; each way says what it discards. */
export async function askResolution(item: PlanItem, now: number): Promise<Resolution | undefined> {
  const kinds: readonly Resolution[] = canMerge(item) ? ['merge', 'mergeTheirs', 'mine', 'theirs'] : ['mine', 'theirs'];
  const items = kinds.map((resolution) => {
    const lost = discarded(item, resolution);
    return {
      label: resolutionTitles[resolution](),
      ...(lost.length === 0 ? {} : { detail: iconless(plainLine(t('Discards: {0}', lost.join('; ')), longestDetail)) }),
      resolution,
    };
  });
  const { message } = conflictPrompt(item, t('the cloud'), { time, now });
  return (await vscode.window.showQuickPick(items, { title: scenarioWords(item), placeHolder: message }))?.resolution;
}
