import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import { eagerKib } from '../../scripts/build.mjs';
import { runInServer } from '../../scripts/host/run-in-server.mjs';
import { LargeOrganization } from './large-organization';
import type { Row } from './row';

/** What activation loads and does, in a real VS Code with an account: the packaged bundle, in a folder without scenarios. */
export async function activationRows(): Promise<readonly Row[]> {
  const kib = await eagerKib();
  const organization = await LargeOrganization.open({ folders: 2, scenarios: 50 });
  const dir = mkdtempSync(join(tmpdir(), 'stack-moxie-bench-'));
  try {
    const { loaded, took } = await activate(organization.address, dir);
    return [
      {
        name: 'activation: the code that is loaded',
        measured: kib,
        target: 120,
        unit: ' KiB',
        detail: `loaded in ${loaded.toFixed(1)} ms`,
      },
      { name: 'activation: time of activate()', measured: took, target: 15, unit: ' ms', detail: '' },
      {
        name: 'activation: requests before anybody looks',
        measured: organization.requests,
        target: 0,
        unit: '',
        detail: '',
      },
    ];
  } finally {
    organization.close();
    rmSync(dir, { recursive: true, force: true });
  }
}

async function activate(address: string, dir: string): Promise<{ readonly loaded: number; readonly took: number }> {
  const [tests, out, workspace] = [
    resolve('.build/bench/activation-host.cjs'),
    join(dir, 'out.json'),
    join(dir, 'workspace'),
  ];
  await build({
    entryPoints: ['test/bench/activation-host.ts'],
    outfile: tests,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    external: ['vscode'],
    logLevel: 'warning',
  });
  mkdirSync(workspace);
  const env = {
    BENCH_OUT: out,
    STACK_MOXIE_API: address,
    STACK_MOXIE_TOKEN: 'bench',
    STACK_MOXIE_ORGANIZATION: '11111111-1111-4111-8111-111111111111',
  };
  const code = await runInServer({
    extension: resolve('.'),
    tests,
    workspace,
    dir: join(dir, 'server'),
    env,
    picture: join(dir, 'window.png'),
  });
  if (code !== 0) throw new Error('The extension was not activated.');
  return JSON.parse(readFileSync(out, 'utf8')) as { loaded: number; took: number };
}
