import * as vscode from 'vscode';
import type { Disposable } from '../../base/dispose';
import { languageId } from '../ids';

/** *Format Document*: what cannot be formatted without changing what it means stays as it is. */
export function registerFormatting(format: (text: string) => Promise<string | undefined>): Disposable {
  return vscode.languages.registerDocumentFormattingEditProvider(languageId, {
    provideDocumentFormattingEdits: async (document) => {
      const text = document.getText();
      const formatted = await format(text);
      if (formatted === undefined || formatted === text) return [];
      return [vscode.TextEdit.replace(new vscode.Range(document.positionAt(0), document.positionAt(text.length)), formatted)];
    },
  });
}
