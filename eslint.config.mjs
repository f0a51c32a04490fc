// @ts-check
import { builtinModules } from 'node:module';
import tseslint from 'typescript-eslint';

const nodeBuiltins = { regex: `^(node:|(${builtinModules.join('|')})(/|$))`, message: 'Only the edges touch Node. Take a port instead.' };
const vscodeModule = { regex: '^vscode$', message: 'Only src/vscode and src/extension.ts may import vscode.' };

/** One file owns each of the editor's side doors; everything else calls that file. */
const ownedCalls = [
  ['showErrorMessage', 'report.ts'],
  ['showWarningMessage', 'report.ts'],
  ['showInformationMessage', 'report.ts'],
  ['getConfiguration', 'settings.ts'],
  ['registerCommand', 'commands.ts'],
];
const owned = ownedCalls.map(([name, owner]) => ({
  owner,
  rule: { selector: `CallExpression[callee.property.name='${name}']`, message: `Only src/vscode/${owner} calls ${name}.` },
}));
const always = [
  { selector: 'ExportDefaultDeclaration', message: 'Export by name, so every reader greps the same word.' },
  { selector: 'TSEnumDeclaration', message: 'Use a union of string literals.' },
  { selector: 'Identifier[name=/(ForTest|UnderTest)$/]', message: 'Inject a port; do not branch on tests.' },
];
const edges = ['src/vscode/**', 'src/extension.ts', 'src/runner/**', 'src/cogs/**', 'src/sandbox/**'];

export default tseslint.config(
  { ignores: ['dist/**', 'node_modules/**', '.build/**', '.vscode-host/**', '.sandbox/**', '.failures/**', '**/*.cjs', '**/*.mjs'] },
  ...tseslint.configs.strictTypeChecked,
  {
    files: ['**/*.ts'],
    languageOptions: { parserOptions: { projectService: true } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 50, skipBlankLines: true, skipComments: true }],
      'max-params': ['error', 4],
      complexity: ['error', 10],
      eqeqeq: 'error',
      'no-console': 'error',
      'no-control-regex': 'off',
      'no-restricted-syntax': ['error', ...always, ...owned.map(({ rule }) => rule)],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
    },
  },
  ...[...new Set(owned.map(({ owner }) => owner))].map((owner) => ({
    files: [`src/vscode/${owner}`],
    rules: {
      'no-restricted-syntax': /** @type {any} */ (['error', ...always, ...owned.filter((o) => o.owner !== owner).map(({ rule }) => rule)]),
    },
  })),
  // Assets are strings with a default export: that is how the bundler gives them.
  { files: ['src/assets.d.ts'], rules: { 'no-restricted-syntax': 'off' } },
  { files: ['src/**/*.ts'], ignores: edges, rules: { 'no-restricted-imports': ['error', { patterns: [vscodeModule, nodeBuiltins] }] } },
  {
    files: ['src/runner/**/*.ts', 'src/cogs/**/*.ts', 'src/sandbox/**/*.ts'],
    rules: { 'no-restricted-imports': ['error', { patterns: [vscodeModule] }] },
  },
  {
    files: ['test/**/*.ts'],
    rules: {
      'max-lines': 'off',
      // Tests look through every door.
      'no-restricted-syntax': ['error', ...always],
      'max-lines-per-function': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unused-expressions': 'off',
    },
  },
);
