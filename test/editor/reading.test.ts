import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { commands, documentScheme, settings } from '../../src/vscode/ids';
import { authoring, documentWith, openFile, scenarioId, until } from './world';

const text = `# What reading tells
# in two lines
scenario: Reading in the editor
description: See {{site}}/docs.
tokens:
  site: https://acme.test
  lead:
    email: ada@example.com
steps:
- step: Given I navigate to http://www.acme.test/contact
- step: "Then the company field on CRM contact {{lead.email}} should be Acme"
  failAfter: 20
- cog: sandbox/web
  stepId: NavigateToPage
  data:
    webPageUrl: http://www.acme.test/
`;

const folder = mkdtempSync(join(tmpdir(), 'stack-moxie-reading-'));

const open = (name: string, content = text): Promise<vscode.TextDocument> => openFile(join(folder, name), content);

/** What one of the editor's own commands gets from our provider. */
const execute = async <T>(command: string, ...args: readonly unknown[]): Promise<T> =>
  vscode.commands.executeCommand<T>(command, ...args);
const positionOf = (document: vscode.TextDocument, word: string): vscode.Position =>
  document.positionAt(document.getText().indexOf(word) + 1);
const whole = (document: vscode.TextDocument): vscode.Range => new vscode.Range(0, 0, document.lineCount, 0);

async function hoverText(
  document: vscode.TextDocument,
  word: string,
): Promise<{ readonly markdown: string; readonly range: string } | undefined> {
  const [hover] = await execute<vscode.Hover[]>(
    'vscode.executeHoverProvider',
    document.uri,
    positionOf(document, word),
  );
  const [content] = hover?.contents ?? [];
  return content instanceof vscode.MarkdownString
    ? { markdown: content.value, range: document.getText(hover?.range) }
    : undefined;
}

/** The registry is there once a sentence means something. */
const understood = async (document: vscode.TextDocument): Promise<unknown> =>
  until('a sentence is understood', async () => (await hoverText(document, 'navigate to')) !== undefined);

describe('reading in the editor', () => {
  let document: vscode.TextDocument;

  before(async () => {
    await authoring();
    document = await open('reading.crank.yml');
    await understood(document);
  });

  after(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    rmSync(folder, { recursive: true, force: true });
  });

  it('shows what a step, a value, a token and a key are', async () => {
    const step = await hoverText(document, 'navigate to');
    assert.equal(step?.range, 'Given I navigate to http://www.acme.test/contact');
    assert.match(step.markdown, /`sandbox\/web` `NavigateToPage`/);
    assert.equal((await hoverText(document, 'www.acme.test/contact'))?.range, 'http://www.acme.test/contact');
    assert.match((await hoverText(document, 'lead.email'))?.markdown ?? '', /`ada@example\.com`/);
    assert.match((await hoverText(document, 'failAfter'))?.markdown ?? '', /tried again/);
    assert.equal(await hoverText(document, 'What reading'), undefined);
  });

  it('colours values and tokens, of the file and of a range', async () => {
    const legend = await execute<vscode.SemanticTokensLegend>(
      'vscode.provideDocumentSemanticTokensLegend',
      document.uri,
    );
    const draw = ({ data }: vscode.SemanticTokens): readonly string[] => {
      let [line, character] = [0, 0];
      return Array.from({ length: data.length / 5 }, (_, index) => {
        const [lines = 0, characters = 0, length = 0, type = 0] = data.slice(index * 5);
        character = lines === 0 ? character + characters : characters;
        line += lines;
        return `${String(legend.tokenTypes[type])} ${document.lineAt(line).text.slice(character, character + length)}`;
      });
    };
    const all = [
      'variable site',
      'parameter http://www.acme.test/contact',
      'parameter company',
      'variable lead.email',
      'parameter be',
      'parameter Acme',
    ];
    assert.deepEqual(draw(await execute('vscode.provideDocumentSemanticTokens', document.uri)), all);
    assert.deepEqual(
      draw(await execute('vscode.provideDocumentRangeSemanticTokens', document.uri, document.lineAt(9).range)),
      all.slice(1, 2),
    );
  });

  it('hints at the cog, or at fields when a setting says so, or at nothing', async () => {
    const hints = async (): Promise<readonly string[]> =>
      (await execute<vscode.InlayHint[]>('vscode.executeInlayHintProvider', document.uri, whole(document))).map(
        ({ label }) => (typeof label === 'string' ? label : label.map(({ value }) => value).join('')),
      );
    const [web, crm, ...others] = await hints();
    assert.ok(web && crm);
    assert.deepEqual(others, []);
    const set = async (value: string | undefined): Promise<void> =>
      vscode.workspace.getConfiguration().update(settings.inlayHints, value, vscode.ConfigurationTarget.Global);
    try {
      await set('values');
      assert.deepEqual(await until('fields', async () => ((await hints()).length === 5 ? hints() : undefined)), [
        'webPageUrl:',
        'field:',
        'email:',
        'operator:',
        'expectation:',
      ]);
      await set('off');
      await until('no hints', async () => (await hints()).length === 0);
    } finally {
      await set(undefined);
    }
  });

  it('has an outline, also when it is broken', async () => {
    const outline = async ({ uri }: vscode.TextDocument): Promise<readonly string[]> =>
      (await execute<vscode.DocumentSymbol[]>('vscode.executeDocumentSymbolProvider', uri)).map(
        ({ name, kind }) => `${vscode.SymbolKind[kind]} ${name}`,
      );
    assert.deepEqual(await outline(document), [
      'Namespace Tokens',
      'Event Given I navigate to http://www.acme.test/contact',
      'Boolean Then the company field on CRM contact {{lead.email}} should be Acme',
      'Event NavigateToPage (sandbox/web)',
    ]);
    assert.ok((await outline(await open('broken.crank.yml', text.replace('email: ada', 'email: "ada')))).length > 0);
  });

  it('folds steps, tokens and comments', async () => {
    const folds = await execute<vscode.FoldingRange[]>('vscode.executeFoldingRangeProvider', document.uri);
    assert.deepEqual(
      folds.map(
        ({ start, end, kind }) =>
          `${String(start)}-${String(end)}${kind === vscode.FoldingRangeKind.Comment ? ' comment' : ''}`,
      ),
      ['0-1 comment', '4-7', '6-7', '8-15', '10-11', '12-15', '14-15'],
    );
  });

  it('selects from the word to the step', async () => {
    const [selection] = await execute<vscode.SelectionRange[]>('vscode.executeSelectionRangeProvider', document.uri, [
      positionOf(document, 'email}}'),
    ]);
    const texts: string[] = [];
    for (let next = selection; next; next = next.parent as vscode.SelectionRange)
      texts.push(document.getText(next.range));
    assert.deepEqual(texts.slice(0, 5), [
      'email',
      'lead.email',
      '{{lead.email}}',
      'Then the company field on CRM contact {{lead.email}} should be Acme',
      '"Then the company field on CRM contact {{lead.email}} should be Acme"',
    ]);
    assert.ok(
      texts.includes('- step: "Then the company field on CRM contact {{lead.email}} should be Acme"\n  failAfter: 20'),
    );
    assert.equal(texts.at(-1), text);
  });

  it('has links to addresses, tokens and all', async () => {
    const links = await execute<vscode.DocumentLink[]>('vscode.executeLinkProvider', document.uri);
    const drawn = links.map(({ range, target }) => `${document.getText(range)} ${target?.scheme ?? ''}`);
    // The editor finds plain addresses by itself, but knows no tokens.
    for (const found of ['{{site}}/docs https', 'http://www.acme.test/contact http'])
      assert.ok(drawn.includes(found), drawn.join('\n'));
  });

  it('finds scenarios and steps of all files, open ones as they are in their editors', async () => {
    const find = async (query: string): Promise<readonly string[]> =>
      (await execute<vscode.SymbolInformation[]>('vscode.executeWorkspaceSymbolProvider', query)).map(
        ({ name }) => name,
      );
    await until('a file that is not open', async () => (await find('Home page answers')).length > 0);
    assert.ok((await find('reading in the ed')).includes('Reading in the editor'));
    assert.ok((await find('navigate contact')).includes('Given I navigate to http://www.acme.test/contact'));
    const [workspace] = vscode.workspace.workspaceFolders ?? [];
    assert.ok(workspace);
    const file = vscode.Uri.joinPath(workspace.uri, 'come and gone.crank.yml');
    await vscode.workspace.fs.writeFile(file, Buffer.from('scenario: Zebra crossing\nsteps: []\n'));
    await until('a new file', async () => (await find('zebra cross')).length > 0);
    await vscode.workspace.fs.writeFile(file, Buffer.from('scenario: Okapi crossing\nsteps: []\n'));
    await until(
      'a changed file',
      async () => (await find('okapi cross')).length > 0 && (await find('zebra cross')).length === 0,
    );
    await vscode.workspace.fs.delete(file);
    await until('file does not exist', async () => (await find('okapi cross')).length === 0);
  });

  it('offers to run a scenario of the cloud, and a file', async () => {
    const lenses = async ({ uri }: vscode.TextDocument): Promise<readonly (string | undefined)[]> =>
      (await execute<vscode.CodeLens[]>('vscode.executeCodeLensProvider', uri)).map(({ command }) => command?.command);
    assert.deepEqual(await lenses(document), [commands.runScenario]);
    const id = await scenarioId('Home page answers');
    await vscode.commands.executeCommand(commands.openScenario, { scenarioId: id });
    assert.deepEqual(await lenses(await documentWith(documentScheme, /^scenario: Home page answers/m)), [
      commands.runScenario,
    ]);
  });
});
