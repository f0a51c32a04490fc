import { isRecord } from '../../../base/json';
import { t } from '../../../base/localize';
import { plainName } from '../../../base/plain-text';
import type { Id } from '../../../wire/payload';
import { changing } from '../../../sync/plan/plan';
import { present } from '../../../sync/model/present';
import { moveQuestion } from '../../../view/sync/prompts/change-prompts';
import type { Place } from '../../../view/sync/prompts/folder-words';
import { organizationWords } from '../../../view/sync/messages/names';
import { showInformation } from '../../report';
import { applyChange } from '../work/apply-change';
import { makeFolder, pickFolder } from '../work/folder-pick';
import { confirmChange } from '../work/protected';
import type { SyncFolder } from '../folder/sync-folders';
import { scenarioTargets, type TargetsWorld } from '../work/targets';
import { readArguments } from '../work/told';

/** Moves scenarios to a folder. @param args rows, files, or `{ scenarioIds, folderId }`, where `'none'` is no folder */
export async function moveToFolder(world: TargetsWorld, args: readonly unknown[]): Promise<void> {
  const { folder, ids } = await scenarioTargets(world, readArguments(args), t('Move to Folder'));
  const { session, engine } = folder;
  const place = await placeFor(folder, args[0]);
  // A folder that does not exist yet is like none: whatever it is to be, all of them go there.
  const before = await engine.planEdit(ids, { folder: place.id ?? null });
  const names = (place.id === undefined ? before.items : changing(before)).map(({ name }) => name);
  if (names.length === 0) {
    showInformation(t('Nothing to move. It is already there.'));
    return;
  }
  const about = {
    names,
    organization: organizationWords(folder.session),
    ...(place.name === undefined ? {} : { folder: place.name }),
  };
  if (!(await confirmChange(session, moveQuestion(about)))) return;
  const id = place.id === undefined ? (await makeFolder(folder, place.name)).id : place.id;
  // Read anew: the confirmation may have stood for long, and a folder that was just made is known only now.
  const plan = await engine.planEdit(ids, { folder: id });
  const done =
    names.length === 1
      ? t('Moved "{0}" in {1}.', plainName(names[0], ''), organizationWords(folder.session))
      : t('Moved {0} scenarios in {1}.', names.length, organizationWords(folder.session));
  await applyChange(folder, plan, {
    title: t('Moving to another folder in {0}', organizationWords(folder.session)),
    done,
  });
}

/** A folder that is there, none (null), or by its name one that is made when all is agreed to. */
type MovePlace =
  | { readonly id: Id | null; readonly name?: string }
  | { readonly id?: undefined; readonly name: string };

async function placeFor({ session }: SyncFolder, argument: unknown): Promise<MovePlace> {
  const given = isRecord(argument) ? argument['folderId'] : undefined;
  if (given === 'none' || given === null) return { id: null };
  if (given === undefined) return picked(await pickFolder(session, { title: t('Move to Folder') }));
  const found = (await session.api.folders.list(session.organization)).find(({ id }) => id === given);
  if (!found) throw new Error(t('This folder no longer exists. Refresh the view.'));
  return found;
}

function picked(place: Place): MovePlace {
  if ('newFolder' in place) return { name: place.newFolder };
  if (!('id' in place)) return { id: null };
  const { id, name } = place;
  return { id, ...present({ name }) };
}
