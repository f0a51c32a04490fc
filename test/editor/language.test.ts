import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { languageId } from '../../src/vscode/ids';

describe('scenario files', () => {
  it('are in a language of their own, which keeps the manners of YAML', async () => {
    const [file] = await vscode.workspace.findFiles('home-page.crank.yml');
    assert.ok(file, 'the demonstration workspace is open');
    const document = await vscode.workspace.openTextDocument(file);
    assert.equal(document.languageId, languageId);
    const editor = vscode.workspace.getConfiguration('editor', { languageId });
    assert.equal(editor.get('insertSpaces'), true);
    assert.equal(editor.get('tabSize'), 2);
    assert.deepEqual(editor.get('quickSuggestions'), { other: true, comments: false, strings: true });
  });

  it('of both endings', async () => {
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
    assert.ok(folder);
    const file = vscode.Uri.joinPath(folder, 'other ending.crank.yaml');
    await vscode.workspace.fs.writeFile(file, Buffer.from('scenario: S\n'));
    assert.equal((await vscode.workspace.openTextDocument(file)).languageId, languageId);
    // Others look at the whole folder.
    await vscode.workspace.fs.delete(file);
  });
});
