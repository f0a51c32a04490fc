import * as vscode from 'vscode';
import { isRecord } from '../../base/json';
import { t } from '../../base/localize';
import { iconless, plainName } from '../../base/plain-text';
import { syncScheme } from '../ids';
import { showInformation } from '../report';

/** Whether a tab shows texts of push and pull, which are held in memory alone. */
export const showsOurs = ({ input }: vscode.Tab): boolean => isRecord(input) && [input['uri'], input['original'], input['modified'], input['result']].some((uri) => isRecord(uri) && uri['scheme'] === syncScheme);

/** What a merge editor shows no extension is promised to hear; its label names the result, as `merges.ts` calls it. */
const mergeOf = (tab: vscode.Tab): string | undefined => (tab.input === undefined || showsOurs(tab) ? /^(?:Merging: )?(.*) \(merged\)\.crank\.yml$/.exec(tab.label)?.[1] : undefined);

/** Closes what an earlier window left behind: its texts are gone. A merge that was not finished is told of, for nothing of it was written. */
export async function closeStaleTabs(): Promise<void> {
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs).filter((tab) => showsOurs(tab) || mergeOf(tab) !== undefined);
  if (tabs.length === 0) return;
  const merges = [...new Set(tabs.flatMap((tab) => mergeOf(tab) ?? []))];
  await vscode.window.tabGroups.close(tabs, true);
  for (const name of merges) showInformation(t('The merge of “{0}” ended with the window: both sides are as they were. “Resolve Conflict…” begins it again.', iconless(plainName(name, ''))));
}
