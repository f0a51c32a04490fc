// @ts-check
// Tells whether files are as they were.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** One for the names and contents of all. @param {readonly string[]} files paths from the project's root */
export const hashOf = (files) => files.reduce((hash, file) => hash.update(file).update('\0').update(readFileSync(join(root, file))), createHash('sha256')).digest('hex');
