import * as vscode from 'vscode';
import type { Disposable } from '../../../base/dispose';
import { t } from '../../../base/localize';
import { showWarning } from '../../report';
import { linksFileOf } from './refresh';
import type { SeenFolders } from './seen-folders';
import { inFolder } from '../folder/which-folder';

/** Says once what is wrong with a folder's links. */
export function tellOfLinkProblems(seen: SeenFolders): Disposable {
  const told = new Set<string>();
  return seen.onDidChange(() => {
    for (const { folder, status } of seen.all) {
      const fresh = status.problems.filter((problem) => !told.has(`${folder.uri.toString()} ${problem}`));
      for (const problem of fresh) told.add(`${folder.uri.toString()} ${problem}`);
      const [first, ...others] = fresh;
      if (first === undefined) continue;
      const words = others.length === 0 ? first : t('{0} ({1} more problems with the links.)', first, others.length);
      showWarning(inFolder(folder, words), {
        title: t('Open Links File'),
        run: () => vscode.window.showTextDocument(linksFileOf(folder.uri)),
      });
    }
  });
}
