import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { documentUri, readDocumentUri } from '../../src/vscode/documents/scenario-documents';
import { settings } from '../../src/vscode/ids';
import { editorLink, readEditorLink, webLink } from '../../src/vscode/links';

const organization = '11111111-1111-4111-8111-111111111111';
const setTemplate = (value: string | undefined): Thenable<void> =>
  vscode.workspace.getConfiguration().update(settings.webUrl, value, vscode.ConfigurationTarget.Global);

describe('links', () => {
  afterEach(() => setTemplate(undefined));

  it('into the editor are read as they were made', () => {
    for (const target of [
      { organization, scenarioId: 7 },
      { organization, scenarioId: 7, runId: 9 },
    ]) {
      const link = vscode.Uri.parse(editorLink(target), true);
      assert.equal(link.authority, 'stackmoxie.stack-moxie');
      assert.deepEqual(readEditorLink(link), target);
    }
  });

  for (const path of [
    '',
    '/',
    '/organizations/x/scenarios/1',
    `/organizations/${organization}/scenarios/-1`,
    `/organizations/${organization}/scenarios/1/runs/2/delete`,
  ])
    it(`"${path}" leads to nothing`, () => assert.equal(readEditorLink({ path }), undefined));

  it('into the web application exist only while the setting says where it is', async () => {
    assert.equal(webLink({ organization, scenarioId: 7 }), undefined);
    await setTemplate('https://web.example.com/{organization}/s/{scenario}/{run}');
    assert.equal(webLink({ organization, scenarioId: 7, runId: 9 }), `https://web.example.com/${organization}/s/7/9`);
    await setTemplate('javascript:alert({scenario})');
    assert.equal(webLink({ organization, scenarioId: 7 }), undefined);
  });
});

describe('addresses of scenario documents', () => {
  for (const name of [
    'Contact form',
    'a/b\\c:d*e?f"g<h>i|j',
    '..',
    '',
    'new\nline',
    '\u202egnirts',
    '名前 😀',
    'x'.repeat(300),
    `${'x'.repeat(99)}😀😀`,
    '\ud83d broken',
  ])
    it(`"${name.slice(0, 20)}" is one safe file name`, () => {
      const uri = documentUri(organization, { id: 7, name });
      assert.deepEqual(readDocumentUri(uri), { organization, scenarioId: 7 });
      const [, , file = '', ...more] = uri.path.split('/');
      assert.deepEqual(more, []);
      assert.match(file, /^[^\\/:*?"<>|\u0000-\u001f\u202a-\u202e]{1,112}\.crank\.yml$/);
      assert.equal(vscode.Uri.parse(uri.toString()).path, uri.path);
    });
});
