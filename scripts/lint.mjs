// @ts-check
// Lint of src and test, whole the first time, then of what changed and of all that a change can reach.
// Which files that are says the type checker, which keeps book of what depends on what: rules that look at types are then right, too.
// Run: node scripts/lint.mjs [--all]
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ESLint } from 'eslint';
import ts from 'typescript';
import { hashOf } from './hash.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const book = join(root, '.build', 'lint', 'types.tsbuildinfo');
const record = join(root, '.build', 'lint', 'unclean.json');
/** What changes the meaning of every file's result. */
const rules = ['eslint.config.mjs', 'tsconfig.json', 'package-lock.json', 'scripts/lint.mjs'];

const key = hashOf(rules);
const name = (/** @type {string} */ file) => relative(root, file).replaceAll('\\', '/');
const isLinted = (/** @type {string} */ file) => /^(?:src|test)\/.*\.ts$/.test(name(file));

/** @returns {readonly string[] | undefined} the files that were not clean when this was last run; undefined where everything is to be looked at */
function uncleanBefore() {
  if (process.argv.includes('--all') || !existsSync(book) || !existsSync(record)) return undefined;
  const last = JSON.parse(readFileSync(record, 'utf8'));
  return last.key === key ? last.files : undefined;
}

/** @param {readonly string[]} files those to look at the next time, whatever the book says of them */
function write(files) {
  mkdirSync(dirname(record), { recursive: true });
  writeFileSync(record, JSON.stringify({ key, files }));
}

/**
 * @returns {{ all: readonly string[], affected: ReadonlySet<string>, keep: () => void }} all files; those whose own text, or the types that
 *   they see, changed since the book was written; writes the book
 */
function readBook() {
  // With either of the two, the book would take each file for an island.
  const options = { incremental: true, tsBuildInfoFile: book, isolatedModules: false, verbatimModuleSyntax: false };
  const config = ts.getParsedCommandLineOfConfigFile(join(root, 'tsconfig.json'), options, {
    ...ts.sys,
    onUnRecoverableConfigFileDiagnostic: ({ messageText }) => {
      throw new Error(ts.flattenDiagnosticMessageText(messageText, '\n'));
    },
  });
  if (!config) throw new Error('tsconfig.json cannot be read.');
  const builder = ts.createIncrementalProgram({ rootNames: config.fileNames, options: config.options, createProgram: ts.createSemanticDiagnosticsBuilderProgram });
  const affected = new Set();
  for (let next = builder.getSemanticDiagnosticsOfNextAffectedFile(); next; next = builder.getSemanticDiagnosticsOfNextAffectedFile())
    for (const file of 'fileName' in next.affected ? [next.affected] : next.affected.getSourceFiles()) affected.add(file.fileName);
  return { all: config.fileNames.filter(isLinted), affected, keep: () => void builder.emit() };
}

/** @param {readonly string[]} files @returns {Promise<readonly string[]>} those with a problem */
async function lint(files) {
  if (files.length === 0) return [];
  const eslint = new ESLint({ cwd: root });
  const results = await eslint.lintFiles([...files]);
  const bad = results.filter(({ errorCount, warningCount }) => errorCount + warningCount > 0);
  if (bad.length > 0) process.stdout.write(await (await eslint.loadFormatter('stylish')).format(bad));
  return bad.map(({ filePath }) => filePath);
}

const before = uncleanBefore();
if (!before) rmSync(book, { force: true });
const { all, affected, keep } = readBook();
const chosen = all.filter((file) => !before || before.includes(name(file)) || affected.has(file));
// First what is to be done, then the book that would call it unchanged: whatever ends us here, it is done the next time.
write(chosen.map(name));
keep();
const unclean = await lint(chosen);
write(unclean.map(name));
process.stdout.write(`${chosen.length} of ${all.length} files linted, ${unclean.length} with problems\n`);
process.exitCode = unclean.length > 0 ? 1 : 0;
