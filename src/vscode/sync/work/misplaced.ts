import * as vscode from 'vscode';
import { CancelledError } from '../../../base/cancellation';
import { lastPart } from '../../../base/last-part';
import { t } from '../../../base/localize';
import { plainName } from '../../../base/plain-text';
import { languageId } from '../../ids';
import { showWarning, type Choice } from '../../report';

const fileName = ({ path }: vscode.Uri): string => plainName(lastPart(path), '');

const openFolders = (): readonly vscode.WorkspaceFolder[] => vscode.workspace.workspaceFolders ?? [];

export const openFolder = (folder: vscode.Uri): Choice => ({
  title: t('Open Folder'),
  run: () => vscode.commands.executeCommand('vscode.openFolder', folder, { forceNewWindow: openFolders().length > 0 }),
});

export const addFolders = (folders: readonly vscode.Uri[]): Choice => ({
  title: folders.length === 1 ? t('Add Folder to Workspace') : t('Add Folders to Workspace'),
  run: () => vscode.workspace.updateWorkspaceFolders(openFolders().length, 0, ...folders.map((uri) => ({ uri }))),
});

/** Says of a file that is in no folder of the workspace what helps. Throws a `CancelledError`: nothing is done. */
export function refuseOutside(file: vscode.Uri): never {
  if (file.scheme === 'untitled') refuseUnsaved(file);
  const folder = vscode.Uri.joinPath(file, '..');
  const name = fileName(file);
  if (file.scheme === 'file')
    showWarning(
      t(
        '{0} is not in a workspace folder. Only files in one can be linked and run. Open its folder, or add it to the workspace.',
        name,
      ),
      openFolder(folder),
      addFolders([folder]),
    );
  else showWarning(t('This {0} is not a file in a workspace folder. Only such files can be linked and run.', name));
  throw new CancelledError();
}

/** The scenario that the active editor shows and that was never saved. */
function activeUnsaved(): vscode.Uri | undefined {
  const document = vscode.window.activeTextEditor?.document;
  return document?.isUntitled === true && document.languageId === languageId ? document.uri : undefined;
}

/** Refuses the scenario in the active editor where it was never saved: it is what a command without arguments means. */
export function refuseActiveUnsaved(): void {
  const unsaved = activeUnsaved();
  if (unsaved) refuseUnsaved(unsaved);
}

/** Says of a scenario that was never saved that it has to be. Throws a `CancelledError`: nothing is done. */
function refuseUnsaved(document: vscode.Uri): never {
  // By then another editor may be active.
  showWarning(t('Save this scenario first, in a workspace folder, as a file that ends in .crank.yml.'), {
    title: t('Save As…'),
    run: () => vscode.workspace.saveAs(document),
  });
  throw new CancelledError();
}
