// @ts-check
// Tells whether files are as they were.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** One for the names and contents of all. @param {readonly string[]} files paths from the project's root */
export const hashOf = (files) =>
  files
    .reduce(
      (hash, file) =>
        hash
          .update(file)
          .update('\0')
          .update(readFileSync(join(root, file))),
      createHash('sha256'),
    )
    .digest('hex');

/** A file itself, all files of a folder, or nothing where there is neither. @param {string} path from the project's root @returns {string[]} */
export function filesOf(path) {
  const whole = join(root, path);
  if (!existsSync(whole)) return [];
  if (statSync(whole).isFile()) return [path];
  const inside = readdirSync(whole, { recursive: true, encoding: 'utf8' }).map((name) => join(path, name));
  return inside.filter((name) => statSync(join(root, name)).isFile()).sort();
}

/** Whether a record says a hash. @param {string} record a file's path @param {string} hash */
export const isRecorded = (record, hash) => existsSync(record) && readFileSync(record, 'utf8') === hash;

/** Writes a record that says a hash. @param {string} record a file's path @param {string} hash */
export function writeRecord(record, hash) {
  mkdirSync(dirname(record), { recursive: true });
  writeFileSync(record, hash);
}
