import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { between } from './between';

// The first file by its name: nothing of ours has been used yet.
describe('activation', () => {
  it('happens when something is wanted, and reads nothing from the network', async () => {
    const extension = vscode.extensions.getExtension('stackmoxie.stack-moxie');
    assert.ok(extension);
    assert.equal(extension.isActive, false);
    await extension.activate();
    await new Promise((resolve) => setTimeout(resolve, 300));
    assert.deepEqual(between().seen, []);
  });
});
