// @ts-check
// Runs the benchmarks: npm run bench [-- language|hostile|view|tree…] [-- --json]. Each row is measured against its target, as a ratio in one run where time is concerned.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensurePackages } from './host/packages.mjs';
import { ensureBrowser, ensureNode, ensureVsCode } from './host/setup.mjs';
import { packageExtension } from './package.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const say = (/** @type {string} */ line) => process.stderr.write(`${line}\n`);
ensurePackages(say);
const esbuild = await import('esbuild');
const outfile = join(root, '.build', 'bench', 'index.mjs');
await esbuild.build({
  absWorkingDir: root,
  entryPoints: ['test/bench/index.ts'],
  outfile,
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  packages: 'external',
  logLevel: 'warning',
});
await packageExtension(say);
await ensureVsCode(say);
const node = await ensureNode(say);
const env = { ...process.env, UI_BROWSER: await ensureBrowser(say) };
const { status } = spawnSync(node, ['--enable-source-maps', outfile, ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
  env,
});
process.exitCode = status ?? 1;
