// @ts-check
// npm run check -- [--registry FILE_OR_FOLDER…] [--json] FILES…: checks scenario files without an editor. A folder stands for the scenario files in it.
// Exit code: 0 no errors, 1 errors, 2 wrong use. npm itself writes to standard output, too: use npm run --silent with --json.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { outliveReaders } from './cli/quiet-output.mjs';
import { readRegistries, UsageError } from './cli/registries.mjs';

/** @typedef {typeof import('../src/registry/catalog') & typeof import('../src/registry/registry-file') & typeof import('../src/language/check/check-text') & typeof import('../src/vscode/utf8')} Core */

const usage = 'Usage: npm run check -- [--registry FILE_OR_FOLDER]… [--json] FILES…';
const say = (/** @type {string} */ line) => process.stderr.write(`${line}\n`);
const print = (/** @type {string} */ line) => process.stdout.write(`${line}\n`);

/** What follows --registry is a registry as long as it is a JSON file or a folder that holds some; the rest are scenario files. @param {readonly string[]} args */
function spreadRegistries(args) {
  let isRegistry = false;
  return args.flatMap((arg, index) => {
    if (arg.startsWith('-')) {
      isRegistry = arg === '--registry';
      return isRegistry ? [] : [arg];
    }
    if (!isRegistry) return [arg];
    isRegistry &&= args[index - 1] === '--registry' || isRegistryPath(arg);
    return isRegistry ? ['--registry', arg] : [arg];
  });
}

/** @param {string} path */
function isRegistryPath(path) {
  if (path.endsWith('.json')) return true;
  try {
    return readdirSync(path).some((name) => name.endsWith('.json'));
  } catch {
    return false;
  }
}

function readArguments() {
  try {
    const { values, positionals } = parseArgs({
      args: spreadRegistries(process.argv.slice(2)),
      allowPositionals: true,
      options: { registry: { type: 'string', multiple: true }, json: { type: 'boolean' } },
    });
    const files = positionals.flatMap(scenarioFiles);
    if (files.length === 0) throw new UsageError('Name at least one scenario file.');
    return { registries: values.registry ?? [], files, asJson: values.json === true };
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
  }
}

/** @param {string} path @returns {string[]} */
function scenarioFiles(path) {
  try {
    if (!statSync(path).isDirectory()) return [path];
  } catch {
    throw new UsageError(`There is no file or folder ${path}.`);
  }
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.crank\.ya?ml$/.test(name))
    .sort()
    .map((name) => join(path, name));
}

/** @returns {Promise<Core>} */
async function load() {
  try {
    const { loadCore } = await import('./cli/load-core.mjs');
    return await loadCore(['registry/catalog', 'registry/registry-file', 'language/check/check-text', 'vscode/utf8']);
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND';
    throw isMissing ? new Error('The packages are not installed. Run npm ci first.') : error;
  }
}

/** @param {string} file @param {Omit<import('../src/language/check/check-text').FileProblem, 'code' | 'severity'> & { readonly code: string, readonly severity: string }} problem */
function asText(file, { range: { start }, severity, code, message }) {
  return `${file}:${start.line + 1}:${start.character + 1}: ${severity}: ${message} (${code})`;
}

/** A file that is not UTF-8 is told of, and not read as what it is not. @param {Core} core @param {string} file @param {{ readonly catalog: ReturnType<Core['createCatalog']> | undefined, readonly now: number }} with */
function problemsOf({ checkText, decodeUtf8, encodingOf, encodingName }, file, { catalog, now }) {
  const bytes = readFileSync(file);
  const text = decodeUtf8(bytes);
  if (text !== undefined) return checkText(text, catalog, now);
  const encoding = encodingOf(bytes);
  const start = { line: 0, character: 0 };
  return [
    {
      range: { start, end: start },
      code: 'not-utf8',
      severity: 'error',
      message: `The file is ${encoding ? encodingName(encoding) : 'not UTF-8'}. Save it as UTF-8.`,
    },
  ];
}

async function main() {
  const { registries, files, asJson } = readArguments();
  const core = await load();
  const { createCatalog, readRegistryFile } = core;
  const { entries, problems: unread } = readRegistries(registries, readRegistryFile);
  unread.forEach(say);
  const catalog = registries.length > 0 ? createCatalog(entries) : undefined;
  const now = Date.now();
  let [count, errors] = [0, 0];
  for (const file of files) {
    for (const problem of problemsOf(core, file, { catalog, now })) {
      count += 1;
      if (problem.severity === 'error') errors += 1;
      const { range, code, severity, message } = problem;
      print(asJson ? JSON.stringify({ file, range, code, severity, message }) : asText(file, problem));
    }
  }
  if (asJson) print(JSON.stringify({ files: files.length, problems: count }));
  else
    print(
      `${files.length} ${files.length === 1 ? 'file' : 'files'}, ${count} ${count === 1 ? 'problem' : 'problems'}, ${errors} of them ${errors === 1 ? 'an error' : 'errors'}`,
    );
  process.exitCode = errors > 0 ? 1 : 0;
}

outliveReaders();
try {
  await main();
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  process.exitCode = 2;
}
