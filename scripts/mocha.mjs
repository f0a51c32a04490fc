// @ts-check
// How every suite runs mocha.
import { join } from 'node:path';
import { root } from './build.mjs';

/** Node's arguments, before those that a suite adds: stacks name the sources, and made cases are the same each time. */
export const mocha = [
  '--enable-source-maps',
  join(root, 'node_modules', 'mocha', 'bin', 'mocha.js'),
  '--require',
  './scripts/seeded.mjs',
];
