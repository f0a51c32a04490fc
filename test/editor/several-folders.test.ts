import assert from 'node:assert/strict';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as vscode from 'vscode';
import { commands } from '../../src/vscode/ids';
import { answering, type Answers } from './answers';
import { doing as doingIn, writes, type Doing } from './doing';
import { definitionOf, fileOf } from './made-file';
import { freshPlace, sendAnywhere as send } from './place';
import { until, type Named } from './world';
import { itInSoak } from '../support/rounds';

describe('a workspace of several folders', () => {
  const { place } = freshPlace();
  const first = vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file('/nowhere');
  const [twin, other] = ['twin', 'other'].map((name) => vscode.Uri.file(join(dirname(first.fsPath), name))) as [
    vscode.Uri,
    vscode.Uri,
  ];
  let beta = '';

  /** Of the same organization as the first, and of another one. */
  before(async () => {
    const made = await send<{ readonly uuid?: string; readonly id?: string }>('POST', '', { name: 'Beta' });
    beta = made.uuid ?? String(made.id);
    for (const { fsPath } of [twin, other]) mkdirSync(join(fsPath, '.vscode'), { recursive: true });
    writeFileSync(join(other.fsPath, '.vscode', 'settings.json'), JSON.stringify({ 'stackMoxie.organization': beta }));
    await folders(() =>
      vscode.workspace.updateWorkspaceFolders(1, 0, { uri: twin, name: 'Twin' }, { uri: other, name: 'Other' }),
    );
  });

  after(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await folders(() => vscode.workspace.updateWorkspaceFolders(1, 2));
    for (const { fsPath } of [twin, other]) rmSync(fsPath, { recursive: true, force: true });
  });

  afterEach(() => {
    for (const { fsPath } of [twin, other])
      for (const name of ['.stackmoxie', 'sub', 'Lead capture'])
        rmSync(join(fsPath, name), { recursive: true, force: true });
  });

  async function folders(change: () => boolean): Promise<void> {
    const changed = new Promise<void>((resolve) => {
      const listening = vscode.workspace.onDidChangeWorkspaceFolders(() => {
        listening.dispose();
        resolve();
      });
    });
    assert.ok(change());
    await changed;
  }

  async function write(folder: vscode.Uri, path: string, text: string): Promise<vscode.Uri> {
    const uri = vscode.Uri.joinPath(folder, path);
    await vscode.workspace.fs.writeFile(uri, Buffer.from(text));
    return uri;
  }

  const links = async (folder: vscode.Uri): Promise<string> =>
    Buffer.from(
      await vscode.workspace.fs.readFile(vscode.Uri.joinPath(folder, '.stackmoxie', 'links.json')),
    ).toString();

  const doing = (answers: Answers, command: string, ...args: readonly unknown[]): Promise<Doing> =>
    doingIn(place, answers, command, ...args);

  const pickFolder = (name: string) => (items: readonly vscode.QuickPickItem[]) =>
    items.find(({ label }) => label === name);

  /** A file of the folder, linked to a scenario that was created from it. */
  async function created(folder: vscode.Uri, name: string): Promise<{ readonly uri: vscode.Uri; readonly id: number }> {
    const uri = await write(folder, `sub/${name}.crank.yml`, fileOf(name));
    const { summary } = await doing({}, commands.createInCloud, uri, { answers: { folder: null } });
    const id = summary?.results[0]?.id;
    assert.ok(id !== undefined, JSON.stringify(summary));
    if (folder !== other) place.owns(id);
    return { uri, id };
  }

  itInSoak('asks which folder is meant where nothing tells, and names each with its organization', async () => {
    for (const command of [commands.pullAll, commands.pushAll]) {
      const { asked, summary } = await doing({}, command);
      assert.deepEqual(
        [asked, summary, writes()],
        [['workspace · Acme (Sandbox) | Twin · Acme (Sandbox) | Other · Beta (Sandbox)'], undefined, []],
      );
    }
    await send('POST', `/${beta}/scenarios`, { name: 'Only in Beta', definition: definitionOf('Only in Beta') });
    const { summary } = await doing({ pick: pickFolder('Other') }, commands.pullAll);
    assert.deepEqual(
      summary?.results.map(({ path, outcome }) => `${path ?? ''} ${outcome}`),
      ['Only in Beta.crank.yml done'],
    );
    assert.match(await links(other), new RegExp(beta));
    const again = await doing({ pick: pickFolder('Other') }, commands.pullAll);
    assert.deepEqual(again.said, ['“Only in Beta” is identical here and in Beta (Sandbox).']);
    await vscode.workspace.fs.delete(vscode.Uri.joinPath(other, 'Only in Beta.crank.yml'));
  });

  itInSoak('asks nothing of who clicks in a folder’s title in Source Control', async () => {
    const control = vscode.scm.createSourceControl('made', 'Made', other);
    const { asked, said } = await doing({}, commands.pushAll, control);
    control.dispose();
    assert.deepEqual(
      [asked, said],
      [[], ['Other: Nothing to push. Beta (Sandbox) already has every change made here.']],
    );
  });

  it('pushes each file to the organization of its folder', async () => {
    const { uri, id } = await created(other, 'In Beta');
    assert.equal((await send<Named>('GET', `/${beta}/scenarios/${String(id)}`)).name, 'In Beta');
    await vscode.workspace.fs.writeFile(uri, Buffer.from(fileOf('In Beta', 'http://shop.acme.test/')));
    const { said } = await doing({}, commands.pushFile, uri);
    assert.deepEqual(said, ['Pushed “In Beta” to Beta (Sandbox).']);
    assert.match(JSON.stringify(await send('GET', `/${beta}/scenarios/${String(id)}`)), /shop\.acme\.test/);
  });

  it('takes a scenario of the view to the folder that has its file, and never to another organization', async () => {
    const { uri, id } = await created(twin, 'In Twin');
    await place.colleagueTypes(id, 'www.acme.test', 'shop.acme.test');
    await vscode.window.showTextDocument(uri);
    // The view follows the active editor to the organization of its folder, a moment later.
    const pulled = await until('the view shows Acme', async () => {
      const done = await doing({}, commands.pullScenario, { scenarioId: id });
      return done.summary && done;
    });
    assert.deepEqual(
      [pulled.asked, pulled.summary?.results.map(({ item, outcome }) => `${item.what} ${outcome}`)],
      [[], ['update done']],
    );
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    const deleted = await doing({ choose: 'Delete File' }, commands.deleteHere, { scenarioId: id });
    assert.match(deleted.said[0] ?? '', /^Delete the file sub\/In Twin\.crank\.yml here\?/);
    const fresh = await place.colleagueCreates({ name: 'Anywhere', definition: definitionOf('Anywhere') });
    const { asked } = await doing({}, commands.pullScenario, { scenarioId: fresh });
    assert.deepEqual(asked, ['workspace · Acme (Sandbox) | Twin · Acme (Sandbox)'], 'both folders could be meant');
  });

  itInSoak('tells each folder’s changes by its own', async () => {
    const { uri } = await created(twin, 'Drifted');
    const { uri: theirs } = await created(other, 'Drifted too');
    await vscode.workspace.fs.writeFile(uri, Buffer.from(fileOf('Drifted', 'http://shop.acme.test/')));
    await vscode.workspace.fs.writeFile(theirs, Buffer.from(fileOf('Drifted too', 'http://shop.acme.test/')));
    const shown = await until('both are seen', async () => {
      const changes = await vscode.commands.executeCommand<
        readonly { readonly folder: string; readonly changes: readonly string[] }[]
      >(commands.refreshChanges);
      return changes.filter((folder) => folder.changes.length > 0).length === 2 && changes;
    });
    const changesOf = (folder: vscode.Uri): readonly string[] | undefined =>
      shown.find((each) => each.folder === folder.toString())?.changes;
    assert.deepEqual(
      [changesOf(twin), changesOf(other)],
      [['localChanges sub/Drifted.crank.yml'], ['localChanges sub/Drifted too.crank.yml']],
    );
  });

  async function moveTo(
    uri: vscode.Uri,
    to: vscode.Uri,
    isTold: (said: readonly string[]) => boolean,
  ): Promise<readonly string[]> {
    const { said, stop } = answering({});
    const texts = (): readonly string[] => said.map(({ text }) => text);
    try {
      const edit = new vscode.WorkspaceEdit();
      edit.renameFile(uri, to);
      assert.ok(await vscode.workspace.applyEdit(edit));
      await until('the move is told', () => isTold(texts()));
      return texts();
    } finally {
      stop();
    }
  }

  itInSoak('lets a link go along where a file goes into a folder of the same organization', async () => {
    const { uri, id } = await created(twin, 'Mover');
    await mkdirIn(first, 'moved');
    const said = await moveTo(uri, vscode.Uri.joinPath(first, 'moved', 'Mover.crank.yml'), (texts) => texts.length > 0);
    assert.deepEqual(said, ['sub/Mover.crank.yml was moved from Twin to workspace with its link to Acme (Sandbox).']);
    assert.match(await links(first), new RegExp(`"moved/Mover\\.crank\\.yml": ${String(id)},`));
    assert.doesNotMatch(await links(twin), /Mover/);
    const { said: told } = await doing(
      {},
      commands.pullScenario,
      vscode.Uri.joinPath(first, 'moved', 'Mover.crank.yml'),
    );
    assert.deepEqual(told, ['“Mover” is identical here and in Acme (Sandbox).'], 'what both agreed on went along');
  });

  itInSoak('tells that a link stays behind where a file goes into a folder of another organization', async () => {
    const { uri, id } = await created(twin, 'Leaver');
    await mkdirIn(other, 'sub');
    const said = await moveTo(uri, vscode.Uri.joinPath(other, 'sub', 'Leaver.crank.yml'), (texts) => texts.length > 0);
    assert.deepEqual(said, [
      'sub/Leaver.crank.yml was moved out of the folder Twin. Its scenario stays in Acme (Sandbox), and counts as deleted here. Other belongs to Beta (Sandbox).',
    ]);
    assert.match(await links(twin), new RegExp(`: ${String(id)},`));
    assert.deepEqual(
      writes().filter((request) => request.startsWith('DELETE')),
      [],
    );
  });

  const mkdirIn = (folder: vscode.Uri, name: string): Thenable<void> =>
    vscode.workspace.fs.createDirectory(vscode.Uri.joinPath(folder, name));
});
