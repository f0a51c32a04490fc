import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { settings } from '../../src/vscode/ids';
import { authoring, openFile, until } from './world';

const text = `scenario: What is wrong
description: Nothing at first
steps:
- step: Given I navigate to http://www.acme.test/
- step: Then the status of the current page should be 200
`;

const folder = mkdtempSync(join(tmpdir(), 'stack-moxie-diagnostics-'));

const open = (name: string, content = text): Promise<vscode.TextDocument> => openFile(join(folder, name), content);

const codeOf = ({ code }: vscode.Diagnostic): unknown => (typeof code === 'object' ? code.value : code);
const codes = (document: vscode.TextDocument): readonly unknown[] =>
  vscode.languages.getDiagnostics(document.uri).map(codeOf);

async function replace(document: vscode.TextDocument, what: string, by: string): Promise<void> {
  const start = document.getText().indexOf(what);
  const edit = new vscode.WorkspaceEdit();
  edit.replace(
    document.uri,
    new vscode.Range(document.positionAt(start), document.positionAt(start + what.length)),
    by,
  );
  assert.ok(await vscode.workspace.applyEdit(edit));
}

describe('Format Document', () => {
  before(authoring);

  it('puts keys and spaces in order and keeps comments; what is broken it leaves alone', async () => {
    const document = await open(
      'format.crank.yml',
      'steps:\n    - failAfter: 5   # why\n      step: "Given I navigate to http://www.acme.test/"\nscenario:   Messy\n',
    );
    await vscode.commands.executeCommand('editor.action.formatDocument');
    assert.equal(
      document.getText(),
      'scenario: Messy\n\nsteps:\n- step: "Given I navigate to http://www.acme.test/"\n  failAfter: 5 # why\n',
    );
    const broken = await open('format-broken.crank.yml', 'steps:\n  - step: "open\n');
    await vscode.commands.executeCommand('editor.action.formatDocument');
    assert.equal(broken.getText(), 'steps:\n  - step: "open\n');
  });
});

describe('diagnostics in the editor', () => {
  after(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    rmSync(folder, { recursive: true, force: true });
  });

  it('find nothing in a good file, and what is wrong while it is typed', async () => {
    const document = await open('good.crank.yml');
    await replace(document, 'I navigate to', 'I walk to');
    const [problem] = await until('a problem', () =>
      codes(document).includes('no-matching-step') ? vscode.languages.getDiagnostics(document.uri) : undefined,
    );
    assert.equal(document.getText(problem?.range), 'Given I walk to http://www.acme.test/');
    assert.equal(problem?.source, 'Stack Moxie');
    assert.match(problem.message, /Closest: .*navigate to/i);
    const { target } = problem.code as { readonly target: vscode.Uri };
    assert.equal(target.fragment, 'no-matching-step');
    assert.match(
      (await vscode.workspace.openTextDocument(target.with({ fragment: '' }))).getText(),
      /^## no-matching-step$/m,
    );
    await replace(document, 'I walk to', 'I navigate to');
    await until('no problems', () => codes(document).length === 0);
  });

  it('know what the organization has, and point to where more is said', async () => {
    const document = await open(
      'linked.crank.yml',
      `${text}- step: When I navigate to {{web.later.url}}\n- cog: acme/none\n  stepId: X\nlinkedScenarios: { onFail: { templateId: 99999 } }\n`,
    );
    const problem = await until('the template', () =>
      vscode.languages.getDiagnostics(document.uri).find((one) => codeOf(one) === 'unknown-template'),
    );
    assert.equal(document.getText(problem.range), '99999');
    await replace(document, 'current page should be 200', 'current page should be');
    await replace(document, 'I navigate to http', 'I navigate to not http');
    const wrong = await until('a wrong value', () =>
      vscode.languages.getDiagnostics(document.uri).find((one) => codeOf(one) === 'field-type'),
    );
    const [related] = wrong.relatedInformation ?? [];
    assert.ok(related);
    const registry = await vscode.workspace.openTextDocument(related.location.uri);
    assert.match(registry.lineAt(related.location.range.start.line).text, /NavigateToPage/);
  });

  it('keep up with changes in several places, with undo and with a broken file', async () => {
    const document = await open('edited.crank.yml');
    await replace(document, 'description', 'descriptions');
    await until('an unknown key', () => codes(document).includes('unknown-key'));
    await replace(document, 'step: Given', 'step: "Given');
    await until('broken YAML', () => codes(document).includes('yaml-syntax'));
    await vscode.commands.executeCommand('undo');
    await until(
      'YAML again',
      () => !codes(document).includes('yaml-syntax') && codes(document).includes('unknown-key'),
    );
    await vscode.commands.executeCommand('undo');
    await until('nothing', () => codes(document).length === 0);
  });

  it('are as bad as a setting says', async () => {
    const document = await open('severity.crank.yml', text.replace('description', 'descriptions'));
    const target = vscode.ConfigurationTarget.Global;
    const configuration = vscode.workspace.getConfiguration();
    await until('an unknown key', () => codes(document).includes('unknown-key'));
    await configuration.update(settings.diagnosticsSeverity, { 'unknown-key': 'off', 'missing-key': 'error' }, target);
    try {
      await until('one error', () => {
        const found = vscode.languages.getDiagnostics(document.uri);
        return (
          found.length === 1 &&
          codeOf(found[0]!) === 'missing-key' &&
          found[0]?.severity === vscode.DiagnosticSeverity.Error
        );
      });
    } finally {
      await configuration.update(settings.diagnosticsSeverity, undefined, target);
    }
  });

  it('end when the document is no scenario any more', async () => {
    const document = await open('other.crank.yml', 'scenario: x\n');
    await until('a problem', () => codes(document).length > 0);
    await vscode.languages.setTextDocumentLanguage(document, 'yaml');
    await until('none', () => codes(document).length === 0);
  });
});
