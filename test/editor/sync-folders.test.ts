import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { Emitter } from '../../src/base/event';
import type { Sessions } from '../../src/vscode/session/session';
import { SyncFolders, type SyncFoldersWorld } from '../../src/vscode/sync/folder/sync-folders';

/** A window in which the folder in use has an organization and the others have none. */
function open(): SyncFolders {
  const sessions = {
    onDidChange: new Emitter<undefined>().event,
    bindings: { ready: Promise.resolve(), of: () => Promise.resolve({ kind: 'noOrganization', account: {} }) },
    require: () => Promise.resolve({}),
    forBinding: () => assert.fail('the organization of the folder in use is none of its'),
  } as unknown as Sessions;
  return new SyncFolders({ sessions } as unknown as SyncFoldersWorld);
}

describe('a folder without an organization, beside one that has one', () => {
  const [folder] = vscode.workspace.workspaceFolders ?? [];

  it('is told of with what helps, and is not pushed to the other’s organization', async () => {
    const folders = open();
    await assert.rejects(folders.at(folder?.uri), {
      message: `The folder ${folder?.name ?? ''} has no organization yet. Open one of its files and choose “Switch Organization”.`,
    });
    assert.deepEqual(await folders.all(), [], 'what is about all folders leaves it out');
    folders.dispose();
  });
});
