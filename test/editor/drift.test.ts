import assert from 'node:assert/strict';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { createApi } from '../../src/api/client';
import { fetch as nodeFetch } from '../../src/api/http/node-fetch';
import { silentLog } from '../../src/base/log';
import { SyncEngine } from '../../src/sync/engine';
import type { CloudPort, FilePort } from '../../src/sync/model/ports';
import { apiCloud } from '../../src/vscode/session/api-cloud';
import { systemClock } from '../../src/vscode/clock';
import { commands, settings } from '../../src/vscode/ids';
import { EditorFiles } from '../../src/vscode/sync/folder/editor-files';
import { NodeFiles } from '../../src/vscode/sync/files/node-files';
import { NodeStore } from '../../src/vscode/sync/files/node-store';
import { plainArguments } from '../../src/vscode/sync/drift/change-arguments';
import type { ShownChanges } from '../../src/vscode/sync/drift/drift';
import type { ChangeState } from '../../src/vscode/sync/drift/source-control';
import { between } from './between';
import { writes } from './doing';
import { until } from './world';
import { itInSoak } from '../support/rounds';

const [one, two] = ['Drift one', 'Drift two'];
const definition = { scenario: '', description: 'As agreed', tokens: {}, steps: [] };

/** A colleague, past what stands between: her cloud, and a folder's engine of her own to link files with. */
function colleague(
  folder: string,
  around: (files: FilePort) => FilePort = (files) => files,
): { readonly cloud: CloudPort; readonly engine: SyncEngine } {
  const { TEST_API = '', STACK_MOXIE_TOKEN = '', STACK_MOXIE_ORGANIZATION = '' } = process.env;
  const api = createApi({
    baseUrl: TEST_API,
    token: { token: () => Promise.resolve(STACK_MOXIE_TOKEN) },
    fetch: nodeFetch,
    clock: systemClock,
    log: silentLog,
    observe: () => undefined,
  });
  const cloud = apiCloud(api, STACK_MOXIE_ORGANIZATION);
  const language = () => ({ catalog: undefined, now: 0 });
  return {
    cloud,
    engine: new SyncEngine({
      files: around(new NodeFiles(folder)),
      store: new NodeStore(folder),
      cloud,
      clock: systemClock,
      language,
    }),
  };
}

const shown = async (): Promise<ShownChanges | undefined> =>
  (await vscode.commands.executeCommand<readonly ShownChanges[]>(commands.showChanges))[0];
const refreshed = async (): Promise<ShownChanges | undefined> =>
  (await vscode.commands.executeCommand<readonly ShownChanges[] | undefined>(commands.refreshChanges))?.[0];
const untilShown = (what: string, isSo: (changes: ShownChanges) => boolean): Promise<ShownChanges> =>
  until(what, async () => {
    const changes = await shown();
    return changes && isSo(changes) ? changes : undefined;
  });

async function replace(document: vscode.TextDocument, from: string, to: string): Promise<void> {
  const start = document.getText().indexOf(from);
  assert.ok(start >= 0, `${from} is in ${document.getText()}`);
  const edit = new vscode.WorkspaceEdit();
  edit.replace(
    document.uri,
    new vscode.Range(document.positionAt(start), document.positionAt(start + from.length)),
    to,
  );
  assert.ok(await vscode.workspace.applyEdit(edit));
}

/** What was typed and not saved would come back with its document. */
async function throwAway(): Promise<void> {
  await until('nothing is left that was not saved', async () => {
    const left = vscode.workspace.textDocuments.filter(({ isDirty, uri }) => isDirty && uri.scheme === 'file');
    for (const document of left) {
      await vscode.window.showTextDocument(document);
      await vscode.commands.executeCommand('workbench.action.files.revert');
    }
    return left.length === 0;
  });
}

describe('what Source Control and keys give a command', () => {
  const uri = vscode.Uri.file('/w/a.crank.yml');
  const workspaceFolder = vscode.Uri.file('/w');
  const file: ChangeState = { resourceUri: uri, scenarioId: 1, workspaceFolder, hasFile: true };
  const scenario: ChangeState = {
    resourceUri: vscode.Uri.file('/w/b.crank.yml'),
    scenarioId: 2,
    workspaceFolder,
    hasFile: false,
  };
  const target = { kind: 'scenario', scenarioId: 2, workspaceFolder };
  const plain = (args: readonly unknown[], ...selection: readonly unknown[]): readonly unknown[] =>
    plainArguments(args, () => selection);

  it('is what the Explorer and the view give: an address or a scenario, and all that are selected', () => {
    assert.deepEqual(plain([file]), [uri]);
    assert.deepEqual(plain([scenario]), [target]);
    assert.deepEqual(plain([file, scenario]), [uri, [uri, target]]);
  });

  it('is the folder of a title or of a group, and nothing of an empty group', () => {
    const control = vscode.scm.createSourceControl('made', 'Made', uri);
    const group = control.createResourceGroup('changes', 'Changes');
    assert.deepEqual([plain([control]).map(String), plain([group])], [[uri.toString()], []]);
    group.resourceStates = [scenario];
    assert.deepEqual(plain([group]), [workspaceFolder]);
    control.dispose();
  });

  it('is of a key the row that has the focus, with all that are selected where it is one of them', () => {
    const [one, two, folder, run] = [
      { kind: 'scenario', scenarioId: 1 },
      { kind: 'scenario', scenarioId: 2 },
      { kind: 'folder', folderId: 3 },
      { kind: 'run', scenarioId: 1, runId: 4 },
    ];
    assert.deepEqual(plain([[two]], one), [two], 'what is selected elsewhere is not meant');
    assert.deepEqual(plain([[two]], one, two, run, folder), [two, [one, two]]);
    for (const other of [folder, run, null])
      assert.throws(() => plain([[other]], one), { name: 'CancelledError' }, 'another row means no scenario');
    const mark = { $treeViewId: 'stackMoxie.scenarios', $focusedTreeItem: true };
    assert.deepEqual(plain([[mark]], one), [one], 'an editor that does not know the mark');
    assert.throws(() => plain([[mark]]), { name: 'CancelledError' });
  });

  it('leaves what others give as it is', () => {
    const given = [uri, [uri], undefined, target, { chosen: true }];
    assert.deepEqual(plain(given), given);
  });
});

describe('drift at a glance', () => {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file('/nowhere');
  const { cloud, engine } = colleague(folder.fsPath);
  const uriOf = (path: string): vscode.Uri => vscode.Uri.joinPath(folder, path);
  /** The editor may still have a file of the test before, until it has seen that there is another. */
  const open = (name: string): Promise<vscode.TextDocument> =>
    until(`the editor has ${name} as it is on the disk`, async () => {
      const document = await vscode.workspace.openTextDocument(uriOf(`${name}.crank.yml`));
      return document.isDirty || document.getText() === readFileSync(document.uri.fsPath, 'utf8')
        ? document
        : undefined;
    });
  const setting = (value: boolean | undefined): Thenable<void> =>
    vscode.workspace
      .getConfiguration(undefined, folder)
      .update(settings.pushOnSave, value, vscode.ConfigurationTarget.WorkspaceFolder);
  let ids: readonly number[] = [];

  beforeEach(async () => {
    const created = await Promise.all(
      [one, two].map((name) =>
        cloud.create({ name, description: 'As agreed', definition: { ...definition, scenario: name } }),
      ),
    );
    ids = created.map(({ id }) => id);
    await engine.apply(await engine.planPull({ ids }));
    between().reset();
    await refreshed();
    await untilShown('both are in sync', ({ changes, incoming }) => changes.length === 0 && incoming.length === 0);
    between().reset();
  });

  afterEach(async () => {
    await setting(undefined);
    await throwAway();
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await Promise.all(ids.map((id) => cloud.delete(id).catch(() => undefined)));
    for (const path of ['.stackmoxie', 'moved', 'Drift one.crank.yml', 'Drift two.crank.yml'])
      rmSync(join(folder.fsPath, path), { recursive: true, force: true });
    between().reset();
    await refreshed();
  });

  after(() => rmSync(join(folder.fsPath, '.vscode'), { recursive: true, force: true }));

  it('tells of what is typed, before it is saved and without a request', async () => {
    const document = await open(one);
    await replace(document, 'As agreed', 'Mine');
    await untilShown('it is changed here', ({ changes }) => changes.join() === `localChanges ${one}.crank.yml`);
    assert.ok(document.isDirty);
    await replace(document, 'Mine', 'As agreed');
    await untilShown('it is as it was', ({ changes }) => changes.length === 0);
    const asked = (request: string): number => between().seen.filter((seen) => seen === request).length;
    assert.equal(asked('GET /scenarios'), 0);
    // The language service reads these three together, for names in the file.
    assert.equal(asked('GET /folders'), asked('GET /scenarios/linkableTemplates'));
  });

  it('tells of what a colleague did, once somebody looks', async () => {
    await cloud.update(ids[0] ?? 0, { description: 'Theirs' });
    await cloud.delete(ids[1] ?? 0);
    assert.deepEqual((await refreshed())?.incoming, [
      `cloudChanges ${one}.crank.yml`,
      `deletedInCloud ${two}.crank.yml`,
    ]);
    await replace(await open(one), 'As agreed', 'Mine');
    const { changes } = await untilShown('it is a conflict', (now) => now.changes.length > 0);
    assert.deepEqual(changes, [`conflict ${one}.crank.yml`]);
  });

  itInSoak(
    'keeps what was seen while the cloud cannot be asked, says so, and goes on telling what is typed',
    async () => {
      await cloud.update(ids[1] ?? 0, { description: 'Theirs' });
      await refreshed();
      between().rule = ({ path }) => (path === '/scenarios' ? { status: 403, body: '{}' } : undefined);
      await refreshed();
      const { incoming, problems } = await untilShown('the failure is told', (now) => now.problems.length > 0);
      assert.deepEqual(incoming, [`cloudChanges ${two}.crank.yml`]);
      assert.match(problems.join(), /^Last refresh failed: This token may not/);
      between().seen.length = 0;
      await replace(await open(one), 'As agreed', 'Mine');
      const now = await untilShown(
        'it is changed here',
        ({ changes }) => changes.join() === `localChanges ${one}.crank.yml`,
      );
      assert.equal(now.problems.length, 1, 'what is told of the cloud is still as old');
      assert.ok(!between().seen.includes('GET /scenarios'));
      between().reset();
      assert.deepEqual((await refreshed())?.problems, []);
    },
  );

  /** Saves a change of `one`; what a save pushes is pushed in turn, so a push of `two` afterwards shows that nothing was. */
  async function savesWithoutPush(): Promise<void> {
    const document = await open(one);
    await replace(document, 'As agreed', 'Mine');
    await document.save();
  }

  async function pushesOnlyTwo(left = `localChanges ${one}.crank.yml`): Promise<void> {
    const document = await open(two);
    await replace(document, 'As agreed', 'Mine');
    await document.save();
    await until('the other is pushed', () => writes().length > 0);
    assert.deepEqual(writes(), [`PATCH /scenarios/${String(ids[1])}`]);
    await untilShown('one is left', ({ changes }) => changes.join() === left);
  }

  itInSoak('does not push a save unless the setting says so', async () => {
    await savesWithoutPush();
    await setting(true);
    await pushesOnlyTwo();
  });

  itInSoak('does not push a save into a protected organization', async () => {
    const protect = (names: readonly string[] | undefined) =>
      vscode.workspace
        .getConfiguration()
        .update(settings.protectedOrganizations, names, vscode.ConfigurationTarget.Workspace);
    await setting(true);
    await protect(['acme']);
    await savesWithoutPush();
    await protect(undefined);
    await pushesOnlyTwo();
  });

  it('pushes nothing back that a pull has written', async () => {
    await setting(true);
    await open(one);
    await cloud.update(ids[0] ?? 0, { description: 'Theirs' });
    const { engine: pulling } = colleague(folder.fsPath, (disk) => new EditorFiles(folder, disk));
    await pulling.apply(await pulling.planPull({ ids }));
    assert.match((await open(one)).getText(), /Theirs/);
    const document = await open(two);
    await replace(document, 'As agreed', 'Mine');
    await document.save();
    await until('the other is pushed', () => writes().length > 0);
    assert.deepEqual(writes(), [`PATCH /scenarios/${String(ids[1])}`]);
  });

  it('pushes a save where the setting says so, once, and knows the new state without a look', async () => {
    await setting(true);
    const document = await open(one);
    await replace(document, 'As agreed', 'Mine');
    await document.save();
    await until('it is pushed', () => writes().length > 0);
    await untilShown('it is in sync', ({ changes }) => changes.length === 0);
    assert.equal((await cloud.scenario(ids[0] ?? 0))?.description, 'Mine');
    await document.save();
    assert.deepEqual(writes(), [`PATCH /scenarios/${String(ids[0])}`]);
  });

  it('never pushes a save past what a colleague did', async () => {
    await setting(true);
    await cloud.update(ids[0] ?? 0, { description: 'Theirs' });
    await savesWithoutPush();
    await pushesOnlyTwo(`conflict ${one}.crank.yml`);
    assert.equal((await cloud.scenario(ids[0] ?? 0))?.description, 'Theirs');
  });

  itInSoak('does not push a save of a file with errors', async () => {
    await setting(true);
    const document = await open(one);
    await replace(document, 'steps: []', 'steps: 1');
    await document.save();
    await pushesOnlyTwo();
  });

  it('gives a renamed file, and the files of a renamed folder, their links', async () => {
    const links = (): string => readFileSync(join(folder.fsPath, '.stackmoxie/links.json'), 'utf8');
    const first = new vscode.WorkspaceEdit();
    first.renameFile(uriOf(`${one}.crank.yml`), uriOf('moved/here/Renamed.crank.yml'));
    assert.ok(await vscode.workspace.applyEdit(first));
    await until('the link follows', () => links().includes('moved/here/Renamed.crank.yml'));
    const second = new vscode.WorkspaceEdit();
    second.renameFile(uriOf('moved/here'), uriOf('moved/there'));
    assert.ok(await vscode.workspace.applyEdit(second));
    await until('the link follows its folder', () => links().includes('moved/there/Renamed.crank.yml'));
    assert.ok(!links().includes(`${one}.crank.yml`) && !links().includes('moved/here'));
  });

  it('tells of a file that was deleted here', async () => {
    const edit = new vscode.WorkspaceEdit();
    edit.deleteFile(uriOf(`${two}.crank.yml`));
    assert.ok(await vscode.workspace.applyEdit(edit));
    await untilShown('it is gone', ({ changes }) => changes.join() === `deletedHere ${two}.crank.yml`);
  });

  it('shows what was agreed on as the original of a file, and again when that moves', async () => {
    const uri = uriOf(`${one}.crank.yml`);
    const base = await vscode.workspace.openTextDocument(
      vscode.Uri.from({ scheme: 'stackmoxie-base', path: `${uri.path}.base`, query: uri.toString() }),
    );
    assert.match(base.getText(), /As agreed/);
    await cloud.update(ids[0] ?? 0, { description: 'Theirs' });
    await engine.apply(await engine.planPull({ ids }));
    await until('the base is the new one', () => base.getText().includes('Theirs'));
  });

  it('uses both sides of a links file whose merge was not finished, and says so', async () => {
    const place = uriOf('.stackmoxie/links.json');
    const text = readFileSync(place.fsPath, 'utf8');
    await vscode.workspace.fs.writeFile(
      place,
      new TextEncoder().encode(`<<<<<<< ours\n${text}=======\n${text}>>>>>>> theirs\n`),
    );
    const { problems, changes } = await untilShown('the problem is told', (now) => now.problems.length > 0);
    assert.match(problems.join(), /conflict markers/);
    assert.deepEqual(changes, []);
  });
});
