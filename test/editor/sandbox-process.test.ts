import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { DiagnosticLog } from '../../src/vscode/log';
import { SandboxProcess } from '../../src/vscode/sandbox-process';
import { Memory } from './memory';
import { until } from './world';

describe('the sandbox of this editor', () => {
  const folder = mkdtempSync(join(tmpdir(), 'stack-moxie-sandbox-'));
  const state = new Memory();
  const log = { info: () => undefined, hide: () => undefined } as unknown as DiagnosticLog;
  const program = join(
    vscode.extensions.getExtension('stackmoxie.stack-moxie')?.extensionPath ?? '',
    'dist',
    'sandbox.mjs',
  );
  const sandbox = new SandboxProcess(program, { data: folder, state }, log);
  after(() => {
    sandbox.dispose();
    rmSync(folder, { recursive: true, force: true });
  });

  it('says when it has started and when it does not answer any more, and knows its address afterwards', async () => {
    let changes = 0;
    sandbox.onDidChange(() => (changes += 1));
    assert.equal(sandbox.isOurs('http://127.0.0.1:1/api'), false);
    const { api } = await sandbox.start();
    assert.deepEqual([changes, sandbox.isOurs(api)], [1, true]);
    sandbox.stop();
    await until('it has ended', () => changes === 2);
    await assert.rejects(fetch(api));
    const later = new SandboxProcess(program, { data: folder, state }, log);
    assert.deepEqual([later.isOurs(api), later.isOurs(`${api}/x`)], [true, false], 'also in a later session');
  });
});
