import * as vscode from 'vscode';
import type { Disposable } from '../../base/dispose';
import { editAfterTyping } from '../../language/typing/typing';
import { fileStart, inFile, spanInFile } from '../../scenario/document/offsets';
import { formatScenario } from '../../scenario/format/format-scenario';
import { languageId } from '../ids';
import { offsetOf, rangeOf } from './spans';

/** *Format Document*: what cannot be formatted without changing what it means stays as it is. */
export function registerFormatting(): Disposable {
  return vscode.languages.registerDocumentFormattingEditProvider(languageId, {
    provideDocumentFormattingEdits: (document) => {
      const text = document.getText();
      const formatted = formatScenario(text);
      if (formatted === undefined || formatted === text) return [];
      return [vscode.TextEdit.replace(rangeOf(document, { start: fileStart, end: inFile(text.length) }), formatted)];
    },
  });
}

/** Asked at each of these: who types fast has typed on before the answer to the dash is there. */
const typedKeys = Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index)).filter(
  (key) => key !== '-',
);

/** Sets right the indentation of a line that Enter began, the place of a dash that begins a line, and a token that is closed twice. */
export function registerTyping(): Disposable {
  return vscode.languages.registerOnTypeFormattingEditProvider(
    languageId,
    {
      provideOnTypeFormattingEdits: (document, position, typed) => {
        // Most letters are asked about in vain: the whole text is not made for them.
        const line = document.lineAt(position).text;
        const isClosedTwice = typed === '}' && line.includes('}}}');
        if (typed !== '\n' && !isClosedTwice && !/^\s+-(?:\s|$)/.test(line)) return [];
        const edit = editAfterTyping(document.getText(), offsetOf(document, position), typed);
        return edit ? [vscode.TextEdit.replace(rangeOf(document, spanInFile(edit)), edit.text)] : [];
      },
    },
    '-',
    '\n',
    ...typedKeys,
  );
}
