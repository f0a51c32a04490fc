import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { languageId } from '../../src/vscode/ids';
import { accept, labelOf, lastLine, openMarked, sentencesAt, type } from './completing';
import { authoring, until } from './world';

/** Where a person types: what is inserted, and the line with `…` for what is typed. */
type Stop = readonly [name: string, snippet: string, line: string];

const sentence = 'Given I navigate to ';
const atPlaceholder: readonly Stop[] = [
  ['a placeholder', `- step: ${sentence}\${1:webPageUrl}`, `- step: ${sentence}…`],
  ['a placeholder in single quotes', `- step: '${sentence}\${1:webPageUrl}'`, `- step: '${sentence}…'`],
  ['a placeholder in double quotes', `- step: "${sentence}\${1:webPageUrl}"`, `- step: "${sentence}…"`],
];
const atEmptyStop: readonly Stop[] = [
  ['an empty stop', `- step: ${sentence}$1`, `- step: ${sentence}…`],
  ['an empty stop in quotes', `- step: '${sentence}$1'`, `- step: '${sentence}…'`],
  ['an empty value of data', '- step: Given I navigate to x\n  data:\n    webPageUrl: $1', '    webPageUrl: "…"'],
  [
    'a placeholder of data',
    '- step: Given I navigate to x\n  data:\n    webPageUrl: ${1:https://example.com}',
    '    webPageUrl: "…"',
  ],
];
const beforeBraces: readonly Stop[] = [
  ['an empty stop before braces', `- step: ${sentence}$1\\}\\}`, `- step: ${sentence}…`],
  ['a placeholder before braces', `- step: ${sentence}\${1:webPageUrl}\\}\\}`, `- step: ${sentence}…`],
];

async function insert([, snippet]: Stop): Promise<vscode.TextEditor> {
  const editor = await openMarked('tokens:\n  email: x\nsteps:\n¦');
  await editor.insertSnippet(new vscode.SnippetString(snippet));
  return editor;
}

const endingWith = (line: string): RegExp => new RegExp(`\\n${line.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`);

/** Types the beginning of a token, takes it from the list, and types more; then the line has the token once. */
async function takesToken(
  stop: Stop,
  typed: string,
  { more = '', command = 'acceptSelectedSuggestion' } = {},
): Promise<void> {
  const editor = await insert(stop);
  const wanted = stop[2].replace('…', '{{email}}');
  await type(typed);
  await accept(editor, endingWith(wanted), command);
  await type(more);
  await until(`${stop[0]} with ${typed} is ${wanted}: ${lastLine(editor)}`, () => lastLine(editor) === wanted, 3_000);
}

const autoSurround = (value?: string): Thenable<void> =>
  vscode.workspace
    .getConfiguration('editor', { languageId })
    .update('autoSurround', value, vscode.ConfigurationTarget.Global, true);

describe('a tab stop in the editor', () => {
  before(async () => {
    await authoring();
    const editor = await openMarked('steps:\n- step: ¦');
    await until('the registry is known', async () => (await sentencesAt(editor)).length > 0);
  });
  afterEach(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  for (const [name, typed, expected = typed] of [
    ['a value', 'http://x'],
    ['a token', '{{email}}'],
    ['a token and more', '{{email}}/path'],
    ['a text in quotes', '"x y"'],
    ['brackets', '[x](y)'],
  ] as const)
    it(`has what is typed over its placeholder: ${name}`, async () => {
      for (const stop of atPlaceholder.slice(0, typed.includes('"') ? 2 : 3)) {
        const editor = await insert(stop);
        await type(typed);
        assert.equal(lastLine(editor), stop[2].replace('…', expected), stop[0]);
      }
    });

  for (const stop of [...atPlaceholder, ...atEmptyStop, ...beforeBraces])
    it(`has a token once that is taken from the list: ${stop[0]}`, async () => {
      for (const typed of ['{{', '{{em']) await takesToken(stop, typed);
    });

  it('has a token once whose braces are typed all the same, and which way ever it is taken', async () => {
    for (const [stop] of [atPlaceholder, atEmptyStop]) {
      assert.ok(stop);
      await takesToken(stop, '{{em', { more: '}}' });
      await takesToken(stop, '{{em', { more: '}}', command: 'acceptAlternativeSelectedSuggestion' });
    }
  });

  it('has a token once where the user has the editor surround what is selected', async () => {
    await autoSurround('languageDefined');
    try {
      for (const stop of [...atPlaceholder, ...beforeBraces]) await takesToken(stop, '{{em');
      for (const stop of atPlaceholder) await takesToken(stop, '{{em', { more: '}}' });
    } finally {
      await autoSurround();
    }
  });

  it('leaves an optional value out that is passed by, and has a space before one that is typed', async () => {
    const start = 'steps:\n- step: Then ';
    const optional = (await sentencesAt(await openMarked(`${start}¦`))).find(
      ({ insertText }) => insertText instanceof vscode.SnippetString && / \$\d$/.test(insertText.value),
    );
    assert.ok(optional, 'a sentence with an optional value is proposed');
    const words = labelOf(optional);
    for (const value of ['', 'Byron']) {
      const editor = await openMarked(`${start}${words.replace(/\{.*?\}/g, '')}¦`);
      await accept(editor, new RegExp(`^${start}(?:I )?${words.split(' {', 1)[0] ?? ''} \\S`));
      for (let stop = 0; stop < 9 && editor.selection.active.character < lastLine(editor).length; stop++) {
        await vscode.commands.executeCommand('hideSuggestWidget');
        await vscode.commands.executeCommand('jumpToNextSnippetPlaceholder');
      }
      await type(value);
      assert.match(lastLine(editor), value === '' ? /\w $/ : / Byron$/);
      assert.doesNotMatch(lastLine(editor), /\?|expectation|beByron/);
    }
  });
});
