import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { languageId } from '../../src/vscode/ids';
import { authoring, until } from './world';

/** Opens a file with one `¦` in an editor, the cursor there. */
async function open(marked: string): Promise<vscode.TextEditor> {
  const offset = marked.indexOf('¦');
  const document = await vscode.workspace.openTextDocument({ language: languageId, content: marked.replace('¦', '') });
  const editor = await vscode.window.showTextDocument(document);
  const position = document.positionAt(offset);
  editor.selection = new vscode.Selection(position, position);
  return editor;
}

async function items(
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

const labelOf = ({ label }: vscode.CompletionItem): string => (typeof label === 'string' ? label : label.label);
const sentences = async (editor: vscode.TextEditor): Promise<readonly vscode.CompletionItem[]> =>
  (await items(editor)).filter(({ kind }) => kind === vscode.CompletionItemKind.Function);

/** Takes what the editor's own list has selected, and waits until the text is there. */
async function accept({ document }: vscode.TextEditor, wanted: RegExp): Promise<void> {
  await until(`the list has been accepted as ${String(wanted)}: ${document.getText()}`, async () => {
    await vscode.commands.executeCommand('editor.action.triggerSuggest');
    await new Promise((resolve) => setTimeout(resolve, 300));
    await vscode.commands.executeCommand('acceptSelectedSuggestion');
    return wanted.test(document.getText());
  });
}

describe('completion in the editor', () => {
  before(async () => {
    await authoring();
    const editor = await open('steps:\n- step: ¦');
    await until('the registry is known', async () => (await sentences(editor)).length > 0);
  });
  after(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('proposes sentences by words in any order, and tells of them when they are looked at', async () => {
    const editor = await open('steps:\n- step: Then page status¦');
    const [first] = await items(editor, 5);
    assert.ok(first);
    assert.match(labelOf(first), /^the \{field\} of the current page should/);
    assert.match((first.documentation as vscode.MarkdownString).value, /\| --- \| --- \|/);
    assert.ok(first.insertText instanceof vscode.SnippetString);
    assert.match(first.insertText.value, /^the \$\{1\|status,/);
    assert.equal(first.filterText, 'page status');
  });

  it('works in the middle of broken YAML, and in a file that is being typed', async () => {
    const editor = await open('scenario: S\nsteps:\n- step: "open\n- cog: ¦\n- {');
    const cogs = (await items(editor)).map(labelOf);
    assert.ok(cogs.length > 2 && cogs.every((name) => name.includes('/')), cogs.join());
    await editor.edit((edit) => edit.replace(new vscode.Range(3, 7, 3, 7), `${cogs[0] ?? ''}\n  stepId: `));
    editor.selection = new vscode.Selection(4, 10, 4, 10);
    const ids = await items(editor);
    assert.ok(ids.length > 0 && ids.every(({ kind }) => kind === vscode.CompletionItemKind.Method));
    assert.deepEqual((await items(await open('# st¦'))).map(labelOf), []);
  });

  it('is accepted by the editor: a sentence found by words in another order, a token with its quotes', async () => {
    const editor = await open('steps:\n- step: Then page status¦');
    await accept(editor, /^steps:\n- step: Then the status of the current page should/);
    const token = await open('tokens:\n  page: x\nsteps:\n- step: {{pag¦');
    await accept(token, /- step: "\{\{page\}\}"$/);
  });
});
