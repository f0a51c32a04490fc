import assert from 'node:assert/strict';
import { mkdirSync, rmSync } from 'node:fs';
import * as vscode from 'vscode';
import { EditorFiles } from '../../src/vscode/sync/folder/editor-files';
import { NodeFiles } from '../../src/vscode/sync/files/node-files';
import { freshPlace } from './place';

describe('files that an editor holds', () => {
  const { place } = freshPlace();

  it('and cannot save say so: nobody else has changed them', async () => {
    const uri = place.uri(await place.write('held.crank.yml', 'scenario: Held\n'));
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document);
    await place.type(document, 'Held', 'Mine');
    const files = new EditorFiles(place.root, new NodeFiles(place.root.fsPath));
    // What binds root too: a folder where the file was.
    rmSync(uri.fsPath);
    mkdirSync(uri.fsPath);
    try {
      await assert.rejects(files.write('held.crank.yml', 'scenario: Theirs\n', 'scenario: Mine\n'), {
        name: 'FileProblem',
        message: 'held.crank.yml was changed in its editor but could not be saved. Save it there and try again.',
      });
      assert.deepEqual([document.getText(), document.isDirty], ['scenario: Theirs\n', true]);
    } finally {
      rmSync(uri.fsPath, { recursive: true });
    }
    assert.equal(await document.save(), true, 'once the disk takes it, it is saved');
    assert.equal(await place.read('held.crank.yml'), 'scenario: Theirs\n');
  });
});
