import * as vscode from 'vscode';
import { CancelledError } from '../../base/cancellation';
import { isRecord } from '../../base/json';
import { t } from '../../base/localize';
import { iconless, plainName } from '../../base/plain-text';
import type { Id } from '../../wire/payload';
import { changing } from '../../sync/plan';
import { moveQuestion } from '../../view/sync/change-prompts';
import { nameProblem } from '../../view/sync/names-of-files';
import { organizationWords } from '../../view/sync/names';
import { showInformation } from '../report';
import type { Session } from '../session';
import { applyChange } from './apply-change';
import { confirmChange } from './protected';
import type { SyncFolder } from './sync-folders';
import { scenarioTargets, type TargetsWorld } from './targets';

/** Where scenarios go: a folder that is there, none, or one that is made. */
interface Place {
  readonly name?: string;
  /** Null: no folder. Absent: the folder is made first. */
  readonly id?: Id | null;
}

/** Moves scenarios to a folder. @param args rows, files, or `{ scenarioIds, folderId }`, where `'none'` is no folder */
export async function moveToFolder(world: TargetsWorld, args: readonly unknown[]): Promise<void> {
  const { folder, ids } = await scenarioTargets(world, args, t('Move to Folder'));
  const { session, engine } = folder;
  const place = await placeFor(folder, args[0]);
  // A folder that does not exist yet is like none: whatever it is to be, all of them go there.
  const before = await engine.planEdit(ids, { folder: place.id ?? null });
  const names = (place.id === undefined ? before.items : changing(before)).map(({ name }) => name);
  if (names.length === 0) {
    showInformation(t('There is nothing to move: it is there already.'));
    return;
  }
  const about = { names, organization: organizationWords(folder.session), ...(place.name === undefined ? {} : { folder: place.name }) };
  if (!(await confirmChange(session, moveQuestion(about)))) return;
  const id = place.id === undefined ? await createFolder(session, place.name ?? '') : place.id;
  // Read anew: the confirmation may have stood for long, and a folder that was just made is known only now.
  const plan = await engine.planEdit(ids, { folder: id });
  const done = names.length === 1 ? t('Moved "{0}" in {1}.', plainName(names[0], ''), organizationWords(folder.session)) : t('Moved {0} scenarios in {1}.', names.length, organizationWords(folder.session));
  await applyChange(folder, plan, { title: t('Moving to another folder in {0}', organizationWords(folder.session)), done });
}

async function placeFor(folder: SyncFolder, argument: unknown): Promise<Place> {
  const { session } = folder;
  const folders = await session.api.folders.list(session.organization);
  const given = isRecord(argument) ? argument['folderId'] : undefined;
  if (given === 'none' || given === null) return { id: null };
  if (given !== undefined) {
    const found = folders.find(({ id }) => id === given);
    if (!found) throw new Error(t('This folder is gone. Refresh the view.'));
    return found;
  }
  const sorted = folders.map((place) => ({ label: iconless(plainName(place.name, t('Folder {0}', place.id))), place })).sort((one, other) => one.label.localeCompare(other.label));
  const items = [...sorted, { label: t('No Folder'), place: { id: null } }, { label: t('New Folder…'), place: undefined }];
  const picked = await vscode.window.showQuickPick(items, { title: t('Move to Folder'), placeHolder: t('To which folder in {0}?', organizationWords(folder.session)) });
  if (!picked) throw new CancelledError();
  return picked.place ?? { name: await askFolderName(folders.map(({ name }) => name)) };
}

async function askFolderName(taken: readonly string[]): Promise<string> {
  const validateInput = (name: string): string | undefined => (taken.includes(name.trim()) ? t('There is such a folder already.') : nameProblem(name));
  const name = await vscode.window.showInputBox({ title: t('New Folder'), prompt: t('The folder’s name'), validateInput });
  if (name === undefined || name.trim() === '') throw new CancelledError();
  return name.trim();
}

const createFolder = async ({ api, organization }: Session, name: string): Promise<Id> => (await api.folders.create(organization, { name })).id;
