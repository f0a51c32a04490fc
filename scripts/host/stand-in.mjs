#!/usr/bin/env node
// @ts-check
// Stands where a desktop VS Code's program would: takes the arguments that @vscode/test-electron gives and runs the tests in the server and a headless
// browser. For trying `npm run test:desktop` where no desktop VS Code can be had: VSCODE_EXECUTABLE=scripts/host/stand-in.mjs
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runInServer } from './run-in-server.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const args = process.argv.slice(2);
const value = (/** @type {string} */ name) =>
  args.find((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + 3) ?? '';
const workspace = args.find((arg) => !arg.startsWith('-') && existsSync(arg)) ?? root;
process.exit(
  await runInServer({
    extension: value('extensionDevelopmentPath'),
    tests: value('extensionTestsPath'),
    workspace,
    dir: join(root, '.build', 'stand-in'),
    picture: join(root, '.failures', 'desktop', 'window.png'),
  }),
);
