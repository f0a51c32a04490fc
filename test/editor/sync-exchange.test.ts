import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commands } from '../../src/vscode/ids';
import { between } from './between';
import { MessagesHeard } from './messages-heard';
import { Place } from './place';
import { until } from './world';

const fileOf = (name: string, email = 'ada@example.com'): string =>
  `scenario: ${name}\nsteps:\n  # first\n  - step: Given I navigate to http://www.acme.test/\n  - step: When I fill out input[name="email"] with ${email}\n`;
const outcomes = (summary: { readonly results: readonly { readonly outcome: string; readonly item: { readonly what: string } }[] } | undefined): readonly string[] =>
  (summary?.results ?? []).map(({ outcome, item }) => `${item.what} ${outcome}`);
const writes = (): readonly string[] => between().seen.filter((request) => !request.startsWith('GET '));

describe('push and pull of a scenario', () => {
  const place = new Place();
  const heard = new MessagesHeard();
  beforeEach(async () => {
    between().reset();
    heard.listen();
    await place.begin();
  });
  afterEach(async () => {
    between().reset();
    heard.stop();
    await place.clean();
  });

  /** A file whose email was changed here, and in the cloud by a colleague. */
  async function conflict(name: string): Promise<{ readonly path: string; readonly id: number }> {
    const path = await place.write(`${name}.crank.yml`, fileOf(name));
    const id = await place.create(path);
    await place.colleagueTypes(id, 'ada@example.com', 'theirs@example.com');
    await place.write(path, fileOf(name, 'mine@example.com'));
    heard.said.length = 0;
    between().seen.length = 0;
    return { path, id };
  }

  it('creates it once, pushes an edit, and brings a colleague’s change here', async () => {
    const path = await place.write('One.crank.yml', fileOf('One'));
    const id = await place.create(path);
    const document = await vscode.workspace.openTextDocument(place.uri(path));
    await place.type(document, 'ada@', 'bob@');
    assert.equal(document.isDirty, true, 'an editor that is not saved counts');
    await place.run(commands.pushFile, place.uri(path));
    assert.match(JSON.stringify(await place.scenario(id)), /bob@example\.com/);
    assert.equal(document.isDirty, false);
    await place.change(id, { description: 'By a colleague' });
    assert.deepEqual(outcomes(await place.run(commands.pullScenario, { scenarioId: id })), ['update done']);
    assert.match(document.getText(), /description: By a colleague\n/);
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand('undo');
    assert.doesNotMatch(document.getText(), /By a colleague/, 'a pull can be undone in the editor');
    assert.deepEqual(heard.said, ['Created “One” in Acme (Sandbox).', 'Pushed “One” to Acme (Sandbox).', 'Pulled “One” from Acme (Sandbox). [Show Changes]']);
  });

  it('that was changed on both sides in different places is merged, and the merge is shown', async () => {
    const path = await place.write('Both.crank.yml', fileOf('Both'));
    const id = await place.create(path);
    await place.colleagueTypes(id, 'www.acme.test', 'shop.acme.test');
    await place.write(path, fileOf('Both', 'mine@example.com'));
    heard.answers = ['Show Changes'];
    assert.deepEqual(outcomes(await place.run(commands.pullScenario, place.uri(path))), ['merge done']);
    assert.equal(await place.read(path), fileOf('Both', 'mine@example.com').replace('www.acme.test', 'shop.acme.test'));
    assert.equal(heard.said.at(-1), 'Merged the changes of Acme (Sandbox) into “Both”; yours are kept. [Show Changes]');
    await until('the merge is shown', () => vscode.window.tabGroups.activeTabGroup.activeTab?.label === 'Both (before) ↔ Both.crank.yml');
  });

  it('in conflict asks, naming who and where, and changes nothing when the user steps back', async () => {
    const { path } = await conflict('Asked');
    await place.run(commands.pushFile, place.uri(path));
    const [said = ''] = heard.said;
    assert.match(said, /^“Asked” was changed here and, by .+ just now, in Acme \(Sandbox\)\. \[Merge\] \[Compare\] \[Keep Mine\] \[Take Theirs\]\nStep 2: .*mine@example\.com.* here and .*theirs@example\.com.* in the cloud/);
    assert.deepEqual(writes(), []);
    assert.equal(await place.read(path), fileOf('Asked', 'mine@example.com'));
  });

  it('in conflict can be compared first: the question stays', async () => {
    const { path } = await conflict('Compared');
    heard.answers = ['Compare', 'Take Theirs'];
    await place.run(commands.pullScenario, place.uri(path));
    await until('theirs was taken', async () => (await place.read(path)) === fileOf('Compared', 'theirs@example.com'));
    assert.equal(vscode.window.tabGroups.activeTabGroup.activeTab?.label, 'Compared (Acme (Sandbox)) ↔ Compared.crank.yml');
  });

  it('in conflict ends as it is told, pulling and pushing', async () => {
    const { path, id } = await conflict('Ended');
    await place.run(commands.resolveConflict, place.uri(path), { answers: { resolution: 'mine' } });
    assert.deepEqual([heard.said, writes()], [['Kept “Ended” as it is here. A push brings it to Acme (Sandbox). [Push]'], []]);
    assert.deepEqual(outcomes(await place.run(commands.pushFile, place.uri(path))), ['update done']);
    await place.colleagueTypes(id, 'mine@example.com', 'again@example.com');
    await place.write(path, fileOf('Ended', 'last@example.com'));
    await place.run(commands.pushFile, place.uri(path), { answers: { resolution: 'mine' } });
    assert.match(JSON.stringify(await place.scenario(id)), /last@example\.com/);
    assert.match(heard.said.at(-1) ?? '', /^Pushed “Ended” over the changes in Acme \(Sandbox\)/);
  });

  it('in conflict is merged by hand: what both agreed on moves when the merge is saved and closed', async () => {
    const { path, id } = await conflict('Merged');
    await place.run(commands.resolveConflict, { scenarioId: id }, { answers: { resolution: 'merge' } });
    const result = await until('the merge is open', () => vscode.workspace.textDocuments.find(({ uri, getText }) => uri.path.endsWith('Merged (merged).crank.yml') && /ada@/.test(getText())));
    const whole = new vscode.Range(0, 0, result.lineCount, 0);
    const edit = new vscode.WorkspaceEdit();
    edit.replace(result.uri, whole, fileOf('Merged', 'both@example.com'));
    await vscode.workspace.applyEdit(edit);
    await result.save();
    assert.equal(await place.read(path), fileOf('Merged', 'mine@example.com'), 'not before it is accepted');
    heard.said.length = 0;
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await until('the merge is told', () => heard.said.length > 0);
    assert.deepEqual(heard.said, ['“Merged” is merged here. A push brings it to Acme (Sandbox). [Push] [Show Changes]']);
    assert.equal(await place.read(path), fileOf('Merged', 'both@example.com'));
    assert.deepEqual(outcomes(await place.run(commands.pushFile, place.uri(path))), ['update done']);
    assert.match(JSON.stringify(await place.scenario(id)), /both@example\.com/);
  });

  it('whose push or creation loses its answer is looked for, and never sent twice', async () => {
    const path = await place.write('Lost.crank.yml', fileOf('Lost'));
    between().rule = ({ method }) => (method === 'POST' ? { reset: 'afterwards' } : undefined);
    const id = await place.create(path);
    between().rule = ({ method }) => (method === 'PATCH' ? { reset: 'afterwards' } : undefined);
    await place.write(path, fileOf('Lost', 'bob@example.com'));
    assert.deepEqual(outcomes(await place.run(commands.pushFile, place.uri(path))), ['update done']);
    assert.deepEqual(writes(), ['POST /scenarios', `PATCH /scenarios/${String(id)}`]);
    assert.match(heard.said[0] ?? '', /^Created “Lost” in Acme \(Sandbox\)\. The answer was lost; the scenario was found again/);
  });

  it('whose push never came through says so, and is tried again', async () => {
    const path = await place.write('Failed.crank.yml', fileOf('Failed'));
    const id = await place.create(path);
    await place.write(path, fileOf('Failed', 'bob@example.com'));
    let refusals = 1;
    between().rule = ({ method }) => (method === 'PATCH' && refusals-- > 0 ? { status: 403, body: '{"name":"Forbidden","message":"no"}' } : undefined);
    heard.answers = ['Try Again'];
    assert.deepEqual(outcomes(await place.run(commands.pushFile, place.uri(path))), ['update failed']);
    await until('it was tried again', () => heard.said.at(-1) === 'Pushed “Failed” to Acme (Sandbox).');
    assert.match(heard.said.at(-2) ?? '', /^“Failed” was not pushed to Acme \(Sandbox\)\. This token may not .* \[Try Again\]$/);
    assert.match(JSON.stringify(await place.scenario(id)), /bob@example\.com/);
  });

  it('with errors in its file is asked about, listing them', async () => {
    const path = await place.write('Wrong.crank.yml', fileOf('Wrong'));
    const id = await place.create(path);
    const document = await vscode.workspace.openTextDocument(place.uri(path));
    await place.type(document, 'ada@example.com', '{{date(blorp)}}');
    await until('the editor shows the error', () => vscode.languages.getDiagnostics(document.uri).some(({ severity }) => severity === vscode.DiagnosticSeverity.Error));
    await place.run(commands.pushFile, document.uri);
    assert.match(heard.said.at(-1) ?? '', /^“Wrong” has 1 error\. Push it to Acme \(Sandbox\) anyway\? \[Push Anyway\] \[Show Problems\]\nLine 5: /);
    assert.doesNotMatch(JSON.stringify(await place.scenario(id)), /blorp/);
    heard.answers = ['Push Anyway'];
    await place.run(commands.pushFile, document.uri);
    assert.match(JSON.stringify(await place.scenario(id)), /blorp/);
  });

  it('comes back from a backup', async () => {
    const { path } = await conflict('Restored');
    await place.run(commands.resolveConflict, place.uri(path), { answers: { resolution: 'theirs' } });
    assert.equal(await place.read(path), fileOf('Restored', 'theirs@example.com'));
    const restoring = place.run<string>(commands.restoreBackup, place.uri(path));
    const state = { isDone: false };
    void restoring.then(() => (state.isDone = true));
    await until('a backup was picked', async () => {
      if (!state.isDone) await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
      return state.isDone;
    });
    assert.equal(await restoring, path);
    assert.equal(await place.read(path), fileOf('Restored', 'mine@example.com'));
    assert.match(heard.said.at(-1) ?? '', /^“Restored” is as it was today .* again, in Restored\.crank\.yml\. A push brings it to Acme \(Sandbox\)\. \[Push\]$/);
  });

  it('is compared with the cloud and with the base', async () => {
    const { path } = await conflict('Beside');
    await place.run(commands.compareWithCloud, place.uri(path));
    await until('the comparison with the cloud', () => vscode.window.tabGroups.activeTabGroup.activeTab?.label === 'Beside (Acme (Sandbox)) ↔ Beside.crank.yml');
    const cloud = vscode.workspace.textDocuments.find(({ uri }) => uri.path.endsWith('Beside (Acme (Sandbox)).crank.yml'));
    assert.equal(cloud?.getText(), fileOf('Beside', 'theirs@example.com'), 'comments and layout do not differ');
    await place.run(commands.compareWithBase, place.uri(path));
    await until('the comparison with the base', () => vscode.window.tabGroups.activeTabGroup.activeTab?.label === 'Beside (base) ↔ Beside.crank.yml');
    assert.ok(vscode.workspace.textDocuments.some(({ uri, getText }) => uri.path.endsWith('Beside (base).crank.yml') && getText() === fileOf('Beside')));
  });
});
