import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { between } from './between';

// The first file by its name: nothing of ours has been used yet.
describe('activation', () => {
  it('reads nothing from the network, also where the workspace holds scenario files', async () => {
    const extension = vscode.extensions.getExtension('stackmoxie.stack-moxie');
    assert.ok(extension);
    await extension.activate();
    await new Promise((resolve) => setTimeout(resolve, 300));
    assert.deepEqual(between().seen, []);
  });
});
