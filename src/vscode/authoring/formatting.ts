import * as vscode from 'vscode';
import type { Disposable } from '../../base/dispose';
import { columnOfDash } from '../../language/dash';
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

/** Asked at each of these: who types fast has typed on before the answer to the dash is there. */
const typedKeys = Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index)).filter((key) => key !== '-');

/** A dash that begins a line goes below the dash of the step above: wherever the editor had put the cursor, an author means the next step. */
export function registerDashes(): Disposable {
  return vscode.languages.registerOnTypeFormattingEditProvider(
    languageId,
    {
      provideOnTypeFormattingEdits: (document, { line, character }) => {
        const { text } = document.lineAt(line);
        // Only while the line is being written, at its end.
        if (!/^\s+-(?:\s|$)/.test(text) || character < text.trimEnd().length) return [];
        const column = columnOfDash(document.getText(new vscode.Range(0, 0, line, 0)), text.indexOf('-'));
        return column === undefined ? [] : [vscode.TextEdit.replace(new vscode.Range(line, 0, line, text.indexOf('-')), ' '.repeat(column))];
      },
    },
    '-',
    ...typedKeys,
  );
}
