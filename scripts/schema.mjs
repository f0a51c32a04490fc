// @ts-check
// npm run schema -- --registry FILE… [--out FILE]: one self-contained JSON Schema (draft-07) of scenario files and all steps of a registry, for other tools.
// FILE holds one registry entry or a list of them, or is a folder of such files. npm itself writes to standard output, too: use --out, or npm run --silent.
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { outliveReaders } from './cli/quiet-output.mjs';
import { readRegistries, UsageError } from './cli/registries.mjs';

/** @typedef {typeof import('../src/registry/catalog') & typeof import('../src/registry/choices') & typeof import('../src/registry/registry-file') & typeof import('../src/registry/schema/whole-schema')} Core */

const usage = 'Usage: npm run schema -- --registry FILE_OR_FOLDER… [--out FILE]';
const say = (/** @type {string} */ line) => process.stderr.write(`${line}\n`);

function readArguments() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { registry: { type: 'string', multiple: true }, out: { type: 'string' } },
    });
    if (!values.registry) throw new UsageError('Name at least one registry file.');
    return { registries: [...values.registry, ...positionals], out: values.out };
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
  }
}

/** @returns {Promise<Core>} */
async function load() {
  try {
    const { loadCore } = await import('./cli/load-core.mjs');
    return await loadCore([
      'registry/catalog',
      'registry/choices',
      'registry/registry-file',
      'registry/schema/whole-schema',
    ]);
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND';
    throw isMissing ? new Error('The packages are not installed. Run npm ci first.') : error;
  }
}

/** @param {string} text @param {string | undefined} out */
function write(text, out) {
  if (out === undefined) return void process.stdout.write(text);
  try {
    writeFileSync(out, text);
  } catch (error) {
    throw new UsageError(
      `The schema cannot be written to ${out}. ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

async function main() {
  const { registries, out } = readArguments();
  const { createCatalog, fieldChoices, readRegistryFile, wholeSchema } = await load();
  const { entries, problems } = readRegistries(registries, readRegistryFile);
  // Half a registry would make a schema that calls good steps unknown.
  if (problems.length > 0)
    throw new Error([...problems, 'Nothing was written. Mend or leave out these files.'].join('\n'));
  const frame = JSON.parse(readFileSync(new URL('../schemas/scenario.schema.json', import.meta.url), 'utf8'));
  write(
    `${JSON.stringify(wholeSchema({ frame, catalog: createCatalog(entries), choices: fieldChoices }), null, 2)}\n`,
    out,
  );
}

outliveReaders();
try {
  await main();
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  process.exitCode = error instanceof UsageError ? 2 : 1;
}
