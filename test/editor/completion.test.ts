import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { accept, itemsAt, labelOf, openMarked, sentencesAt } from './completing';
import { authoring, until } from './world';

describe('completion in the editor', () => {
  before(async () => {
    await authoring();
    const editor = await openMarked('steps:\n- step: ¦');
    await until('the registry is known', async () => (await sentencesAt(editor)).length > 0);
  });
  after(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('proposes sentences by words in any order, and tells of them when they are looked at', async () => {
    const editor = await openMarked('steps:\n- step: Then page status¦');
    const [first] = await itemsAt(editor, 5);
    assert.ok(first);
    assert.match(labelOf(first), /^the \{field\} of the current page should/);
    assert.match((first.documentation as vscode.MarkdownString).value, /\| --- \| --- \|/);
    assert.ok(first.insertText instanceof vscode.SnippetString);
    assert.match(first.insertText.value, /^the \$\{1\|status,/);
    assert.equal(first.filterText, 'page status');
  });

  it('works in the middle of broken YAML, and in a file that is being typed', async () => {
    const editor = await openMarked('scenario: S\nsteps:\n- step: "open\n- cog: ¦\n- {');
    const cogs = (await itemsAt(editor)).map(labelOf);
    assert.ok(cogs.length > 2 && cogs.every((name) => name.includes('/')), cogs.join());
    await editor.edit((edit) => edit.replace(new vscode.Range(3, 7, 3, 7), `${cogs[0] ?? ''}\n  stepId: `));
    editor.selection = new vscode.Selection(4, 10, 4, 10);
    const ids = await itemsAt(editor);
    assert.ok(ids.length > 0 && ids.every(({ kind }) => kind === vscode.CompletionItemKind.Method));
    assert.deepEqual((await itemsAt(await openMarked('# st¦'))).map(labelOf), []);
  });

  it('is accepted by the editor: a sentence found by words in another order, a token with its quotes', async () => {
    const editor = await openMarked('steps:\n- step: Then page status¦');
    await accept(editor, /^steps:\n- step: Then the status of the current page should/);
    const token = await openMarked('tokens:\n  page: x\nsteps:\n- step: {{pag¦');
    await accept(token, /- step: "\{\{page\}\}"$/);
  });
});
