// @ts-check
// Tells whether files are as they were.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** One for the names and contents of all. @param {readonly string[]} files paths from the project's root */
export const hashOf = (files) => files.reduce((hash, file) => hash.update(file).update('\0').update(readFileSync(join(root, file))), createHash('sha256')).digest('hex');

/** A file itself, all files of a folder, or nothing where there is neither. @param {string} path from the project's root @returns {string[]} */
export function filesOf(path) {
  const whole = join(root, path);
  if (!existsSync(whole)) return [];
  if (statSync(whole).isFile()) return [path];
  const inside = readdirSync(whole, { recursive: true, encoding: 'utf8' }).map((name) => join(path, name));
  return inside.filter((name) => statSync(join(root, name)).isFile()).sort();
}
