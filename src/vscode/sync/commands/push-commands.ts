import { t } from '../../../base/localize';
import { changing } from '../../../sync/plan/plan';
import { present } from '../../../sync/model/present';
import type { PushScope } from '../../../sync/plan/plan-push';
import type { Summary } from '../../../sync/apply/summary';
import type { CommandHandler } from '../../commands';
import { syncCommands, type SyncCommandId } from '../../ids';
import { makePlan } from '../work/carry-out';
import { createInCloud } from './create-in-cloud';
import type { Answers, ExchangeWorld } from '../work/job';
import { refuseActiveUnsaved } from '../work/misplaced';
import { offer } from '../work/offer';
import type { SyncFolder } from '../folder/sync-folders';
import { filesOfFolder, folderOf, folderOfRows, pickStatus, type FileTargets } from '../work/targets';
import { readArguments, type Told } from '../work/told';

export function pushCommands(world: ExchangeWorld): Partial<Record<SyncCommandId, CommandHandler>> {
  return {
    [syncCommands.pushFile]: (...args) => pushFiles(world, readArguments(args)),
    [syncCommands.pushAll]: (...args) => pushAll(world, readArguments(args)),
    [syncCommands.createInCloud]: (...args) => create(world, readArguments(args)),
  };
}

interface Pushing {
  readonly scope: PushScope;
  readonly answers: Answers;
}

async function push(
  world: ExchangeWorld,
  folder: SyncFolder,
  { scope, answers }: Pushing,
): Promise<Summary | undefined> {
  const isLong = scope === 'everything' || scope.paths.length > 1;
  const plan = await makePlan(folder, isLong, (cancellation) => folder.engine.planPush(scope, { cancellation }));
  const [only, ...others] = changing(plan);
  // Where a new scenario goes is asked first.
  if (only?.what === 'create' && only.id === undefined && only.path !== undefined && others.length === 0)
    return createInCloud(world, folder, { path: only.path, answers });
  return offer(world, folder, { plan, direction: 'push', answers });
}

const pushAll = async (world: ExchangeWorld, told: Told): Promise<Summary | undefined> =>
  push(world, await folderOf(world, told, t('Push All Changes')), { scope: 'everything', answers: told.answers });

async function pushFiles(world: ExchangeWorld, told: Told): Promise<Summary | undefined> {
  const { files, ids, answers } = told;
  if (files.length + ids.length === 0) refuseActiveUnsaved();
  const found = files.length > 0 ? await filesOfFolder(world.open, files) : await filesOfScenarios(world, told);
  return (
    found &&
    push(world, found.folder, { scope: { paths: found.paths, ...present({ folder: answers.folder }) }, answers })
  );
}

/** The files of scenarios, or one that is asked for. */
async function filesOfScenarios(world: ExchangeWorld, told: Told): Promise<FileTargets | undefined> {
  const { ids } = told;
  const folder = await (ids.length === 0 ? folderOf : folderOfRows)(world, told, t('Push Scenario'));
  if (ids.length === 0) {
    const picked = await pickStatus(folder, {
      title: t('Push Scenario'),
      isOffered: ({ path, state }) => path !== undefined && state !== 'inSync' && state !== 'deletedHere',
      none: (organization) => t('Nothing to push. {0} already has every change made here.', organization),
    });
    return picked?.path === undefined ? undefined : { folder, paths: [picked.path] };
  }
  const paths = (await folder.engine.pathsOf(ids)).filter((path) => path !== undefined);
  if (paths.length === 0) throw new Error(t('This scenario has no file here. Pull it first.'));
  return { folder, paths };
}

async function create(world: ExchangeWorld, told: Told): Promise<Summary | undefined> {
  const { files, answers } = told;
  if (files.length > 0) {
    const { folder, paths } = await filesOfFolder(world.open, files);
    // Several are offered together: where those go whose files do not say is asked once.
    return paths.length === 1
      ? createInCloud(world, folder, { path: paths[0] ?? '', answers })
      : push(world, folder, { scope: { paths, ...present({ folder: answers.folder }) }, answers });
  }
  refuseActiveUnsaved();
  const folder = await folderOf(world, told, t('Create in Cloud'));
  const picked = await pickStatus(folder, {
    title: t('Create in Cloud'),
    isOffered: ({ state }) => state === 'notLinked',
    none: (organization) =>
      t('Every scenario file here is linked to a scenario in {0}. Use “New Scenario” to create a file.', organization),
  });
  return picked?.path === undefined ? undefined : createInCloud(world, folder, { path: picked.path, answers });
}
