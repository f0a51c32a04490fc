import assert from 'node:assert/strict';
import { mkdirSync, renameSync } from 'node:fs';
import * as vscode from 'vscode';
import { commands } from '../../src/vscode/ids';
import { between } from './between';
import { freshPlace } from './place';
import { ask, until, type Named } from './world';
import { itInSoak } from '../support/rounds';

const fileOf = (name: string, email = 'ada@example.com'): string =>
  `scenario: ${name}\nsteps:\n  # first\n  - step: Given I navigate to http://www.acme.test/\n  - step: When I fill out input[name="email"] with ${email}\n`;
const outcomes = (
  summary:
    | { readonly results: readonly { readonly outcome: string; readonly item: { readonly what: string } }[] }
    | undefined,
): readonly string[] => (summary?.results ?? []).map(({ outcome, item }) => `${item.what} ${outcome}`);
const writes = (): readonly string[] => between().seen.filter((request) => !request.startsWith('GET '));

describe('push and pull of a scenario', () => {
  const { place, heard } = freshPlace();

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

  /** What is kept of merges of a scenario that are not ended. */
  async function drafts(id: number): Promise<readonly string[]> {
    const texts = await Promise.all(
      (await vscode.workspace.findFiles(`.stackmoxie/backups/*/${String(id)}/*.json`, null)).map((uri) =>
        vscode.workspace.fs.readFile(uri),
      ),
    );
    return texts.map((bytes) => Buffer.from(bytes).toString()).filter((text) => text.includes('"why": "merge"'));
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
    assert.deepEqual(heard.said, [
      'Created “One” in Acme (Sandbox).',
      'Pushed “One” to Acme (Sandbox).',
      'Pulled “One” from Acme (Sandbox). [Show Changes]',
    ]);
  });

  it('that was changed on both sides in different places is merged, and the merge is shown', async () => {
    const path = await place.write('Both.crank.yml', fileOf('Both'));
    const id = await place.create(path);
    await place.colleagueTypes(id, 'www.acme.test', 'shop.acme.test');
    await place.write(path, fileOf('Both', 'mine@example.com'));
    heard.answers = ['Show Changes'];
    assert.deepEqual(outcomes(await place.run(commands.pullScenario, place.uri(path))), ['merge done']);
    assert.equal(await place.read(path), fileOf('Both', 'mine@example.com').replace('www.acme.test', 'shop.acme.test'));
    assert.equal(
      heard.said.at(-1),
      'Merged the changes from Acme (Sandbox) into “Both”. Yours are kept. [Show Changes]',
    );
    await until(
      'the merge is shown',
      () => vscode.window.tabGroups.activeTabGroup.activeTab?.label === 'Both (before) ↔ Both.crank.yml',
    );
  });

  it('whose file git moved keeps its scenario: its link follows, and nothing is sent', async () => {
    const path = await place.write('Before.crank.yml', fileOf('Before'));
    const id = await place.create(path);
    mkdirSync(place.uri('moved').fsPath);
    renameSync(place.uri(path).fsPath, place.uri('moved/start.crank.yml').fsPath);
    between().seen.length = 0;
    heard.said.length = 0;
    assert.deepEqual(outcomes(await place.run(commands.pushFile, place.uri('moved/start.crank.yml'))), ['move done']);
    assert.deepEqual(
      [writes(), heard.said],
      [[], ['“Before” was moved from Before.crank.yml to moved/start.crank.yml. Its link followed.']],
    );
    assert.match(await place.read('.stackmoxie/links.json'), new RegExp(`"moved/start\\.crank\\.yml": ${String(id)},`));
  });

  it('whose file came back from another branch asks before it is pushed, and is pulled instead', async () => {
    const path = await place.write('Branch.crank.yml', fileOf('Branch'));
    await place.create(path);
    await place.write(path, fileOf('Branch', 'later@example.com'));
    await place.run(commands.pushFile, place.uri(path));
    // As `git checkout` does it.
    await place.write(path, fileOf('Branch'));
    between().seen.length = 0;
    heard.said.length = 0;
    assert.equal(await place.run(commands.pushFile, place.uri(path)), undefined);
    assert.match(
      heard.said[0] ?? '',
      /^The file of “Branch” matches an earlier push or pull, and Acme \(Sandbox\) has a later version\. \[Pull\] \[Push Anyway\]/,
    );
    assert.deepEqual(writes(), []);
    heard.answers = ['Pull'];
    await place.run(commands.pushFile, place.uri(path));
    assert.equal(await place.read(path), fileOf('Branch', 'later@example.com'));
    await place.write(path, fileOf('Branch'));
    heard.answers = ['Push Anyway'];
    assert.deepEqual(outcomes(await place.run(commands.pushFile, place.uri(path))), ['update done']);
  });

  it('in conflict asks, naming who and where, and changes nothing when the user steps back', async () => {
    const { path } = await conflict('Asked');
    await place.run(commands.pushFile, place.uri(path));
    const [said = ''] = heard.said;
    assert.match(
      said,
      /^“Asked” was changed here, and in Acme \(Sandbox\)\ by .+ just now. \[Merge\] \[Merge with Mine\] \[Merge with Theirs\] \[Compare\] \[Keep Mine\] \[Take Theirs\]\nStep 2: .*mine@example\.com.* here and .*theirs@example\.com.* in the cloud/,
    );
    assert.deepEqual(writes(), []);
    assert.equal(await place.read(path), fileOf('Asked', 'mine@example.com'));
  });

  itInSoak('in conflict can be compared first: the question stays, and lists again what is lost', async () => {
    const { path } = await conflict('Compared');
    heard.answers = ['Compare', 'Choose…', 'Take Theirs'];
    await place.run(commands.pullScenario, place.uri(path));
    await until('theirs was taken', async () => (await place.read(path)) === fileOf('Compared', 'theirs@example.com'));
    const [first, beside, again] = heard.said;
    assert.match(beside ?? '', /^“Compared” was changed here, and in Acme \(Sandbox\)\ by .+. \[Choose…\]$/);
    assert.equal(again, first);
    assert.equal(
      vscode.window.tabGroups.activeTabGroup.activeTab?.label,
      'Compared (Acme (Sandbox)) ↔ Compared.crank.yml',
    );
  });

  it('in conflict ends as it is told, pulling and pushing', async () => {
    const { path, id } = await conflict('Ended');
    await place.run(commands.resolveConflict, place.uri(path), { answers: { resolution: 'mine' } });
    assert.deepEqual(
      [heard.said, writes()],
      [['Kept “Ended” as it is here. A push updates Acme (Sandbox). [Push]'], []],
    );
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
    const result = await until('the merge is open', () =>
      vscode.workspace.textDocuments.find(
        (open) => open.uri.path.endsWith('Merged (merged).crank.yml') && open.getText().includes('ada@'),
      ),
    );
    const whole = new vscode.Range(0, 0, result.lineCount, 0);
    const edit = new vscode.WorkspaceEdit();
    edit.replace(result.uri, whole, fileOf('Merged', 'both@example.com'));
    await vscode.workspace.applyEdit(edit);
    await result.save();
    assert.equal(await place.read(path), fileOf('Merged', 'mine@example.com'), 'not before it is accepted');
    await until('what was typed is kept', async () => (await drafts(id)).length === 1);
    heard.said.length = 0;
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await until('the merge is told', () => heard.said.length > 0);
    assert.deepEqual(heard.said, ['“Merged” is merged here. A push updates Acme (Sandbox). [Push] [Show Changes]']);
    assert.equal(await place.read(path), fileOf('Merged', 'both@example.com'));
    assert.deepEqual(outcomes(await place.run(commands.pushFile, place.uri(path))), ['update done']);
    assert.match(JSON.stringify(await place.scenario(id)), /both@example\.com/);
    assert.deepEqual(await drafts(id), [], 'what came to the file needs no keeping');
  });

  it('whose push or creation loses its answer is looked for, and never sent twice', async () => {
    const path = await place.write('Lost.crank.yml', fileOf('Lost'));
    between().rule = ({ method }) => (method === 'POST' ? { reset: 'afterwards' } : undefined);
    const id = await place.create(path);
    between().rule = ({ method }) => (method === 'PATCH' ? { reset: 'afterwards' } : undefined);
    await place.write(path, fileOf('Lost', 'bob@example.com'));
    assert.deepEqual(outcomes(await place.run(commands.pushFile, place.uri(path))), ['update done']);
    assert.deepEqual(writes(), ['POST /scenarios', `PATCH /scenarios/${String(id)}`]);
    assert.match(
      heard.said[0] ?? '',
      /^Created “Lost” in Acme \(Sandbox\)\. The answer was lost\. The scenario was found by its content/,
    );
  });

  itInSoak('whose push never came through says so, and is tried again', async () => {
    const path = await place.write('Failed.crank.yml', fileOf('Failed'));
    const id = await place.create(path);
    await place.write(path, fileOf('Failed', 'bob@example.com'));
    let refusals = 1;
    between().rule = ({ method }) =>
      method === 'PATCH' && refusals-- > 0 ? { status: 403, body: '{"name":"Forbidden","message":"no"}' } : undefined;
    heard.answers = ['Try Again'];
    assert.deepEqual(outcomes(await place.run(commands.pushFile, place.uri(path))), ['update failed']);
    await until('it was tried again', () => heard.said.at(-1) === 'Pushed “Failed” to Acme (Sandbox).');
    assert.match(
      heard.said.at(-2) ?? '',
      /^“Failed” was not pushed to Acme \(Sandbox\)\. This token may not .* \[Try Again\]$/,
    );
    assert.match(JSON.stringify(await place.scenario(id)), /bob@example\.com/);
  });

  it('with errors in its file is asked about, listing them, though no editor shows the file', async () => {
    const path = await place.write('Wrong.crank.yml', fileOf('Wrong'));
    const id = await place.create(path);
    await place.write(path, fileOf('Wrong', '{{date(blorp)}}'));
    const uri = place.uri(path);
    await place.run(commands.pushFile, uri);
    assert.equal(
      vscode.workspace.textDocuments.some((open) => open.uri.toString() === uri.toString()),
      false,
    );
    assert.match(
      heard.said.at(-1) ?? '',
      /^“Wrong” has 1 error\. Push it to Acme \(Sandbox\) anyway\? \[Push Anyway\] \[Show Problems\]\nLine 5: /,
    );
    assert.doesNotMatch(JSON.stringify(await place.scenario(id)), /blorp/);
    heard.answers = ['Push Anyway'];
    await place.run(commands.pushFile, uri);
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
    assert.match(
      heard.said.at(-1) ?? '',
      /^Restored “Restored” as it was today .*, in Restored\.crank\.yml\. A push updates Acme \(Sandbox\)\. \[Push\]$/,
    );
  });

  itInSoak('is compared with each backup that is gone to; nothing changes when none is chosen', async () => {
    const { path } = await conflict('Looked at');
    await place.run(commands.resolveConflict, place.uri(path), { answers: { resolution: 'theirs' } });
    await place.write('other.crank.yml', fileOf('Other'));
    await vscode.window.showTextDocument(place.uri('other.crank.yml'), { preview: true });
    const label = (): string | undefined => vscode.window.tabGroups.activeTabGroup.activeTab?.label;
    const restoring = place.run<string>(commands.restoreBackup, place.uri(path));
    await until('the newest is compared', () => /^Looked at \(today .*\) ↔ Looked at\.crank\.yml$/.test(label() ?? ''));
    await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
    assert.equal(await restoring, undefined);
    assert.equal(label(), 'other.crank.yml');
    assert.equal(vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs).length, 1);
    assert.equal(await place.read(path), fileOf('Looked at', 'theirs@example.com'));
  });

  it('is compared with the cloud and with the base', async () => {
    const { path } = await conflict('Beside');
    await place.run(commands.compareWithCloud, place.uri(path));
    await until(
      'the comparison with the cloud',
      () => vscode.window.tabGroups.activeTabGroup.activeTab?.label === 'Beside (Acme (Sandbox)) ↔ Beside.crank.yml',
    );
    const cloud = vscode.workspace.textDocuments.find(({ uri }) =>
      uri.path.endsWith('Beside (Acme (Sandbox)).crank.yml'),
    );
    assert.equal(cloud?.getText(), fileOf('Beside', 'theirs@example.com'), 'comments and layout do not differ');
    await place.run(commands.compareWithBase, place.uri(path));
    await until(
      'the comparison with the base',
      () => vscode.window.tabGroups.activeTabGroup.activeTab?.label === 'Beside (base) ↔ Beside.crank.yml',
    );
    assert.ok(
      vscode.workspace.textDocuments.some(
        (open) => open.uri.path.endsWith('Beside (base).crank.yml') && open.getText() === fileOf('Beside'),
      ),
    );
  });

  itInSoak('in conflict that is closed before it is decided is asked about, and goes on', async () => {
    const { path } = await conflict('Undecided');
    await place.run(commands.resolveConflict, place.uri(path), { answers: { resolution: 'merge' } });
    const result = await until('the merge is open', () =>
      vscode.workspace.textDocuments.find(
        (open) => open.uri.path.endsWith('Undecided (merged).crank.yml') && open.getText().includes('ada@'),
      ),
    );
    await result.save();
    heard.answers = ['Continue Merging'];
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await until('it is asked', () => heard.said.length > 0);
    assert.match(
      heard.said[0] ?? '',
      /^“Undecided” still has an unresolved line\. Use the merge anyway\? \[Use the Merge\] \[Continue Merging\]\n- step: .*ada@example\.com$/,
    );
    await until('the merge goes on', () =>
      vscode.window.tabGroups.all.some(({ tabs }) => tabs.some(({ label }) => label.includes('Undecided (merged)'))),
    );
    assert.equal(await place.read(path), fileOf('Undecided', 'mine@example.com'));
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await until('it is given up', () =>
      heard.said
        .at(-1)
        ?.startsWith('The merge of “Undecided” was not finished. Both sides are unchanged. [Merge Again]'),
    );
  });

  itInSoak(
    'in conflict that cannot be read has their changes in its merge, and nothing that was not wanted',
    async () => {
      const { path } = await conflict('Broken');
      const broken = (email?: string): string => `stackmoxie: [\n${fileOf('Broken', email)}`;
      await place.write(path, broken());
      await place.run(commands.resolveConflict, place.uri(path), { answers: { resolution: 'merge' } });
      const result = await until('the merge is open', () =>
        vscode.workspace.textDocuments.find((open) => open.uri.path.endsWith('Broken (merged).crank.yml')),
      );
      await until('both sides are merged', () => result.getText() === broken('theirs@example.com'));
      heard.answers = ['Use the Merge'];
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
      await until('the merge is told', () => heard.said.some((words) => words.startsWith('“Broken” is merged here.')));
      assert.match(
        heard.said[0] ?? '',
        /^Both sides’ changes to “Broken” were merged without a conflict\. Use the merge\? \[Use the Merge\] \[Continue Merging\]/,
      );
      assert.equal(await place.read(path), broken('theirs@example.com'));
    },
  );

  itInSoak('in conflict is merged with conflict markers where there is no merge editor', async () => {
    const { path, id } = await conflict('Marked');
    const real = vscode.commands.executeCommand;
    const put = (value: unknown): unknown =>
      Object.defineProperty(vscode.commands, 'executeCommand', { value, configurable: true, writable: true });
    put((command: string, ...args: readonly unknown[]) =>
      command === '_open.mergeEditor' ? Promise.reject(new Error('command not found')) : real(command, ...args),
    );
    await place
      .run(commands.resolveConflict, { scenarioId: id }, { answers: { resolution: 'merge' } })
      .finally(() => put(real));
    const result = vscode.window.activeTextEditor?.document;
    assert.equal(
      result
        ?.getText()
        .includes(
          '<<<<<<< Mine\n  - step: When I fill out input[name="email"] with mine@example.com\n=======\n  - step: When I fill out input[name="email"] with theirs@example.com\n>>>>>>> Acme (Sandbox)\n',
        ),
      true,
      result?.getText(),
    );
    await result.save();
    assert.deepEqual(heard.said, [], 'markers are left');
    const edit = new vscode.WorkspaceEdit();
    edit.replace(result.uri, new vscode.Range(0, 0, result.lineCount, 0), fileOf('Marked', 'both@example.com'));
    await vscode.workspace.applyEdit(edit);
    await result.save();
    await until('the merge is told', () => heard.said.length > 0);
    assert.equal(await place.read(path), fileOf('Marked', 'both@example.com'));
  });

  it('is created once, however often it is asked for, and in the folder that was chosen', async () => {
    const [folder] = await ask<readonly Named[]>('/folders');
    const path = await place.write('Twice.crank.yml', fileOf('Twice'));
    const answers = { answers: { folder: folder?.id } };
    const [one, two] = await Promise.all([
      place.run(commands.createInCloud, place.uri(path), answers),
      place.run(commands.createInCloud, place.uri(path), answers),
    ]);
    const ids = [one, two]
      .flatMap((summary) => summary?.results ?? [])
      .filter(({ outcome }) => outcome === 'done')
      .map(({ id }) => id ?? 0);
    place.owns(...ids);
    assert.equal(writes().length, 1);
    assert.equal(ids.length, 1);
    assert.equal(
      (await place.scenario<{ readonly feature: { readonly id: number } | number }>(ids[0] ?? 0)).feature instanceof
        Object,
      true,
    );
    await place.run(commands.createInCloud, place.uri(path));
    assert.equal(
      heard.said.at(-1),
      'Twice.crank.yml is already linked to a scenario in Acme (Sandbox). Push it instead.',
    );
  });

  itInSoak('that a colleague deleted is neither deleted here nor created again unasked', async () => {
    const path = await place.write('Gone.crank.yml', fileOf('Gone'));
    const id = await place.create(path);
    await place.colleagueDeletes(id);
    heard.said.length = 0;
    between().seen.length = 0;
    await place.run(commands.pullScenario, place.uri(path));
    await place.run(commands.pushFile, place.uri(path));
    assert.deepEqual(heard.said, [
      '“Gone” was deleted in Acme (Sandbox). Delete its file here too? [Delete File]\nGone.crank.yml is kept in the backups.',
      '“Gone” was deleted in Acme (Sandbox). Create it there again? [Create Again]\nIt gets another ID and has no runs.',
    ]);
    assert.deepEqual([writes(), await place.read(path)], [[], fileOf('Gone')]);
    heard.answers = ['Delete File'];
    assert.deepEqual(outcomes(await place.run(commands.pullScenario, place.uri(path))), ['delete done']);
    await assert.rejects(place.read(path));
  });

  it('whose file cannot be read is not pushed, and told why', async () => {
    const path = await place.write('Broken.crank.yml', fileOf('Broken'));
    await place.create(path);
    await place.write(path, 'scenario: [\n');
    await place.run(commands.pushFile, place.uri(path));
    assert.match(
      heard.said.at(-1) ?? '',
      /^“Broken”: The file cannot be read as a scenario\. Correct it and push again\. Line 1: .* \[Show Problem\]$/,
    );
  });

  it('of a file that is not linked is offered to be made', async () => {
    const path = await place.write('New.crank.yml', fileOf('New'));
    await place.run(commands.pullScenario, place.uri(path));
    assert.deepEqual(heard.said, [
      'New.crank.yml is not linked to a scenario yet. [Create in Cloud] [Link to Scenario…]',
    ]);
  });
});
