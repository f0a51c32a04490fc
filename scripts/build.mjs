// @ts-check
// Bundles the product into dist/ and the tests into .build/test/. Run: node scripts/build.mjs [--production] [--watch]
import { readdirSync, rmSync, statSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';

export const root = fileURLToPath(new URL('..', import.meta.url));

/** Eager KiB that a bundle may weigh, minified. The extension's is a promise: activation stays fast. */
const budgets = { 'extension.cjs': 120 };

/** The bundles. `extension` is all that activation loads; the others are started or loaded when first needed. */
const entries = {
  extension: 'src/extension.ts',
  fetch: 'src/api/node-fetch.ts',
  render: 'src/scenario/render.ts',
  language: 'src/vscode/authoring/main.ts',
  sync: 'src/vscode/sync/main.ts',
  sandbox: 'src/sandbox/main.ts',
  cogs: 'src/cogs/main.ts',
};

/** Modules that `await import(…)` takes from a bundle of their own. Only pure functions: a class has another identity there. */
const lazy = { 'src/api/node-fetch': './fetch.cjs', 'src/scenario/render': './render.cjs', 'src/vscode/authoring/main': './language.cjs', 'src/vscode/sync/main': './sync.cjs' };

/** @type {esbuild.Plugin} */
const lazyBundles = {
  name: 'lazy-bundles',
  setup: ({ onResolve }) =>
    onResolve({ filter: /^\./ }, ({ kind, path, resolveDir }) => {
      if (kind !== 'dynamic-import') return undefined;
      const target = lazy[/** @type {keyof typeof lazy} */ (relative(root, join(resolveDir, path)).replaceAll('\\', '/'))];
      return target ? { path: target, external: true } : undefined;
    }),
};

/** @type {esbuild.BuildOptions} */
const common = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node20',
  loader: { '.proto': 'text', '.yml': 'text' },
  logLevel: 'warning',
  legalComments: 'none',
};

/** @param {boolean} production @returns {esbuild.BuildOptions} */
const productOptions = (production) => ({
  ...common,
  entryPoints: entries,
  outdir: 'dist',
  outExtension: { '.js': '.cjs' },
  format: 'cjs',
  external: ['vscode'],
  plugins: [lazyBundles],
  // A bundle takes another by require: the editor's extension host knows that best.
  supported: { 'dynamic-import': false },
  minify: production,
  sourcemap: production ? false : 'linked',
  // node-fetch and others read import.meta.url, which a CommonJS bundle lacks.
  define: { 'import.meta.url': 'bundleUrl' },
  banner: { js: "const bundleUrl=require('node:url').pathToFileURL(__filename).href;" },
  metafile: true,
});

/**
 * Bundles the product. Fails where a bundle weighs more than its budget.
 * @param {{ production?: boolean, say?: (line: string) => void }} [options]
 */
export async function build({ production = false, say = () => undefined } = {}) {
  rmSync(join(root, 'dist'), { recursive: true, force: true });
  await esbuild.build(productOptions(production));
  for (const name of Object.keys(entries)) {
    const kib = statSync(join(root, 'dist', `${name}.cjs`)).size / 1024;
    const budget = budgets[/** @type {keyof typeof budgets} */ (`${name}.cjs`)];
    say(`dist/${name}.cjs ${kib.toFixed(0)} KiB${budget ? ` (budget ${budget})` : ''}`);
    if (production && budget && kib > budget) throw new Error(`dist/${name}.cjs weighs ${kib.toFixed(0)} KiB, its budget is ${budget} KiB: load something later.`);
  }
}

/**
 * Bundles one suite's tests and returns the bundled files.
 * Tests of the editor suite run inside the extension host, hence CommonJS with `vscode` left to the host; all others are ES modules.
 * @param {'unit' | 'contract' | 'editor' | 'ui' | 'kills'} suite
 * @returns {Promise<string[]>}
 */
export async function buildTests(suite) {
  const outdir = join(root, '.build', 'test', suite);
  rmSync(outdir, { recursive: true, force: true });
  const editor = suite === 'editor';
  const entryPoints = findTests(suite);
  if (editor) entryPoints.push('test/editor/index.ts');
  await esbuild.build({
    ...common,
    entryPoints,
    outdir,
    outbase: join(root, 'test', suite),
    // Each of the processes that run tests reads the maps of what it loads: the sources are there anyway.
    sourcemap: 'linked',
    sourcesContent: false,
    ...(editor
      ? { format: 'cjs', outExtension: { '.js': '.cjs' }, external: ['vscode', 'mocha'], define: { 'import.meta.url': 'undefined' } }
      : { format: 'esm', splitting: true, outExtension: { '.js': '.mjs' }, packages: 'external', external: ['vscode'] }),
  });
  return findFiles(join('.build', 'test', suite), editor ? '.test.cjs' : '.test.mjs');
}

/** Those whose path contains a part that was asked for; else all but those that take long. @param {readonly string[]} files @param {readonly string[]} parts */
export const chooseTests = (files, parts) => files.filter((file) => (parts.length === 0 ? !file.includes('.soak.test.') : parts.some((part) => file.includes(part))));

/** Bundles one module of the tests that an extension host is to run. @param {string} entry @returns {Promise<string>} the bundle */
export async function buildForHost(entry) {
  const outfile = join(root, '.build', 'host', `${basename(entry, '.ts')}.cjs`);
  await esbuild.build({ ...common, entryPoints: [entry], outfile, sourcemap: 'inline', format: 'cjs', external: ['vscode'] });
  return outfile;
}

/** @param {string} suite */
const findTests = (suite) => findFiles(join('test', suite), '.test.ts');

/** @param {string} folder @param {string} ending @returns {string[]} */
function findFiles(folder, ending) {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith(ending))
    .map((file) => join(folder, file))
    .sort();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const production = process.argv.includes('--production');
  if (process.argv.includes('--watch')) await (await esbuild.context(productOptions(false))).watch();
  else await build({ production, say: (line) => process.stderr.write(`${line}\n`) });
}
