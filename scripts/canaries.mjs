// @ts-check
// Each canary is one bad file and the rule that must catch it: a rule that stays silent is a broken rule.
// Run: node scripts/canaries.mjs. Works on copies outside of the tree (the linter passes over what git ignores), all bad files of a tool in one run of it.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cruise } from 'dependency-cruiser';
import { createRequire } from 'node:module';

const root = fileURLToPath(new URL('..', import.meta.url));
const copies = mkdtempSync(join(tmpdir(), 'stackmoxie-canaries-'));
const require = createRequire(import.meta.url);

/** Rule, then files and their contents. All layer canaries stand in one copy of the tree, each in a file of its own. */
const layerCanaries = [
  [
    'vscode-only-in-adapter',
    'src/api/canary-vscode.ts',
    "import * as vscode from 'vscode';\nexport const x = vscode.version;\n",
  ],
  [
    'vscode-only-in-adapter',
    'src/scenario/canary-vscode.ts',
    "import type { Uri } from 'vscode';\nexport type X = Uri;\n",
  ],
  [
    'node-scenario',
    'src/scenario/canary-node.ts',
    "import { readFileSync } from 'node:fs';\nexport const x = readFileSync;\n",
  ],
  ['node-view', 'src/view/canary-node.ts', "import { readFileSync } from 'fs';\nexport const x = readFileSync;\n"],
  ['node-base', 'src/base/canary-node.ts', "import http from 'node:http';\nexport const x = http;\n"],
  ['npm-registry', 'src/registry/canary-npm.ts', "import { parse } from 'yaml';\nexport const x = parse;\n"],
  ['npm-api', 'src/api/canary-npm.ts', "import { parse } from 'yaml';\nexport const x = parse;\n"],
  ['npm-cogs', 'src/cogs/canary-npm.ts', "import { Hono } from 'hono';\nexport const x = Hono;\n"],
  [
    'layer-base',
    'src/base/canary-layer.ts',
    "import type { RunEvent } from '../run/events';\nexport type X = RunEvent;\n",
  ],
  ['layer-wire', 'src/wire/canary-layer.ts', "import type { Json } from '../base/json';\nexport type X = Json;\n"],
  [
    'layer-scenario',
    'src/scenario/canary-layer.ts',
    "import { resolveSentence } from '../registry/resolve';\nexport const x = resolveSentence;\n",
  ],
  [
    'layer-registry',
    'src/registry/canary-layer.ts',
    "import type { RunEvent } from '../run/events';\nexport type X = RunEvent;\n",
  ],
  [
    'layer-run',
    'src/run/canary-layer.ts',
    "import { resolveSentence } from '../registry/resolve';\nexport const x = resolveSentence;\n",
  ],
  [
    'layer-view',
    'src/view/canary-layer.ts',
    "import { executeScenario } from '../runner/execute';\nexport const x = executeScenario;\n",
  ],
  ['layer-api', 'src/api/canary-layer.ts', "import { commands } from '../vscode/ids';\nexport const x = commands;\n"],
  [
    'layer-runner',
    'src/runner/canary-layer.ts',
    "import { commands } from '../vscode/ids';\nexport const x = commands;\n",
  ],
  [
    'layer-cogs',
    'src/cogs/canary-layer.ts',
    "import { resolveSentence } from '../registry/resolve';\nexport const x = resolveSentence;\n",
  ],
  [
    'layer-sandbox',
    'src/sandbox/canary-layer.ts',
    "import { commands } from '../vscode/ids';\nexport const x = commands;\n",
  ],
  ...Object.entries({
    'scenario/.': './document/tree',
    'scenario/document': '../edit/key-order',
    'scenario/edit': '../format/emit',
    'registry/.': './schema/validators',
    'view/.': './registry/count-words',
    'api/decode': '../http/http',
    'api/http': '../resources/folders',
    'api/resources': '../client',
    'cogs/kit': '../web/browser',
    'cogs/web': '../dns/check-ip-address',
    'sandbox/kit': '../store/store',
    'sandbox/store': '../request/body',
    'sandbox/request': '../routes/show',
    'sandbox/faults': '../site/app',
    'sandbox/execution': '../routes/show',
    'sandbox/routes': '../server/app',
    'sandbox/server': '../main',
    'sync/model': '../diff/align',
    'sync/diff': '../file/compile',
    'sync/file': '../store/links',
    'sync/store': '../plan/plan',
    'sync/plan': '../apply/summary',
    'sync/apply': '../engine',
    'language/core': '../check/check-text',
    'language/place': '../completion/item',
    'language/check': '../hover/hover',
    'language/completion': '../check/check-text',
    'language/actions': '../completion/item',
    'language/hover': '../display/inlay-hints',
    'language/navigate': '../structure/outline',
    'language/structure': '../navigate/links',
    'language/display': '../hover/hover',
    'language/typing': '../completion/item',
    'view/sync/messages': '../prompts/conflict-prompt',
    'view/sync/prompts': '../plan/preview',
    'view/sync/plan': '../drift/drift',
    'vscode/.': './session/session',
    'vscode/session': '../account/sign-in',
    'vscode/runs': '../account/sign-in',
    'vscode/sync/files': '../folder/which-folder',
    'vscode/sync/folder': '../texts/virtual-documents',
    'vscode/sync/texts': '../work/job',
    'vscode/sync/work': '../merge/merges',
    'vscode/sync/merge': '../preview/preview-view',
    'vscode/sync/preview': '../drift/drift',
    'vscode/sync/drift': '../merge/merges',
    'vscode/sync/commands': '../main',
  }).map(([room, above]) => [
    `room-${room.replaceAll('/', '-')}`,
    `src/${room}/canary-room.ts`.replace('/./', '/'),
    `import * as x from '${above}';\nexport const y = x;\n`,
  ]),
  [
    'adapter-starts-processes',
    'src/vscode/canary-process.ts',
    "import { x } from '../cogs/canary-layer';\nexport const y = x;\n",
  ],
  [
    'extension-is-a-leaf',
    'src/vscode/canary-leaf.ts',
    "import { activate } from '../extension';\nexport const x = activate;\n",
  ],
  [
    'no-tests-in-src',
    'src/run/canary-test.ts',
    "import { x } from '../../test/canary';\nexport const y = x;\n",
    'test/canary.ts',
    'export const x = 1;\n',
  ],
  [
    'no-cycles',
    'src/run/canary-a.ts',
    "import type { Y } from './canary-b';\nexport type X = Y;\n",
    'src/run/canary-b.ts',
    "import type { X } from './canary-a';\nexport type Y = X;\n",
  ],
  ['no-orphans', 'src/run/canary-orphan.ts', 'export const x = 1;\n'],
  ['resolvable', 'src/run/canary-missing.ts', "import { y } from './missing';\nexport const x = y;\n"],
];

/** Rule, the folder of the bad file, and its contents. */
const lintCanaries = [
  ['no-restricted-imports', 'src/scenario', "import { a } from 'vscode';\nexport const b = a;\n"],
  ['no-restricted-imports', 'src/scenario', "import fs from 'node:fs/promises';\nexport const b = fs;\n"],
  ['no-restricted-imports', 'src/scenario', "import fs from 'fs';\nexport const b = fs;\n"],
  ['no-restricted-imports', 'src/runner', "import { a } from 'vscode';\nexport const b = a;\n"],
  [
    'no-floating-promises',
    'src/scenario',
    'export const a = async () => Promise.resolve(1);\nexport const b = () => { a(); };\n',
  ],
  ['no-nested-ternary', 'src/scenario', 'export const a = (x: number) => (x < 0 ? -1 : x > 0 ? 1 : 0);\n'],
  ['no-explicit-any', 'src/scenario', 'export const a = (x: any) => String(x);\n'],
  ['no-unsafe-member-access', 'src/scenario', "export const a = String(JSON.parse('{}').b);\n"],
  ['no-non-null-assertion', 'src/scenario', 'export const a = (x?: string) => x!.length;\n'],
  ['only-throw-error', 'src/scenario', "export const a = () => { throw 'x'; };\n"],
  [
    'switch-exhaustiveness-check',
    'src/scenario',
    "export const a = (k: 'a' | 'b') => { switch (k) { case 'a': return 1; } return 2; };\n",
  ],
  ['no-unnecessary-condition', 'src/scenario', 'export const a = (x: string[]) => (x ? 1 : 2);\n'],
  ['consistent-type-imports', 'src/scenario', "import { X } from './x';\nexport const a = (x: X) => x;\n"],
  ['eqeqeq', 'src/scenario', 'export const a = (x: number) => x == 1;\n'],
  ['no-console', 'src/scenario', 'console.log(1);\n'],
  ['forbidden-syntax', 'src/scenario', 'export default 1;\n'],
  ['forbidden-syntax', 'src/scenario', 'export enum A { B }\n'],
  ['forbidden-syntax', 'src/scenario', 'export const isUnderTest = true;\n'],
  [
    'offsets-owns-casts',
    'src/language',
    "import type { InFile } from '../scenario/document/offsets';\nexport const a = (b: number) => b as InFile;\n",
  ],
  [
    'offsets-owns-casts',
    'src/language',
    "import type { InFile } from '../scenario/document/offsets';\nexport const a = (b: Set<number>) => b as Set<InFile>;\n",
  ],
  [
    'spans-owns-positions',
    'src/vscode',
    "import type * as vscode from 'vscode';\nexport const a = (b: vscode.TextDocument) => b.positionAt(1);\n",
  ],
  [
    'report-owns-messages',
    'src/vscode',
    "import * as vscode from 'vscode';\nexport const a = async () => vscode.window.showErrorMessage('x');\n",
  ],
  [
    'settings-owns-configuration',
    'src/vscode',
    "import * as vscode from 'vscode';\nexport const a = vscode.workspace.getConfiguration('x');\n",
  ],
  [
    'commands-owns-registration',
    'src/vscode',
    "import * as vscode from 'vscode';\nexport const a = vscode.commands.registerCommand('x', () => 1);\n",
  ],
  [
    'max-params',
    'src/scenario',
    'export const a = (b: number, c: number, d: number, e: number, f: number) => b + c + d + e + f;\n',
  ],
  [
    'max-lines-per-function',
    'src/scenario',
    `export const a = () => {\n  let b = 0;\n${'  b += 1;\n'.repeat(60)}  return b;\n};\n`,
  ],
  ['max-lines', 'src/scenario', Array.from({ length: 320 }, (_, i) => `export const a${i} = 1;\n`).join('')],
  [
    'complexity',
    'src/scenario',
    `export const a = (b: number) => {\n${Array.from({ length: 12 }, (_, i) => `  if (b === ${i}) return ${i};\n`).join('')}  return b;\n};\n`,
  ],
  ['no-unused-vars', 'src/scenario', 'const a = 1;\nexport const b = 2;\n'],
];

/** @returns {Promise<string[]>} the layer rules that stayed silent */
async function silentLayerRules() {
  const copy = copyOf('layers', ['src', 'tsconfig.json', 'package.json', '.dependency-cruiser.cjs']);
  for (const [, ...files] of layerCanaries)
    for (let i = 0; i < files.length; i += 2) write(join(copy, String(files[i])), String(files[i + 1]));
  const { forbidden, options } = require(join(root, '.dependency-cruiser.cjs'));
  const tsConfig = { options: {}, fileName: 'tsconfig.json' };
  const result = await cruise(
    ['src'],
    { ...options, ruleSet: { forbidden }, validate: true, baseDir: copy, outputType: 'json', tsConfig },
    undefined,
    undefined,
  );
  const { violations } = JSON.parse(/** @type {string} */ (result.output)).summary;
  const caught = new Set(
    violations.map((/** @type {{ rule: { name: string }, from: string }} */ v) => `${v.rule.name} ${v.from}`),
  );
  return layerCanaries
    .filter(([rule, file]) => !caught.has(`${rule} ${file}`))
    .map(([rule, file]) => `${rule} ${file}`);
}

/** The lint rules that stayed silent. @returns {string[]} */
function silentLintRules() {
  const copy = copyOf('lint', ['tsconfig.json', 'package.json', '.oxlintrc.json', 'lint']);
  const files = lintCanaries.map(([, folder], i) => `${folder}/canary-${i}.ts`);
  for (const [i, file] of files.entries()) write(join(copy, file), String(lintCanaries[i]?.[2]));
  const { stdout } = spawnSync(
    process.execPath,
    [join(root, 'node_modules', 'oxlint', 'bin', 'oxlint'), '--format=unix', 'src'],
    { cwd: copy, encoding: 'utf8' },
  );
  const said = stdout.split('\n');
  const isCaught = (/** @type {string} */ rule, /** @type {string | undefined} */ file) =>
    said.some((line) => line.includes(`${file}:`) && line.endsWith(`(${rule})]`));
  return lintCanaries
    .filter(([rule], i) => !isCaught(String(rule), files[i]))
    .map(([rule, folder, text]) => `${rule} ${folder} ${JSON.stringify(text?.slice(0, 60))}`);
}

/** A copy of some of the project, with its packages. @param {string} name @param {readonly string[]} parts */
function copyOf(name, parts) {
  const copy = join(copies, name);
  mkdirSync(copy, { recursive: true });
  for (const part of parts) cpSync(join(root, part), join(copy, part), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'), 'junction');
  return copy;
}

/** @param {string} file @param {string} text */
function write(file, text) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

const count = layerCanaries.length + lintCanaries.length;
const silent = [...(await silentLayerRules()), ...silentLintRules()];
rmSync(copies, { recursive: true, force: true });
for (const rule of silent) process.stderr.write(`silent: ${rule}\n`);
process.stderr.write(`${count - silent.length} of ${count} canaries caught\n`);
process.exitCode = silent.length === 0 ? 0 : 1;
