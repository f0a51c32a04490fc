import * as vscode from 'vscode';
import { CancelledError } from '../../base/cancellation';
import { t } from '../../base/localize';
import { plainName } from '../../base/plain-text';
import { languageId } from '../ids';
import { ask, showWarning, type Choice } from '../report';

const nameOf = ({ path }: vscode.Uri): string => plainName(path.slice(path.lastIndexOf('/') + 1), '');
const parentOf = (uri: vscode.Uri): vscode.Uri => vscode.Uri.joinPath(uri, '..');

const openFolder = (folder: vscode.Uri): Choice => ({ title: t('Open Folder'), run: () => vscode.commands.executeCommand('vscode.openFolder', folder, { forceNewWindow: (vscode.workspace.workspaceFolders ?? []).length > 0 }) });
const addFolder = (folder: vscode.Uri): Choice => ({ title: t('Add Folder to Workspace'), run: () => vscode.workspace.updateWorkspaceFolders(vscode.workspace.workspaceFolders?.length ?? 0, 0, { uri: folder }) });

/** Tells of a file that is in no folder of the workspace, with what helps. Throws a `CancelledError`: nothing is done. */
export function refuseOutside(file: vscode.Uri): never {
  if (file.scheme === 'untitled') refuseUnsaved();
  const folder = parentOf(file);
  const help = file.scheme === 'file' ? [openFolder(folder), addFolder(folder)] : [];
  showWarning(t('{0} is in no folder of this workspace, and only a file in one is linked to a scenario. Open its folder, or add it to the workspace.', nameOf(file)), ...help);
  throw new CancelledError();
}

/** The scenario that the active editor shows and that has never been saved. */
export function activeUnsaved(): boolean {
  const document = vscode.window.activeTextEditor?.document;
  return document?.isUntitled === true && document.languageId === languageId;
}

/** Tells of a scenario that was never saved. Throws a `CancelledError`: nothing is done. */
export function refuseUnsaved(): never {
  showWarning(t('Save this scenario first, as a file that ends in .crank.yml in a folder of this workspace.'), { title: t('Save As…'), run: () => vscode.commands.executeCommand('workbench.action.files.saveAs') });
  throw new CancelledError();
}

/** Inner folders whose own links somebody has chosen to leave alone in this window. */
const leftAlone = new Set<string>();

/**
 * Asks about a file below a folder that has links of its own and is not open by itself: here these links do not count, and a
 * push would make a second scenario. Throws a `CancelledError` where the user does not go on.
 */
export async function checkNested(file: vscode.Uri, root: vscode.Uri): Promise<void> {
  const inner = await innerFolder(file, root);
  if (!inner || leftAlone.has(inner.toString())) return;
  const goOn = t('Go On Here');
  const { message, detail, open, add } = nestedWords(inner, root);
  const picked = await ask(message, detail, open.title, add.title, goOn);
  if (picked === goOn) {
    leftAlone.add(inner.toString());
    return;
  }
  await [open, add].find(({ title }) => title === picked)?.run();
  throw new CancelledError();
}

function nestedWords(inner: vscode.Uri, root: vscode.Uri) {
  const name = plainName(inner.path.slice(root.path.length + 1), '');
  return {
    message: t('The folder {0} has links to scenarios of its own.', name),
    detail: t('They count only where that folder is opened itself: here its files are linked to nothing, and a push could create their scenarios a second time.'),
    open: openFolder(inner),
    add: addFolder(inner),
  };
}

/** The innermost folder between a file and the workspace folder that has links of its own. */
async function innerFolder(file: vscode.Uri, root: vscode.Uri): Promise<vscode.Uri | undefined> {
  for (let folder = parentOf(file); folder.path.length > root.path.length && folder.path.startsWith(root.path); folder = parentOf(folder)) {
    if (await isThere(vscode.Uri.joinPath(folder, '.stackmoxie', 'links.json'))) return folder;
  }
  return undefined;
}

const isThere = (uri: vscode.Uri): Promise<boolean> => Promise.resolve(vscode.workspace.fs.stat(uri)).then(() => true, () => false);

/** Says once, for commands about a whole folder, that files below others are not among what is linked. */
export async function tellOfNested(root: vscode.Uri): Promise<void> {
  const found = await vscode.workspace.findFiles(new vscode.RelativePattern(root, '*/**/.stackmoxie/links.json'), '**/node_modules/**', 1);
  const [links] = found;
  const inner = links && parentOf(parentOf(links));
  if (!inner || leftAlone.has(inner.toString()) || (vscode.workspace.workspaceFolders ?? []).some(({ uri }) => uri.toString() === inner.toString())) return;
  leftAlone.add(inner.toString());
  const { message, detail, open, add } = nestedWords(inner, root);
  showWarning(`${message} ${detail}`, open, add);
}

