import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../../base/dispose';
import { t } from '../../../base/localize';
import { changesTooltip } from '../../../view/sync/drift/changes-tooltip';
import { countDrift, countsSpoken, countsText } from '../../../view/sync/drift/drift';
import { commands } from '../../ids';
import { time } from '../../time';
import { changesOf, type SeenFolders } from './seen-folders';

/** `2↑ 1↓ 1!` in the status bar, between organization and runs, while there is something to say; a warning where links contradict each other. */
export function createChangesItem(seen: SeenFolders, now: () => number): Disposable {
  const store = new DisposableStore();
  const item = store.add(vscode.window.createStatusBarItem('changes', vscode.StatusBarAlignment.Left, 49.5));
  item.name = t('Stack Moxie: Changes');
  item.command = commands.showChanges;
  store.add(seen.onDidChange(() => draw(item, seen, now())));
  return store;
}

function draw(item: vscode.StatusBarItem, seen: SeenFolders, now: number): void {
  const counts = countDrift(seen.all.flatMap(({ drifted }) => drifted));
  const text = countsText(counts);
  const hasProblems = seen.all.some(({ status }) => status.problems.length > 0);
  if (text === '' && !hasProblems) {
    item.hide();
    return;
  }
  item.text = [hasProblems ? '$(warning)' : '', text === '' ? t('Links') : text]
    .filter((part) => part !== '')
    .join(' ');
  item.accessibilityInformation = {
    label: text === '' ? t('Stack Moxie: problems with the links') : countsSpoken(counts),
  };
  item.tooltip = new vscode.MarkdownString(changesTooltip(seen.all.map(changesOf), { time, now }));
  item.show();
}
