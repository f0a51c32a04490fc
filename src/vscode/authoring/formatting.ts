import * as vscode from 'vscode';
import type { Disposable } from '../../base/dispose';
import { formatScenario } from '../../scenario/format/format-scenario';
import { languageId } from '../ids';

/** *Format Document*: what cannot be formatted without changing what it means stays as it is. */
export function registerFormatting(): Disposable {
  return vscode.languages.registerDocumentFormattingEditProvider(languageId, {
    provideDocumentFormattingEdits: (document) => {
      const text = document.getText();
      const formatted = formatScenario(text);
      if (formatted === undefined || formatted === text) return [];
      return [vscode.TextEdit.replace(new vscode.Range(document.positionAt(0), document.positionAt(text.length)), formatted)];
    },
  });
}
