import * as vscode from 'vscode';
import { lastPart } from '../../../base/last-part';
import { t } from '../../../base/localize';
import type { Log } from '../../../base/log';

/** The three texts of a merge, and the one that becomes its result. */
export interface MergeTexts {
  readonly base: vscode.Uri;
  readonly mine: vscode.Uri;
  readonly theirs: vscode.Uri;
  readonly result: vscode.Uri;
  /** Whose change theirs is: `Acme · Ada Lovelace 20 min ago`. */
  readonly theirsFrom: string;
}

/** The editor's own, which no extension is promised: the only place that knows it. */
const openMergeEditor = '_open.mergeEditor';

/** How a merge is shown: in the merge editor, with conflict markers, or as a merge that has no conflict. */
export type HowShown = 'mergeEditor' | 'markers' | 'merged';

/**
 * Shows a merge without conflicts beside the file, where it may still be changed. The merge editor is of no use here: it begins
 * with the base, whatever is merged already.
 */
export async function openMerged({ mine, result }: MergeTexts): Promise<HowShown> {
  // The tab is recognized by the result's name.
  await vscode.commands.executeCommand('vscode.diff', mine, result, lastPart(result.path), { preview: false });
  return 'merged';
}

/** Opens the merge editor, or else both sides beside the result with its conflict markers. @returns which of the two. */
export async function openMerge(texts: MergeTexts, log: Log): Promise<HowShown> {
  const { base, mine, theirs, result, theirsFrom } = texts;
  try {
    const input1 = { uri: theirs, title: t('Theirs'), description: theirsFrom };
    const input2 = { uri: mine, title: t('Mine'), description: t('this file') };
    await vscode.commands.executeCommand(openMergeEditor, { base, input1, input2, output: result });
    return 'mergeEditor';
  } catch (error) {
    log.warn(`The merge editor could not be opened: ${error instanceof Error ? error.message : String(error)}`);
  }
  await vscode.commands.executeCommand('vscode.diff', mine, theirs, t('Mine ↔ theirs'), { preview: false });
  await vscode.window.showTextDocument(result, { viewColumn: vscode.ViewColumn.Beside, preview: false });
  return 'markers';
}
