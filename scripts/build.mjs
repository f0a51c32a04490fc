// @ts-check
// Bundles the product into dist/ and the tests into .build/test/. Run: node scripts/build.mjs [--production] [--watch]
import { readdirSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';

export const root = fileURLToPath(new URL('..', import.meta.url));

/** KiB of all that activation loads (the entry and what it imports statically), minified: activation stays fast. */
const eagerBudget = 120;

/** The programs. What they share, and what they load only when it is needed, lies in chunks. */
const entries = { extension: 'src/extension.ts', sandbox: 'src/sandbox/main.ts', cogs: 'src/cogs/main.ts' };

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
  outExtension: { '.js': '.mjs' },
  chunkNames: 'chunks/[name]-[hash]',
  format: 'esm',
  splitting: true,
  external: ['vscode'],
  minify: production,
  sourcemap: production ? false : 'linked',
  // CommonJS packages ask for Node's modules by `require`, which an ES module lacks.
  banner: {
    js: "import{createRequire as bundleCreateRequire}from'node:module';const require=bundleCreateRequire(import.meta.url);",
  },
  metafile: true,
});

/**
 * Bundles the product. Fails where activation would load more than its budget.
 * @param {{ production?: boolean, say?: (line: string) => void }} [options]
 */
export async function build({ production = false, say = () => undefined } = {}) {
  rmSync(join(root, 'dist'), { recursive: true, force: true });
  const { metafile } = await esbuild.build(productOptions(production));
  const { outputs } = /** @type {esbuild.Metafile} */ (metafile);
  for (const name of Object.keys(entries))
    say(`dist/${name}.mjs loads ${(staticBytes(outputs, `dist/${name}.mjs`) / 1024).toFixed(0)} KiB`);
  const eager = staticBytes(outputs, 'dist/extension.mjs') / 1024;
  if (production && eager > eagerBudget)
    throw new Error(
      `Activation loads ${eager.toFixed(0)} KiB, its budget is ${eagerBudget} KiB: load something later.`,
    );
}

/** @param {esbuild.Metafile['outputs']} outputs @param {string} entry @returns {number} the size of a file and of all that it imports statically */
function staticBytes(outputs, entry) {
  const seen = new Set([entry]);
  for (const file of seen)
    for (const { path, kind, external } of outputs[file]?.imports ?? [])
      if (kind === 'import-statement' && external !== true) seen.add(path);
  return [...seen].reduce((sum, file) => sum + (outputs[file]?.bytes ?? 0), 0);
}

/** @returns {Promise<number>} KiB of minified code that activation loads */
export async function eagerKib() {
  const { metafile } = await esbuild.build({ ...productOptions(true), write: false });
  return staticBytes(/** @type {esbuild.Metafile} */ (metafile).outputs, 'dist/extension.mjs') / 1024;
}

/**
 * Bundles one suite's tests and returns the bundled files.
 * Tests of the editor suite run inside the extension host, hence CommonJS with `vscode` left to the host; all others are ES modules.
 * @param {'unit' | 'contract' | 'editor' | 'ui' | 'kills' | 'oldest'} suite
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
      ? {
          format: 'cjs',
          outExtension: { '.js': '.cjs' },
          external: ['vscode', 'mocha'],
          define: { 'import.meta.url': 'undefined' },
        }
      : {
          format: 'esm',
          splitting: true,
          outExtension: { '.js': '.mjs' },
          packages: 'external',
          external: ['vscode'],
        }),
  });
  return findFiles(join('.build', 'test', suite), editor ? '.test.cjs' : '.test.mjs');
}

/** Those whose path contains a part that was asked for; else all but those that take long. @param {readonly string[]} files @param {readonly string[]} parts */
export const chooseTests = (files, parts) =>
  files.filter((file) =>
    parts.length === 0 ? !file.includes('.soak.test.') : parts.some((part) => file.includes(part)),
  );

/** Bundles one module of the tests that an extension host is to run. @param {string} entry @returns {Promise<string>} the bundle */
export async function buildForHost(entry) {
  const outfile = join(root, '.build', 'host', `${basename(entry, '.ts')}.cjs`);
  await esbuild.build({
    ...common,
    entryPoints: [entry],
    outfile,
    sourcemap: 'inline',
    format: 'cjs',
    external: ['vscode'],
  });
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
