import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { languageId } from '../../src/vscode/ids';
import { behind, forms, wanted } from '../support/typed-forms';
import { authoring, until } from './world';

/** Those that show what only the editor does: its rules for Enter, what it asks after a letter, where the cursor is then. */
const tried = [
  'a second item of a list under data',
  'an item of maps below a map of two keys',
  'a bullet in a text of several lines',
  'a bullet with a colon in a text of several lines',
  'a line below one that ends with a colon in a text',
  'a second notification group',
  'a second item of a token',
  'a step below the data of a step',
  'a first step above indented ones',
  'keys of steps',
  'a token',
  'a token behind a comment',
  'a token in a token, four deep as the others',
  'settings',
  'a folded description',
  'a text under data',
  'a text whose indentation is named',
  'a flow map between its brackets',
];

/** Milliseconds after a key that moves a line: the editor asks us where to, on a busy machine too. */
const pauses: Readonly<Record<string, number>> = { '\n': 800, '-': 300 };

async function type(typed: string): Promise<void> {
  for (const text of typed) {
    await vscode.commands.executeCommand('type', { text });
    // A person's fingers give the editor the time that its questions take.
    await new Promise((resolve) => setTimeout(resolve, pauses[text] ?? 40));
  }
}

describe('typing in the editor', () => {
  before(authoring);
  after(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  for (const name of tried) {
    it(`puts ${name} where it belongs`, async () => {
      const [, above, typed, expected, below = ''] = forms.find(([each]) => each === name) ?? assert.fail(name);
      const document = await vscode.workspace.openTextDocument({ language: languageId, content: above + below });
      const editor = await vscode.window.showTextDocument(document);
      const start = document.positionAt(above.length);
      editor.selection = new vscode.Selection(start, start);
      await type(typed);
      const text = wanted(above, expected);
      await until(
        `it is ${JSON.stringify(text)}: ${JSON.stringify(document.getText())}`,
        () => document.getText() === text + behind(below),
        3000,
      );
      assert.equal(document.offsetAt(editor.selection.active), text.length);
    });
  }
});
