import { t } from '../../../base/localize';
import { plainName } from '../../../base/plain-text';
import type { Plan, PlanItem, PlanVerb } from '../../../sync/plan/plan';
import type { PullScope } from '../../../sync/plan/plan-pull';
import { present } from '../../../sync/model/present';
import type { Summary } from '../../../sync/apply/summary';
import type { Id } from '../../../wire/payload';
import * as vscode from 'vscode';
import { organizationWords, scenarioWords } from '../../../view/sync/messages/names';
import { run, type CommandHandler } from '../../commands';
import { commands, syncCommands, type SyncCommandId } from '../../ids';
import { choice, showInformation } from '../../report';
import { makePlan } from '../work/carry-out';
import type { Answers, ExchangeWorld } from '../work/job';
import { offer } from '../work/offer';
import type { SyncFolder } from '../folder/sync-folders';
import { folderOf, folderOfRows } from '../work/targets';
import { readArguments, type Told } from '../work/told';
import { scenariosOf } from '../work/linked';
import { inFolder } from '../folder/which-folder';

export function pullCommands(world: ExchangeWorld): Partial<Record<SyncCommandId, CommandHandler>> {
  return {
    [syncCommands.pullScenario]: (...args) => pullScenario(world, readArguments(args)),
    [syncCommands.pullFolder]: (...args) => pullFolder(world, readArguments(args)),
    [syncCommands.pullAll]: async (...args) =>
      pull(world, await folderOf(world, readArguments(args), t('Pull Everything')), { scope: 'everything' }),
    [syncCommands.resolveConflict]: (...args) => resolveConflict(world, readArguments(args)),
  };
}

interface Pulling {
  readonly scope: PullScope;
  readonly answers?: Answers;
}

async function pull(
  world: ExchangeWorld,
  folder: SyncFolder,
  { scope, answers }: Pulling,
): Promise<Summary | undefined> {
  const isLong = scope === 'everything' || 'folder' in scope || scope.ids.length > 1;
  const plan = await makePlan(folder, isLong, (cancellation) => folder.engine.planPull(scope, { cancellation }));
  if (scope === 'everything' || !('ids' in scope))
    return offer(world, folder, { plan, direction: 'pull', ...present({ answers }) });
  return offerPull(world, folder, { plan, ...present({ answers }) });
}

/** Of scenarios that somebody named: where none is there, that is told. */
async function offerPull(
  world: ExchangeWorld,
  folder: SyncFolder,
  { plan, answers }: { readonly plan: Plan; readonly answers?: Answers },
): Promise<Summary | undefined> {
  if (plan.items.length > 0) return offer(world, folder, { plan, direction: 'pull', ...present({ answers }) });
  showInformation(t('The scenario is no longer in {0}.', organizationWords(folder.session)));
  return undefined;
}

async function pullScenario(world: ExchangeWorld, told: Told): Promise<Summary | undefined> {
  const found = await scenariosOf(world, told, {
    title: t('Pull Scenario'),
    isOffered: ({ id }) => id !== undefined,
    none: (organization) => t('{0} has no scenarios yet.', organization),
  });
  return found && pull(world, found.folder, { scope: { ids: found.ids }, answers: told.answers });
}

/** A conflict is ended on the way of a pull: what is kept here is pushed next. */
async function resolveConflict(world: ExchangeWorld, told: Told): Promise<Summary | undefined> {
  const found = await scenariosOf(world, told, {
    title: t('Resolve Conflict'),
    isOffered: ({ state }) => state === 'conflict',
    none: noConflict,
  });
  if (!found) return undefined;
  const { folder, ids } = found;
  const plan = await makePlan(folder, ids.length > 1, (cancellation) =>
    folder.engine.planPull({ ids }, { cancellation }),
  );
  if (plan.items.length === 0 || !plan.items.every(({ what }) => inAgreement.has(what)))
    return offerPull(world, folder, { plan, answers: told.answers });
  tellNoConflict(folder, plan.items);
  return undefined;
}

/** @param organization as messages name it */
const noConflict = (organization: string): string => t('There are no conflicts with {0}.', organization);

/** A pull of these ends no conflict. */
const inAgreement: ReadonlySet<PlanVerb> = new Set(['unchanged', 'update', 'agree']);

function tellNoConflict(folder: SyncFolder, [item, ...others]: readonly PlanItem[]): void {
  const organization = organizationWords(folder.session);
  if (!item || others.length > 0) {
    showInformation(inFolder(folder, noConflict(organization)));
    return;
  }
  const { what, path } = item;
  const text = t('“{0}” has no conflict with {1}.', scenarioWords(item), organization);
  if (path === undefined || what !== 'update') showInformation(text);
  else
    showInformation(
      `${text} ${t('It was changed there only. A pull updates the file.')}`,
      choice(t('Pull'), () => run(commands.pullScenario, folder.uriOf(path))),
    );
}

async function pullFolder(world: ExchangeWorld, told: Told): Promise<Summary | undefined> {
  const { folderIds, answers } = told;
  // A row is of the organization that the view shows.
  const folder = await (folderIds.length > 0 ? folderOfRows : folderOf)(world, told, t('Pull Folder'));
  const [id] = folderIds.length > 0 ? folderIds : [await pickFolder(folder)];
  return id === undefined ? undefined : pull(world, folder, { scope: { folder: id === 'none' ? null : id }, answers });
}

async function pickFolder({ session }: SyncFolder): Promise<Id | 'none' | undefined> {
  const folders = await session.api.folders.list(session.organization);
  const items: readonly { label: string; id: Id | 'none' }[] = [
    ...folders.map(({ id, name }) => ({ label: plainName(name, t('Folder {0}', id)), id })),
    { label: t('No folder'), id: 'none' },
  ];
  return (await vscode.window.showQuickPick(items, { title: t('Pull Folder'), placeHolder: t('Which folder?') }))?.id;
}
