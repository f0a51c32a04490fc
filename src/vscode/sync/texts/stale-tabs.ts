import * as vscode from 'vscode';
import { isRecord } from '../../../base/json';
import { t } from '../../../base/localize';
import { iconless, plainName } from '../../../base/plain-text';
import { mergeName } from '../../../view/sync/messages/names';
import { run } from '../../commands';
import { commands, syncScheme } from '../../ids';
import { showInformation } from '../../report';
import { fileNameOf } from './virtual-documents';

/** Whether a tab shows texts of push and pull, which are held in memory alone. */
export const showsOurs = ({ input }: vscode.Tab): boolean =>
  isRecord(input) &&
  [input['uri'], input['original'], input['modified'], input['result']].some(
    (uri) => isRecord(uri) && uri['scheme'] === syncScheme,
  );

/** What a merge editor shows no extension is promised to hear; its label names the result, as `merges.ts` calls it. */
const mergeOf = (tab: vscode.Tab): string | undefined =>
  tab.input === undefined || showsOurs(tab)
    ? /^(?:Merging: )?(.*) \(merged\)\.crank\.yml$/.exec(tab.label)?.[1]
    : undefined;

/** What an earlier window has kept of a merge: the file that it was of. */
export type FindDraft = (isMeant: (name: string) => boolean) => Promise<vscode.Uri | undefined>;

/** Closes what an earlier window left behind: its texts are gone. A merge that was not finished is told of: nothing of it was written, and what was typed is among the backups. */
export async function closeStaleTabs(findDraft: FindDraft): Promise<void> {
  const tabs = vscode.window.tabGroups.all
    .flatMap((group) => group.tabs)
    .filter((tab) => showsOurs(tab) || mergeOf(tab) !== undefined);
  if (tabs.length === 0) return;
  const merges = [...new Set(tabs.flatMap((tab) => mergeOf(tab) ?? []))];
  await vscode.window.tabGroups.close(tabs, true);
  for (const name of merges)
    tellOfMerge(name, await findDraft((other) => fileNameOf(mergeName(other)) === fileNameOf(mergeName(name))));
}

function tellOfMerge(label: string, draft: vscode.Uri | undefined): void {
  const name = iconless(plainName(label, ''));
  if (draft)
    showInformation(
      t('The merge of “{0}” ended with the window. Both sides are unchanged. What was typed is in the backups.', name),
      { title: t('Restore Backup…'), run: () => run(commands.restoreBackup, draft) },
    );
  else
    showInformation(
      t(
        'The merge of “{0}” ended with the window. Both sides are unchanged. Use “Resolve Conflict…” to start it again.',
        name,
      ),
    );
}
