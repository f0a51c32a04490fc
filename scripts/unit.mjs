// @ts-check
// Runs the unit suite, or the files of it whose path contains an argument: node scripts/unit.mjs [part of a path…] [--grep TEXT]
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { buildTests, root } from './build.mjs';

const args = process.argv.slice(2);
const grepAt = args.indexOf('--grep');
const grep = grepAt < 0 ? [] : args.splice(grepAt, 2);
const files = (await buildTests('unit')).filter((file) => args.length === 0 || args.some((part) => file.includes(part)));
const mocha = join(root, 'node_modules', 'mocha', 'bin', 'mocha.js');
const { status } = spawnSync(process.execPath, ['--enable-source-maps', mocha, '--reporter', 'dot', ...grep, ...files], { cwd: root, stdio: 'inherit' });
process.exitCode = status ?? 1;
