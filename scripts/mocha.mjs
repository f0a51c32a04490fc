// @ts-check
// How every suite runs mocha, and which files it leaves to the soak.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { filesOf } from './hash.mjs';

// Not the one of build.mjs: `npm test` reads this before the packages are there.
const root = fileURLToPath(new URL('..', import.meta.url));

/** Node's arguments, before those that a suite adds: stacks name the sources, and made cases are the same each time. */
export const mocha = [
  '--enable-source-maps',
  join(root, 'node_modules', 'mocha', 'bin', 'mocha.js'),
  '--require',
  './scripts/seeded.mjs',
];

/** The file that a suite writes its results to, where somebody wants to read them by test: JSON, in the shape of mocha's own reporter. */
export const resultsFile = process.env['STACK_MOXIE_RESULTS'];

/** mocha's arguments that name a reporter: one for people, or the one that writes the results' file. @param {'dot' | 'spec'} forPeople */
export const reporter = (forPeople) =>
  resultsFile === undefined
    ? ['--reporter', forPeople]
    : ['--reporter', 'json', '--reporter-option', `output=${resultsFile}`];

/**
 * The test files that only the soak runs.
 * @param {string} suite a folder of `test` @returns {string[]} their paths in `test`, without the ending
 */
export function filesOfSoak(suite) {
  const isOfSoak = (/** @type {string} */ file) =>
    file.endsWith('.soak.test.ts') || (suite === 'kills' && file.endsWith('.test.ts'));
  return filesOf(join('test', suite))
    .filter(isOfSoak)
    .map((file) => file.replaceAll('\\', '/').replace(/^test\/|(\.soak)?\.test\.ts$/g, ''));
}

/** The line that names what is left to the soak; nothing where that is nothing. @param {readonly string[]} suites @returns {string} */
export function soakLine(suites) {
  const files = suites.flatMap(filesOfSoak);
  if (files.length === 0) return '';
  return `${files.length} ${files.length === 1 ? 'file runs' : 'files run'} in npm run test:soak alone: ${files.join(', ')}\n`;
}
