import * as vscode from 'vscode';
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

/** Opens the merge editor, or else both sides beside the result with its conflict markers. @returns which of the two. */
export async function openMerge(texts: MergeTexts, log: Log): Promise<'mergeEditor' | 'markers'> {
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
