import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Summary } from '../../src/sync/apply/summary';
import { commands } from '../../src/vscode/ids';
import { between } from './between';
import { freshPlace } from './place';
import { ask, documentWith, until, type Named } from './world';
import { itInSoak } from '../support/rounds';

const fileOf = (name: string, email = 'ada@example.com'): string =>
  `scenario: ${name}\nsteps:\n  - step: When I fill out input[name="email"] with ${email}\n`;
/** Without the files of the workspace that nobody has linked. */
const tally = (summary: Summary | undefined): string =>
  (summary?.results ?? [])
    .filter(({ item, outcome }) => (item.what !== 'create' && item.what !== 'link') || outcome !== 'skipped')
    .map(({ item, outcome }) => `${item.name} ${item.what} ${outcome}`)
    .sort()
    .join(', ');

describe('push and pull of several', () => {
  const { place, heard } = freshPlace();

  /** Files that are linked, each changed here since. */
  async function changedFiles(...names: readonly string[]): Promise<readonly number[]> {
    const ids: number[] = [];
    for (const name of names) {
      await place.write(`${name}.crank.yml`, fileOf(name));
      ids.push(await place.create(`${name}.crank.yml`));
      await place.write(`${name}.crank.yml`, fileOf(name, `${name.toLowerCase()}@example.com`));
    }
    heard.said.length = 0;
    between().seen.length = 0;
    return ids;
  }

  it('pulls everything once it is agreed to, and links the files that say already identical; then there is nothing left to pull', async () => {
    await place.colleagueCreates({
      name: 'New there',
      definition: { scenario: 'New there', description: '', steps: [] },
    });
    const all = await ask<readonly Named[]>('/scenarios');
    const scenarioFiles = async (): Promise<number> => (await vscode.workspace.findFiles('**/*.crank.yml')).length;
    const before = await scenarioFiles();
    assert.equal(await place.run(commands.pullAll), undefined, 'it is looked at first');
    assert.deepEqual(
      (await vscode.workspace.fs.readDirectory(place.root)).filter(([name]) => name === '.stackmoxie'),
      [],
    );
    const summary = await place.run(commands.applyPreview);
    assert.deepEqual([...new Set(summary?.results.map(({ outcome }) => outcome))], ['done']);
    assert.equal(summary?.results.length, all.length);
    for (const { path = '' } of summary.results) assert.match(await place.read(path), /^(?:#.*\n)*scenario: /);
    assert.deepEqual(heard.said, [
      `Pulled 1 scenario from Acme (Sandbox). Linked ${String(all.length - 1)} files to their scenarios in Acme (Sandbox). [Show Summary]`,
    ]);
    assert.equal(
      await until('the new file is seen', async () => (await scenarioFiles()) > before && scenarioFiles()),
      before + 1,
      'only what is new gets a file',
    );
    await place.run(commands.pullAll);
    assert.equal(heard.said.at(-1), 'Nothing to pull. Everything here is identical to Acme (Sandbox).');
  });

  it('pushes what is checked, goes on past a failure, and tries that again', async () => {
    const [one = 0, two = 0, three = 0] = await changedFiles('Ay', 'Bee', 'Sea');
    await place.colleagueTypes(three, 'ada@example.com', 'theirs@example.com');
    let refusals = 1;
    between().rule = ({ method, path }) =>
      method === 'PATCH' && path.endsWith(`/${String(one)}`) && refusals-- > 0
        ? { status: 403, body: '{"name":"Forbidden","message":"no"}' }
        : undefined;
    await place.run(commands.pushAll);
    await place.run(commands.chooseMine, { key: `push ${String(three)}` });
    heard.answers = ['Show Summary'];
    assert.equal(tally(await place.run(commands.applyPreview)), 'Ay update failed, Bee update done, Sea conflict done');
    assert.equal(heard.said[0], 'Pushed 2 scenarios to Acme (Sandbox). 1 failed. [Try Again] [Show Summary]');
    const summary = await documentWith(
      'stackmoxie-sync',
      /^Pushed 2 scenarios[^]*Failed \(1\)\n {2}Ay {2}\(Ay\.crank\.yml\)\n {6}This token may not [^]*Done \(2\)/,
    );
    assert.match(summary.uri.path, /Pushed to Acme \(Sandbox\)\.txt$/);
    for (const id of [two, three]) assert.match(JSON.stringify(await place.scenario(id)), /(bee|sea)@example\.com/);
    assert.doesNotMatch(JSON.stringify(await place.scenario(one)), /ay@example\.com/);
    await place.run(commands.pushFile, place.uri('Ay.crank.yml'), [
      place.uri('Ay.crank.yml'),
      place.uri('Bee.crank.yml'),
    ]);
    assert.equal(heard.said.at(-1), 'Pushed “Ay” to Acme (Sandbox).', 'the only one that is left is done at once');
  });

  it('leaves alone what is in conflict and nobody has chosen, and does nothing when it is cancelled', async () => {
    const [, two = 0] = await changedFiles('Dee', 'Eve');
    await place.colleagueTypes(two, 'ada@example.com', 'theirs@example.com');
    await place.run(commands.pushAll);
    await place.run(commands.cancelPreview);
    assert.equal(await place.run(commands.applyPreview), undefined);
    assert.deepEqual(
      between().seen.filter((request) => !request.startsWith('GET ')),
      [],
    );
    await place.run(commands.pushAll);
    assert.equal(tally(await place.run(commands.applyPreview)), 'Dee update done, Eve conflict skipped');
    assert.match(JSON.stringify(await place.scenario(two)), /theirs@example\.com/);
  });

  itInSoak(
    'a conflict that is merged by hand leaves the plan; the rest is pushed, and the merge is pushed next',
    async () => {
      const [one = 0, two = 0] = await changedFiles('Uma', 'Val', 'Wes');
      await place.colleagueTypes(one, 'ada@example.com', 'theirs@example.com');
      await place.run(commands.pushAll);
      await place.run(commands.mergeItem, { key: `push ${String(two)}` });
      assert.equal(vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs).length, 0, 'there is nothing to merge');
      await place.run(commands.mergeItem, { key: `push ${String(one)}` });
      const result = await documentWith('stackmoxie-sync', /<<<<<<<|ada@example\.com/);
      assert.equal(tally(await place.run(commands.applyPreview)), 'Val update done, Wes update done');
      assert.match(JSON.stringify(await place.scenario(one)), /theirs@example\.com/);
      const merged = await until(
        'the result is open',
        () =>
          vscode.workspace.textDocuments.find(({ uri }) => uri.path.endsWith('Uma (merged).crank.yml')) ??
          (result.uri.path.endsWith('Uma (merged).crank.yml') ? result : undefined),
      );
      const edit = new vscode.WorkspaceEdit();
      edit.replace(merged.uri, new vscode.Range(0, 0, merged.lineCount, 0), fileOf('Uma', 'both@example.com'));
      await vscode.workspace.applyEdit(edit);
      await merged.save();
      heard.said.length = 0;
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
      await until('the merge is told', () => heard.said.some((words) => words.startsWith('“Uma” is merged here.')));
      assert.equal(await place.read('Uma.crank.yml'), fileOf('Uma', 'both@example.com'));
    },
  );

  itInSoak('a scenario that changes while the plan is looked at becomes a conflict', async () => {
    const [one = 0] = await changedFiles('Fay', 'Gus');
    await place.run(commands.pushAll);
    await place.colleagueTypes(one, 'ada@example.com', 'theirs@example.com');
    assert.equal(tally(await place.run(commands.applyPreview)), 'Fay update conflict, Gus update done');
    assert.match(JSON.stringify(await place.scenario(one)), /theirs@example\.com/);
    assert.equal(heard.said[0], 'Pushed 1 scenario to Acme (Sandbox). 1 is in conflict. [Try Again] [Show Summary]');
  });

  itInSoak('can be cancelled between items: the rest stays as it was', async () => {
    await changedFiles('Hal', 'Ida', 'Jo', 'Kay', 'Lou', 'Max');
    await place.run(commands.pushAll);
    const source = new vscode.CancellationTokenSource();
    between().rule = ({ method }) => {
      if (method === 'PATCH') source.cancel();
      return undefined;
    };
    const real = vscode.window.withProgress;
    const put = (value: unknown): unknown =>
      Object.defineProperty(vscode.window, 'withProgress', { value, configurable: true, writable: true });
    put((_options: unknown, work: (progress: object, token: vscode.CancellationToken) => Promise<unknown>) =>
      work({ report: () => undefined }, source.token),
    );
    const summary = await place.run(commands.applyPreview).finally(() => put(real));
    const done = summary?.results.filter(({ outcome }) => outcome === 'done').length ?? 0;
    assert.ok(done >= 1 && done <= 4, `${String(done)} were under way`);
    assert.equal(summary?.wasCancelled, true);
    assert.match(
      heard.said[0] ?? '',
      new RegExp(
        `^Pushed ${done === 1 ? '1 scenario' : `${String(done)} scenarios`} to Acme \\(Sandbox\\)\\. Cancelled\\. ${String(6 - done)} unchanged\\.`,
      ),
    );
    await place.run(commands.pushAll);
    assert.equal(
      tally(await place.run(commands.applyPreview)).match(/update done/g)?.length,
      6 - done,
      'what was left can be pushed after',
    );
  });

  it('lists the errors of all files that it pushes, open or closed, and of no other', async () => {
    await changedFiles('Ned', 'Oz', 'Pat');
    const document = await vscode.workspace.openTextDocument(place.uri('Oz.crank.yml'));
    await place.type(document, 'oz@example.com', '{{date(blorp)}}');
    await place.write('Ned.crank.yml', fileOf('Ned', '{{date(blorp)}}'));
    await place.write('Pat.crank.yml', fileOf('Pat', '{{date(blorp)}}'));
    await place.run(commands.pushFile, place.uri('Ned.crank.yml'), [place.uri('Ned.crank.yml'), document.uri]);
    assert.equal(await place.run(commands.applyPreview), undefined);
    assert.match(
      heard.said.at(-1) ?? '',
      /^2 scenarios have 2 errors\. Push them to Acme \(Sandbox\) anyway\? \[Push Anyway\] \[Show Problems\]\nNed\.crank\.yml, line 3: .+\nOz\.crank\.yml, line 3: .+$/,
    );
    heard.answers = ['Show Problems'];
    await place.run(commands.applyPreview);
    await documentWith('stackmoxie-sync', /^2 errors in 2 files\n\nNed\.crank\.yml\n {2}Line 3: /);
    heard.answers = ['Push Anyway'];
    assert.equal(tally(await place.run(commands.applyPreview)), 'Ned update done, Oz update done');
  });

  it('pulls a folder of the cloud into a directory', async () => {
    const [folder] = await ask<readonly Named[]>('/folders');
    assert.ok(folder);
    const definition = { scenario: 'x', description: '', steps: [] };
    for (const name of ['Up/one', 'Up\\one'])
      await place.colleagueCreates({ name, feature: folder.id, definition: { ...definition, scenario: name } });
    await place.run(commands.pullFolder, { folderId: folder.id });
    const summary = await place.run(commands.applyPreview);
    const paths = summary?.results.filter(({ item }) => item.name.startsWith('Up')).map(({ path }) => path);
    assert.equal(paths?.length, 2);
    for (const path of paths) assert.match(path ?? '', new RegExp(`^${folder.name}/[^/\\\\]+\\.crank\\.yml$`));
    assert.equal(new Set(paths).size, 2);
  });
});
