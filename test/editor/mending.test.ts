import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { commands } from '../../src/vscode/ids';
import { authoring, until } from './world';

const folder = mkdtempSync(join(tmpdir(), 'stack-moxie-mending-'));
let count = 0;

interface Opened {
  readonly document: vscode.TextDocument;
  readonly position: vscode.Position;
}

/** Opens a scenario with the cursor at its `¦`. */
async function open(marked: string): Promise<Opened> {
  const offset = marked.indexOf('¦');
  const file = join(folder, `mending-${String(++count)}.crank.yml`);
  writeFileSync(file, marked.replace('¦', ''));
  const document = await vscode.workspace.openTextDocument(vscode.Uri.file(file));
  const editor = await vscode.window.showTextDocument(document);
  const position = document.positionAt(offset);
  editor.selection = new vscode.Selection(position, position);
  return { document, position };
}

/** The actions at a place, as soon as the registry is known and one of them has the title. */
async function actions({ document, position }: Opened, title: string): Promise<vscode.CodeAction> {
  const range = new vscode.Range(position, position);
  return until(`the action ${title}`, async () => {
    const found = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      range,
      undefined,
      20,
    );
    return found.find((action) => action.title === title);
  });
}

async function apply(opened: Opened, title: string): Promise<string> {
  const action = await actions(opened, title);
  assert.ok(action.edit && (await vscode.workspace.applyEdit(action.edit)));
  return opened.document.getText();
}

const frame = 'scenario: x\ndescription: x\n';
const tokens = `${frame}tokens:\n  user: { email: ada@acme.test }\nsteps:\n`;

describe('mending in the editor', () => {
  before(authoring);
  after(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    rmSync(folder, { recursive: true, force: true });
  });

  it('goes to the definition of a token, and finds its references', async () => {
    const { document, position } = await open(
      `${tokens}- step: Given I navigate to {{user.em¦ail}}\n- step: Given I navigate to {{user.email}}\n`,
    );
    const [link] = await vscode.commands.executeCommand<vscode.LocationLink[]>(
      'vscode.executeDefinitionProvider',
      document.uri,
      position,
    );
    assert.equal(document.getText(link?.targetSelectionRange), 'email');
    assert.equal(document.getText(link?.originSelectionRange), 'email');
    const references = await vscode.commands.executeCommand<vscode.Location[]>(
      'vscode.executeReferenceProvider',
      document.uri,
      position,
    );
    assert.deepEqual(
      references.map(({ range }) => `${String(range.start.line)} ${document.getText(range)}`),
      ['3 email', '5 {{user.email}}', '6 {{user.email}}'],
    );
  });

  it('renames a token, and says why another cannot be', async () => {
    const { document, position } = await open(`${tokens}- step: Given I navigate to {{user.em¦ail}} {{date(today)}}\n`);
    const prepared = await vscode.commands.executeCommand<{ range: vscode.Range; placeholder: string }>(
      'vscode.prepareRename',
      document.uri,
      position,
    );
    assert.deepEqual([document.getText(prepared.range), prepared.placeholder], ['email', 'email']);
    const edit = await vscode.commands.executeCommand<vscode.WorkspaceEdit>(
      'vscode.executeDocumentRenameProvider',
      document.uri,
      position,
      'mail',
    );
    assert.ok(await vscode.workspace.applyEdit(edit));
    assert.equal(
      document.getText(),
      `${tokens.replace('email', 'mail')}- step: Given I navigate to {{user.mail}} {{date(today)}}\n`,
    );
    const date = document.positionAt(document.getText().indexOf('date('));
    await assert.rejects(
      async () => vscode.commands.executeCommand('vscode.prepareRename', document.uri, date),
      /Change its phrase/,
    );
  });

  it('mends a sentence by its light bulb, and keeps its comment', async () => {
    const opened = await open(`${frame}steps:\n- step: Given I navigat¦e too http://www.acme.test/   # home\n`);
    assert.equal(
      await apply(opened, 'Change to "Given I navigate to http://www.acme.test/"'),
      `${frame}steps:\n- step: Given I navigate to http://www.acme.test/   # home\n`,
    );
  });

  it('mends what a problem is about, and the editor knows which', async () => {
    const opened = await open(`${frame}steps:\n- step: Given I navigate to {{¦shop}}\n`);
    const action = await actions(opened, 'Declare token "shop"');
    assert.equal(action.isPreferred, true);
    assert.ok(action.kind && vscode.CodeActionKind.QuickFix.contains(action.kind));
    await apply(opened, 'Declare token "shop"');
    assert.match(opened.document.getText(), /^tokens:\n {2}shop: value\nsteps:$/m);
  });

  it('extracts a value to a token and asks for a name', async () => {
    const opened = await open(
      `${frame}steps:\n- step: Given I navigate to http://www.¦acme.test/\n- step: Given I navigate to http://www.acme.test/\n`,
    );
    const { command } = await actions(opened, 'Extract all 2 uses to token "webPageUrl"');
    const text = await apply(opened, 'Extract all 2 uses to token "webPageUrl"');
    assert.equal(
      text,
      `${frame}tokens:\n  webPageUrl: http://www.acme.test/\nsteps:\n- step: Given I navigate to {{webPageUrl}}\n- step: Given I navigate to {{webPageUrl}}\n`,
    );
    const [[, position]] = command?.arguments as [[vscode.Uri, vscode.Position]];
    assert.equal(opened.document.getText(opened.document.getWordRangeAtPosition(position)), 'webPageUrl');
  });

  it('fixes all that is safe, when it is asked to', async () => {
    const opened = await open(
      `${frame}steps:\n- step: Given I navigate to http://www.acme.test/\n  data:\n    a: {{¦x}}\n    b: {{y}}\n`,
    );
    const range = new vscode.Range(0, 0, opened.document.lineCount, 0);
    const [all] = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      opened.document.uri,
      range,
      'source.fixAll',
    );
    assert.ok(all?.edit && (await vscode.workspace.applyEdit(all.edit)));
    assert.match(opened.document.getText(), /a: "\{\{x\}\}"\n {4}b: "\{\{y\}\}"\n$/);
    const none = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      opened.document.uri,
      range,
      'source.fixAll',
    );
    assert.deepEqual(none, []);
  });

  it('finds all steps like one, and goes from one to the next', async () => {
    const { document, position } = await open(
      `${frame}steps:\n- step: Given I nav¦igate to http://www.acme.test/similar\n- step: Then the status of the current page should be 200\n- name: Home\n  cog: sandbox/web\n  stepId: NavigateToPage\n  data: { webPageUrl: http://www.acme.test/ }\n`,
    );
    await actions({ document, position }, 'Convert to cog and step ID');
    await vscode.commands.executeCommand(commands.findSimilarSteps);
    // The files of the other tests have such steps, too.
    await until('the step by its name is come to', async () => {
      await vscode.commands.executeCommand('goToNextReference');
      const active = vscode.window.activeTextEditor;
      return active?.document === document && active.selection.active.line === 5;
    });
    await vscode.commands.executeCommand('closeReferenceSearch');
  });
});
