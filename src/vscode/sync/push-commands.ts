import { t } from '../../base/localize';
import { changing } from '../../sync/plan';
import type { PushScope } from '../../sync/plan-push';
import type { Summary } from '../../sync/summary';
import type { CommandHandler } from '../commands';
import { syncCommands, type SyncCommandId } from '../ids';
import { makePlan } from './carry-out';
import { createInCloud } from './create-in-cloud';
import type { Answers, ExchangeWorld } from './job';
import { offer } from './offer';
import type { SyncFolder } from './sync-folders';
import { byFolder, folderInUse, pickStatus, readArguments, type Told } from './exchange-targets';

export function pushCommands(world: ExchangeWorld): Partial<Record<SyncCommandId, CommandHandler>> {
  return {
    [syncCommands.pushFile]: (...args) => pushFiles(world, readArguments(args)),
    [syncCommands.pushAll]: async (...args) => push(world, await folderInUse(world.open), { scope: 'everything', answers: readArguments(args).answers }),
    [syncCommands.createInCloud]: (...args) => create(world, readArguments(args)),
  };
}

interface Pushing {
  readonly scope: PushScope;
  readonly answers: Answers;
}

async function push(world: ExchangeWorld, folder: SyncFolder, { scope, answers }: Pushing): Promise<Summary | undefined> {
  const isLong = scope === 'everything' || scope.paths.length > 1;
  const plan = await makePlan(folder, isLong, (cancellation) => folder.engine.planPush(scope, { cancellation }));
  const [only, ...others] = changing(plan);
  // Where a new scenario goes is asked first.
  if (only?.what === 'create' && only.id === undefined && only.path !== undefined && others.length === 0) return createInCloud(world, folder, { path: only.path, answers });
  return offer(world, folder, { plan, direction: 'push', answers });
}

async function pushFiles(world: ExchangeWorld, { ids, files, answers }: Told): Promise<Summary | undefined> {
  if (files.length === 0) {
    const found = await fileOf(world, ids);
    return found && push(world, found.folder, { scope: { paths: found.paths }, answers });
  }
  let summary: Summary | undefined;
  for (const [folder, paths] of await byFolder(world.open, files)) summary = await push(world, folder, { scope: { paths }, answers });
  return summary;
}

/** The files of scenarios, or one that is asked for. */
async function fileOf(world: ExchangeWorld, ids: readonly number[]): Promise<{ readonly folder: SyncFolder; readonly paths: readonly string[] } | undefined> {
  const folder = await folderInUse(world.open);
  if (ids.length === 0) {
    const picked = await pickStatus(folder, t('Push Scenario'), ({ path, state }) => path !== undefined && state !== 'inSync' && state !== 'deletedHere');
    return picked?.path === undefined ? undefined : { folder, paths: [picked.path] };
  }
  const { files } = await folder.refresh();
  const paths = files.flatMap(({ id, path }) => (id !== undefined && ids.includes(id) && path !== undefined ? [path] : []));
  if (paths.length === 0) throw new Error(t('This scenario has no file here: pull it first.'));
  return { folder, paths };
}

async function create(world: ExchangeWorld, { files, answers }: Told): Promise<Summary | undefined> {
  if (files.length === 0) {
    const folder = await folderInUse(world.open);
    const picked = await pickStatus(folder, t('Create in Cloud'), ({ state }) => state === 'notLinked');
    return picked?.path === undefined ? undefined : createInCloud(world, folder, { path: picked.path, answers });
  }
  let summary: Summary | undefined;
  for (const [folder, paths] of await byFolder(world.open, files)) for (const path of paths) summary = await createInCloud(world, folder, { path, answers });
  return summary;
}
