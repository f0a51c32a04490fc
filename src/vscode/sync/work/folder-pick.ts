import { ApiError } from '../../../api/http/errors';
import * as vscode from 'vscode';
import { CancelledError } from '../../../base/cancellation';
import { t } from '../../../base/localize';
import type { Folder } from '../../../wire/records';
import type { Target } from '../../../sync/plan/target-folders';
import { organizationWords } from '../../../view/sync/messages/names';
import { folderNameProblem, folderRows, type Place } from '../../../view/sync/prompts/folder-words';
import type { Session } from '../../session/session';

export interface FolderQuestion {
  /** Of the list: what goes there. */
  readonly title: string;
  /** Where each file would go by where it lies here. */
  readonly asHere?: (folders: readonly Folder[]) => ReadonlyMap<string, Target>;
}

/** Asks for a folder of the organization. Nothing is made yet. Throws a `CancelledError` when the user steps back. */
export async function pickFolder(session: Session, { title, asHere }: FolderQuestion): Promise<Place> {
  const folders = await session.api.folders.list(session.organization);
  const rows = folderRows({ folders, ...(asHere ? { asHere: asHere(folders) } : {}) });
  const picked = await vscode.window.showQuickPick([...rows], {
    title,
    placeHolder: t('Choose a folder in {0}', organizationWords(session)),
  });
  if (!picked) throw new CancelledError();
  return picked.place ?? { newFolder: await askName(session, folders) };
}

async function askName(session: Session, folders: readonly Folder[]): Promise<string> {
  const organization = organizationWords(session);
  const taken = folders.map(({ name }) => name);
  const typed = await vscode.window.showInputBox({
    title: t('New Folder in {0}', organization),
    prompt: t('The folder’s name'),
    ignoreFocusOut: true,
    validateInput: (name) => folderNameProblem(name, taken, organization),
  });
  if (typed === undefined || folderNameProblem(typed, taken, organization) !== undefined) throw new CancelledError();
  return typed.trim();
}

interface OwnedFolder {
  readonly session: Session;
  /** Throws where the folder has another account or organization by now. */
  stillOwner(): Promise<void>;
}

/** Makes a folder, once: one that somebody else has made of that name meanwhile is taken, and so is one whose answer was lost. Throws what the API throws, and where the organization is not in use any more. */
export async function makeFolder(folder: OwnedFolder, name: string): Promise<Folder> {
  const { api, organization } = folder.session;
  const find = async (): Promise<Folder | undefined> =>
    (await api.folders.list(organization)).find((folder) => folder.name === name);
  const there = await find();
  if (there) return there;
  await folder.stillOwner();
  try {
    return await api.folders.create(organization, { name });
  } catch (error) {
    const found = isUnclear(error) ? await find() : undefined;
    if (!found) throw error;
    return found;
  }
}

/** The folder may have been made all the same. */
const isUnclear = (error: unknown): boolean => error instanceof ApiError && error.unclear;
