// @ts-check
// Reads registry files for scripts.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** @typedef {import('../../src/registry/registry-file').RegistryFile} RegistryFile */

/** A wrong way to call a script: exit code 2. Its message is for people. */
export class UsageError extends Error {}

/** @param {unknown} error */
const reason = (error) =>
  /** @type {NodeJS.ErrnoException} */ (error).code === 'ENOENT'
    ? 'There is no such file or folder.'
    : error instanceof Error
      ? error.message
      : String(error);

/** @param {string} path @returns {string[]} the registry files that a path names: itself, or the folder's `*.json` in alphabetical order */
function filesAt(path) {
  try {
    if (!statSync(path).isDirectory()) return [path];
    const files = readdirSync(path)
      .filter((name) => name.endsWith('.json'))
      .sort();
    if (files.length === 0)
      throw new UsageError(`The folder ${path} holds no JSON file. Name the folder that holds the registry files.`);
    return files.map((name) => join(path, name));
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`The registry ${path} cannot be read. ${reason(error)}`);
  }
}

/**
 * Reads registry files and folders of such. A later one replaces a cog of the same name.
 * @param {readonly string[]} paths
 * @param {(text: string) => RegistryFile} read
 * @returns {RegistryFile} with problems that name their file
 */
export function readRegistries(paths, read) {
  const files = paths.flatMap(filesAt).map((file) => ({ file, ...read(readFileSync(file, 'utf8')) }));
  return {
    entries: files.flatMap(({ entries }) => entries),
    problems: files.flatMap(({ file, problems }) => problems.map((problem) => `${file}: ${problem}`)),
  };
}
