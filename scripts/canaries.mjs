// @ts-check
// Each canary is one bad file and the rule that must catch it: a rule that stays silent is a broken rule.
// Run: node scripts/canaries.mjs [--all]. Works on a copy of the tree, in the git-ignored build folder. What a canary sings depends on the
// rules alone: while these are as they were when all were caught, they are not asked again.
import { cpSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cruise } from 'dependency-cruiser';
import { ESLint } from 'eslint';
import { createRequire } from 'node:module';
import { hashOf, isRecorded, writeRecord } from './hash.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const copy = join(root, '.build', 'canaries');
const require = createRequire(import.meta.url);

/** Rule, then files and their contents. All layer canaries stand in one copy of the tree, each in a file of its own. */
const layerCanaries = [
  ['vscode-only-in-adapter', 'src/api/canary-vscode.ts', "import * as vscode from 'vscode';\nexport const x = vscode.version;\n"],
  ['vscode-only-in-adapter', 'src/scenario/canary-vscode.ts', "import type { Uri } from 'vscode';\nexport type X = Uri;\n"],
  ['node-scenario', 'src/scenario/canary-node.ts', "import { readFileSync } from 'node:fs';\nexport const x = readFileSync;\n"],
  ['node-view', 'src/view/canary-node.ts', "import { readFileSync } from 'fs';\nexport const x = readFileSync;\n"],
  ['node-base', 'src/base/canary-node.ts', "import http from 'node:http';\nexport const x = http;\n"],
  ['npm-registry', 'src/registry/canary-npm.ts', "import { parse } from 'yaml';\nexport const x = parse;\n"],
  ['npm-api', 'src/api/canary-npm.ts', "import { parse } from 'yaml';\nexport const x = parse;\n"],
  ['npm-cogs', 'src/cogs/canary-npm.ts', "import { Hono } from 'hono';\nexport const x = Hono;\n"],
  ['layer-base', 'src/base/canary-layer.ts', "import type { RunEvent } from '../run/events';\nexport type X = RunEvent;\n"],
  ['layer-wire', 'src/wire/canary-layer.ts', "import type { Json } from '../base/json';\nexport type X = Json;\n"],
  ['layer-scenario', 'src/scenario/canary-layer.ts', "import { resolveSentence } from '../registry/resolve';\nexport const x = resolveSentence;\n"],
  ['layer-registry', 'src/registry/canary-layer.ts', "import type { RunEvent } from '../run/events';\nexport type X = RunEvent;\n"],
  ['layer-run', 'src/run/canary-layer.ts', "import { resolveSentence } from '../registry/resolve';\nexport const x = resolveSentence;\n"],
  ['layer-view', 'src/view/canary-layer.ts', "import { executeScenario } from '../runner/execute';\nexport const x = executeScenario;\n"],
  ['layer-api', 'src/api/canary-layer.ts', "import { commands } from '../vscode/ids';\nexport const x = commands;\n"],
  ['layer-runner', 'src/runner/canary-layer.ts', "import { commands } from '../vscode/ids';\nexport const x = commands;\n"],
  ['layer-cogs', 'src/cogs/canary-layer.ts', "import { resolveSentence } from '../registry/resolve';\nexport const x = resolveSentence;\n"],
  ['layer-sandbox', 'src/sandbox/canary-layer.ts', "import { commands } from '../vscode/ids';\nexport const x = commands;\n"],
  ['features-are-strangers', 'src/vscode/runs/canary.ts', "import { Accounts } from '../account/accounts';\nexport const x = Accounts;\n"],
  ['adapter-starts-processes', 'src/vscode/canary-process.ts', "import { x } from '../cogs/canary-layer';\nexport const y = x;\n"],
  ['extension-is-a-leaf', 'src/vscode/canary-leaf.ts', "import { activate } from '../extension';\nexport const x = activate;\n"],
  ['no-tests-in-src', 'src/run/canary-test.ts', "import { x } from '../../test/canary';\nexport const y = x;\n", 'test/canary.ts', 'export const x = 1;\n'],
  ['no-cycles', 'src/run/canary-a.ts', "import type { Y } from './canary-b';\nexport type X = Y;\n", 'src/run/canary-b.ts', "import type { X } from './canary-a';\nexport type Y = X;\n"],
  ['no-orphans', 'src/run/canary-orphan.ts', 'export const x = 1;\n'],
  ['resolvable', 'src/run/canary-missing.ts', "import { y } from './missing';\nexport const x = y;\n"],
];

/** Rule, file and contents; each is linted as if it stood in the tree. */
const lintCanaries = [
  ['no-restricted-imports', 'src/scenario/tokens.ts', "import { a } from 'vscode';\nexport const b = a;\n"],
  ['no-restricted-imports', 'src/scenario/tokens.ts', "import fs from 'node:fs/promises';\nexport const b = fs;\n"],
  ['@typescript-eslint/no-floating-promises', 'src/scenario/tokens.ts', 'export const a = async () => Promise.resolve(1);\nexport const b = () => { a(); };\n'],
  ['@typescript-eslint/no-explicit-any', 'src/scenario/tokens.ts', 'export const a = (x: any) => String(x);\n'],
  ['@typescript-eslint/no-non-null-assertion', 'src/scenario/tokens.ts', 'export const a = (x?: string) => x!.length;\n'],
  ['@typescript-eslint/only-throw-error', 'src/scenario/tokens.ts', "export const a = () => { throw 'x'; };\n"],
  ['@typescript-eslint/switch-exhaustiveness-check', 'src/scenario/tokens.ts', "export const a = (k: 'a' | 'b') => { switch (k) { case 'a': return 1; } return 2; };\n"],
  ['no-console', 'src/scenario/tokens.ts', 'console.log(1);\n'],
  ['no-restricted-syntax', 'src/scenario/tokens.ts', 'export default 1;\n'],
  ['no-restricted-syntax', 'src/scenario/tokens.ts', 'export enum A { B }\n'],
  ['no-restricted-syntax', 'src/scenario/tokens.ts', 'export const isUnderTest = true;\n'],
  ['no-restricted-syntax', 'src/vscode/log.ts', "import * as vscode from 'vscode';\nexport const a = async () => vscode.window.showErrorMessage('x');\n"],
  ['no-restricted-syntax', 'src/vscode/log.ts', "import * as vscode from 'vscode';\nexport const a = vscode.workspace.getConfiguration('x');\n"],
  ['max-params', 'src/scenario/tokens.ts', 'export const a = (b: number, c: number, d: number, e: number, f: number) => b + c + d + e + f;\n'],
  ['max-lines-per-function', 'src/scenario/tokens.ts', `export const a = () => {\n  let b = 0;\n${'  b += 1;\n'.repeat(60)}  return b;\n};\n`],
  ['max-lines', 'src/scenario/tokens.ts', 'export const a = 1;\n'.repeat(320)],
  ['complexity', 'src/scenario/tokens.ts', `export const a = (b: number) => {\n${Array.from({ length: 12 }, (_, i) => `  if (b === ${i}) return ${i};\n`).join('')}  return b;\n};\n`],
];

/** @returns {Promise<string[]>} the layer rules that stayed silent */
async function silentLayerRules() {
  rmSync(copy, { recursive: true, force: true });
  mkdirSync(copy, { recursive: true });
  for (const name of ['src', 'tsconfig.json', 'package.json', '.dependency-cruiser.cjs']) cpSync(join(root, name), join(copy, name), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'), 'junction');
  for (const [, ...files] of layerCanaries)
    for (let i = 0; i < files.length; i += 2) {
      const file = join(copy, /** @type {string} */ (files[i]));
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, /** @type {string} */ (files[i + 1]));
    }
  const { forbidden, options } = require(join(root, '.dependency-cruiser.cjs'));
  const tsConfig = { options: {}, fileName: 'tsconfig.json' };
  const result = await cruise(['src'], { ...options, ruleSet: { forbidden }, validate: true, baseDir: copy, outputType: 'json', tsConfig }, undefined, undefined);
  const { violations } = JSON.parse(/** @type {string} */ (result.output)).summary;
  const caught = new Set(violations.map((/** @type {{ rule: { name: string }, from: string }} */ v) => `${v.rule.name} ${v.from}`));
  return layerCanaries.filter(([rule, file]) => !caught.has(`${rule} ${file}`)).map(([rule, file]) => `${rule} ${file}`);
}

/** @returns {Promise<string[]>} the lint rules that stayed silent */
async function silentLintRules() {
  const eslint = new ESLint({ cwd: root });
  const silent = [];
  for (const [rule, file, text] of lintCanaries) {
    const [result] = await eslint.lintText(/** @type {string} */ (text), { filePath: join(root, /** @type {string} */ (file)) });
    if (!result?.messages.some(({ ruleId }) => ruleId === rule)) silent.push(`${rule} ${JSON.stringify(text?.slice(0, 60))}`);
  }
  return silent;
}

const count = layerCanaries.length + lintCanaries.length;
const rules = ['eslint.config.mjs', '.dependency-cruiser.cjs', 'tsconfig.json', 'package-lock.json', 'scripts/canaries.mjs'];
const key = hashOf(rules);
const record = join(root, '.build', 'lint', 'canaries');

async function look() {
  const silent = [...(await silentLayerRules()), ...(await silentLintRules())];
  rmSync(copy, { recursive: true, force: true });
  for (const rule of silent) process.stderr.write(`silent: ${rule}\n`);
  process.stderr.write(`${count - silent.length} of ${count} canaries caught\n`);
  process.exitCode = silent.length === 0 ? 0 : 1;
  writeRecord(record, silent.length === 0 ? key : '');
}

if (!process.argv.includes('--all') && isRecorded(record, key)) process.stderr.write(`${count} canaries, caught before by the same rules\n`);
else await look();
