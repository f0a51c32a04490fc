// @ts-check
// Packages the extension into .build/stack-moxie.vsix. Run: node scripts/package.mjs. Does nothing where nothing changed.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { filesOf, hashOf, isRecorded, writeRecord } from './hash.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const vsix = join(root, '.build', 'stack-moxie.vsix');
const stamp = `${vsix}.hash`;
/** What the bundles were packaged as: another build, as tests by themselves make it, takes it away with them. */
const mark = join(root, 'dist', 'packaged');
const inputs = [
  'src',
  'media',
  'schemas',
  'syntaxes',
  'package.json',
  'package.nls.json',
  'package-lock.json',
  'README.md',
  'CHANGELOG.md',
  'LICENSE',
  '.vscodeignore',
  'scripts/build.mjs',
  'scripts/package.mjs',
];

/** @param {(line: string) => void} say @returns {Promise<string>} the package's path */
export async function packageExtension(say) {
  const hash = hashOf(inputs.flatMap(filesOf));
  if (existsSync(vsix) && [stamp, mark].every((record) => isRecorded(record, hash))) return vsix;
  say('Building and packaging the extension…');
  const { build } = await import('./build.mjs');
  await build({ production: true, say });
  mkdirSync(join(root, '.build'), { recursive: true });
  const vsce = join(root, 'node_modules', '@vscode', 'vsce', 'vsce');
  const args = [
    'package',
    '--no-dependencies',
    '--allow-missing-repository',
    '--no-rewrite-relative-links',
    '--out',
    vsix,
  ];
  // Its report is of use only where it fails; standard output belongs to our caller.
  execFileSync(process.execPath, [vsce, ...args], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
  for (const record of [stamp, mark]) writeRecord(record, hash);
  return vsix;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const path = await packageExtension((line) => process.stderr.write(`${line}\n`));
  process.stderr.write(`${path}\n`);
}
