import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commands } from '../../src/vscode/ids';
import { between } from './between';
import { runAndStepBack, until } from './world';

describe('commands', () => {
  afterEach(() => between().reset());

  it('all of the manifest are registered', async () => {
    const known = new Set(await vscode.commands.getCommands(true));
    assert.deepEqual(
      Object.values(commands).filter((id) => !known.has(id)),
      [],
    );
  });

  // Those that start processes have tests of their own.
  for (const id of Object.values(commands).filter(
    (command) => command !== commands.trySandbox && command !== commands.stopSandbox,
  )) {
    it(`${id} works without an argument, and starts nothing when the user steps back`, async () => {
      await runAndStepBack(id);
      assert.deepEqual(
        between().seen.filter((request) => !request.startsWith('GET ')),
        [],
      );
    });
  }

  it('the view reads once it is looked at', async () => {
    between().reset();
    await vscode.commands.executeCommand('stackMoxie.scenarios.focus');
    await vscode.commands.executeCommand(commands.refreshScenarios);
    await until(
      'folders and scenarios were read',
      () => between().seen.includes('GET /folders') && between().seen.includes('GET /scenarios'),
    );
  });
});
