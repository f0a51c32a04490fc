import * as vscode from 'vscode';
import { languageId } from '../../src/vscode/ids';
import { until } from './world';

/** Opens a file with one `¦` in an editor, the cursor there. */
export async function openMarked(marked: string): Promise<vscode.TextEditor> {
  const offset = marked.indexOf('¦');
  const document = await vscode.workspace.openTextDocument({ language: languageId, content: marked.replace('¦', '') });
  const editor = await vscode.window.showTextDocument(document);
  const position = document.positionAt(offset);
  editor.selection = new vscode.Selection(position, position);
  return editor;
}

export async function itemsAt(
  { document, selection }: vscode.TextEditor,
  resolve = 0,
): Promise<readonly vscode.CompletionItem[]> {
  const list = await vscode.commands.executeCommand<vscode.CompletionList>(
    'vscode.executeCompletionItemProvider',
    document.uri,
    selection.active,
    undefined,
    resolve,
  );
  return list.items;
}

export const labelOf = ({ label }: vscode.CompletionItem): string => (typeof label === 'string' ? label : label.label);

export const sentencesAt = async (editor: vscode.TextEditor): Promise<readonly vscode.CompletionItem[]> =>
  (await itemsAt(editor)).filter(({ kind }) => kind === vscode.CompletionItemKind.Function);

/**
 * Takes what the editor's own list has selected, and waits until the text is there. A busy machine may still show the list of an
 * earlier letter: what was taken from that is undone, and the list has more time.
 */
export async function accept(
  { document }: vscode.TextEditor,
  wanted: RegExp,
  command = 'acceptSelectedSuggestion',
): Promise<void> {
  const before = document.getText();
  let pause = 300;
  await until(`the list has been accepted as ${String(wanted)}: ${before}`, async () => {
    await vscode.commands.executeCommand('editor.action.triggerSuggest');
    await new Promise((resolve) => setTimeout(resolve, pause));
    await vscode.commands.executeCommand(command);
    if (wanted.test(document.getText())) return true;
    if (document.getText() !== before) await vscode.commands.executeCommand('undo');
    pause += 300;
    return false;
  });
}

/** Types letter by letter, as fast as a person does. */
export async function type(typed: string): Promise<void> {
  for (const text of typed) {
    await vscode.commands.executeCommand('type', { text });
    await new Promise((resolve) => setTimeout(resolve, 60));
  }
}

export const lastLine = ({ document }: vscode.TextEditor): string => document.lineAt(document.lineCount - 1).text;
