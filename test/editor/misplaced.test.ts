import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { commands, documentScheme, languageId } from '../../src/vscode/ids';
import { answering, type Answers, type Said } from './answers';
import { writes } from './doing';
import { between } from './between';
import { definitionOf, fileOf } from './made-file';
import { freshPlace } from './place';
import { until } from './world';

interface Done {
  readonly said: readonly Said[];
  /** Each list that was shown: the labels of its items. */
  readonly asked: readonly (readonly string[])[];
}

const words = ({ text, choices }: Said): string => [text, ...choices.map((title) => `[${title}]`)].join(' ');

describe('scenarios that a command cannot work with where they are', () => {
  const { place } = freshPlace();
  const elsewhere = mkdtempSync(join(tmpdir(), 'elsewhere-'));
  const outside = vscode.Uri.file(join(elsewhere, 'Outside.crank.yml'));
  writeFileSync(outside.fsPath, fileOf('Outside'));

  after(() => rmSync(elsewhere, { recursive: true, force: true }));

  async function doing(answers: Answers, command: string, ...args: readonly unknown[]): Promise<Done> {
    const asked: (readonly string[])[] = [];
    const pick: Answers['pick'] = (items) => {
      asked.push(items.map(({ label }) => label));
      return answers.pick?.(items);
    };
    between().seen.length = 0;
    const { said, stop } = answering({ ...answers, pick });
    await place.run(command, ...args).finally(stop);
    return { said, asked };
  }

  /** Answers questions in another way than the editor does. */
  function replacing<Name extends 'saveAs' | 'updateWorkspaceFolders'>(
    name: Name,
    value: (typeof vscode.workspace)[Name],
  ): () => void {
    const real = vscode.workspace[name];
    const put = (what: unknown): unknown =>
      Object.defineProperty(vscode.workspace, name, { value: what, configurable: true, writable: true });
    put(value);
    return () => put(real);
  }

  const refusal =
    'Outside.crank.yml is not in a workspace folder. Only files in one can be linked and run. Open its folder, or add it to the workspace. [Open Folder] [Add Folder to Workspace]';

  describe('a file outside of the workspace', () => {
    it('is told with what helps, whatever is wanted of it', async () => {
      for (const command of [
        commands.runScenario,
        commands.pushFile,
        commands.createInCloud,
        commands.pullScenario,
        commands.compareWithCloud,
        commands.linkFile,
      ]) {
        const { said, asked } = await doing({}, command, outside);
        assert.deepEqual([command, said.map(words), asked, writes()], [command, [refusal], [], []]);
      }
    });

    it('can have its folder added', async () => {
      const added: (readonly { readonly uri: vscode.Uri }[])[] = [];
      const stop = replacing('updateWorkspaceFolders', (_start, _remove, ...folders) => added.push(folders) > 0);
      await doing({ choose: 'Add Folder to Workspace' }, commands.runScenario, outside);
      await until('the folder is added', () => added.length > 0).finally(stop);
      assert.deepEqual(
        added.map((folders) => folders.map(({ uri }) => uri.fsPath)),
        [[elsewhere]],
      );
    });

    it('leaves "Run Scenario" of the palette the choice of a scenario', async () => {
      await place.colleagueCreates({ name: 'Choose me', definition: definitionOf('Choose me') });
      await place.run(commands.refreshScenarios);
      await vscode.window.showTextDocument(outside);
      const { said, asked } = await doing({}, commands.runScenario);
      assert.deepEqual([said, asked.map((labels) => labels.includes('Choose me')), writes()], [[], [true], []]);
    });
  });

  describe('a scenario that was never saved', () => {
    it('has to be saved first, and can be', async () => {
      await place.write('Other.crank.yml', fileOf('Other'));
      const document = await vscode.workspace.openTextDocument({ language: languageId, content: fileOf('Fresh') });
      const saved: string[] = [];
      const stop = replacing('saveAs', (uri) => Promise.resolve(saved.push(uri.toString())).then(() => undefined));
      await vscode.window.showTextDocument(document);
      try {
        const done: readonly Done[] = [
          await doing({}, commands.createInCloud),
          await doing({}, commands.pushFile),
          await doing({ choose: 'Save As…' }, commands.linkFile),
        ];
        const told = 'Save this scenario first, in a workspace folder, as a file that ends in .crank.yml. [Save As…]';
        assert.deepEqual(
          done.map(({ said, asked }) => [said.map(words), asked]),
          [
            [[told], []],
            [[told], []],
            [[told], []],
          ],
        );
        await until('it is saved', () => saved.length > 0);
        assert.deepEqual(saved, [document.uri.toString()]);
      } finally {
        stop();
        await vscode.window.showTextDocument(document);
        await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
      }
    });
  });

  describe('a file below a folder with links of its own', () => {
    const linksOf = (path: string): string =>
      JSON.stringify({ version: 1, organizations: { 'some-organization': { [path]: 7 } } });
    const consequence =
      'Links count only in a folder that is opened directly. Here its files count as not linked, and a push could create their scenarios a second time.';

    it('is not pushed from here unasked, and asked about once', async () => {
      await place.write('inner/.stackmoxie/links.json', linksOf('deep/One.crank.yml'));
      const path = await place.write('inner/deep/One.crank.yml', fileOf('One'));
      const create = (choose?: string): Promise<Done> =>
        doing(choose === undefined ? {} : { choose }, commands.createInCloud, place.uri(path), {
          answers: { folder: null },
        });
      const { said } = await create();
      assert.deepEqual(said, [
        {
          text: 'The folder inner has its own links to scenarios.',
          detail: consequence,
          choices: ['Open Folder', 'Add Folder to Workspace', 'Continue Here'],
        },
      ]);
      assert.deepEqual(writes(), []);
      const gone = await create('Continue Here');
      assert.deepEqual(writes(), ['POST /scenarios']);
      assert.match(gone.said.at(-1)?.text ?? '', /“One”/);
      const again = await doing({}, commands.pushFile, place.uri(path));
      assert.deepEqual(
        again.said.map(({ text }) => text),
        ['“One” is identical here and in Acme (Sandbox).'],
      );
      place.owns(Number(/"inner\/deep\/One\.crank\.yml": (\d+)/.exec(await place.read('.stackmoxie/links.json'))?.[1]));
    });

    it('is not asked about where it is linked here, or where nothing is linked there', async () => {
      const path = await place.write('second/One.crank.yml', fileOf('Here'));
      await place.write('second/.stackmoxie/links.json', JSON.stringify({ version: 1, organizations: {} }));
      await place.create(path);
      await place.write('second/.stackmoxie/links.json', linksOf('One.crank.yml'));
      const { said } = await doing({}, commands.pushFile, place.uri(path));
      assert.deepEqual(
        said.map(({ text }) => text),
        ['“Here” is identical here and in Acme (Sandbox).'],
      );
    });

    it('is told when a folder around it is opened', async () => {
      const inner = join(elsewhere, 'around', 'inner');
      mkdirSync(join(inner, '.stackmoxie'), { recursive: true });
      writeFileSync(join(inner, '.stackmoxie', 'links.json'), linksOf('One.crank.yml'));
      const { said, stop } = answering({});
      const parent = vscode.Uri.file(join(elsewhere, 'around'));
      assert.ok(vscode.workspace.updateWorkspaceFolders(1, 0, { uri: parent, name: 'Around' }));
      const isOfUs = ({ text }: Said): boolean => text.includes('links to scenarios');
      await until('it is told', () => said.some(isOfUs)).finally(stop);
      const closed = new Promise((resolve) => vscode.workspace.onDidChangeWorkspaceFolders(resolve));
      assert.ok(vscode.workspace.updateWorkspaceFolders(1, 1));
      await closed;
      assert.deepEqual(said.filter(isOfUs).map(words), [
        `The folder Around/inner has its own links to scenarios. ${consequence} [Open Folder] [Add Folder to Workspace] [Don't Show Again]`,
      ]);
    });
  });

  describe('a file with the marks of an unfinished merge', () => {
    it('is not pulled into, and names the line', async () => {
      const path = await place.write('Marked.crank.yml', fileOf('Marked'));
      const id = await place.create(path);
      await place.colleagueTypes(id, 'www.acme.test', 'shop.acme.test');
      const marked = `# mine\n<<<<<<< HEAD\n${fileOf('Marked', 'http://mine.acme.test/')}=======\n${fileOf('Marked')}>>>>>>> branch\n`;
      await place.write(path, marked);
      for (const command of [commands.pullScenario, commands.resolveConflict]) {
        const { said } = await doing({}, command, place.uri(path));
        assert.deepEqual(said.map(words), [
          '“Marked”: The file contains conflict markers (line 2). Finish the merge in the file and try again. [Show Problem] [Compare]',
        ]);
      }
      await doing({ choose: 'Show Problem' }, commands.pullScenario, place.uri(path));
      await until('the line is shown', () => vscode.window.activeTextEditor?.selection.active.line === 1);
      assert.equal(await place.read(path), marked);
    });
  });
});

describe('commands that find nothing to do', () => {
  const { place } = freshPlace();

  async function doing(answers: Answers, command: string, ...args: readonly unknown[]): Promise<readonly Said[]> {
    let lists = 0;
    const { said, stop } = answering({ ...answers, pick: () => void (lists += 1) });
    await place.run(command, ...args).finally(stop);
    assert.equal(lists, 0, 'no list is shown');
    return said;
  }

  it('"Resolve Conflict" says that there is no conflict, of a folder and of a file', async () => {
    const path = await place.write('Calm.crank.yml', fileOf('Calm'));
    const id = await place.create(path);
    assert.deepEqual((await doing({}, commands.resolveConflict)).map(words), [
      'There are no conflicts with Acme (Sandbox).',
    ]);
    assert.deepEqual((await doing({}, commands.resolveConflict, place.uri(path))).map(words), [
      '“Calm” has no conflict with Acme (Sandbox).',
    ]);
    await place.colleagueTypes(id, 'www.acme.test', 'shop.acme.test');
    assert.deepEqual((await doing({}, commands.resolveConflict, { scenarioId: id })).map(words), [
      '“Calm” has no conflict with Acme (Sandbox). It was changed there only. A pull updates the file. [Pull]',
    ]);
    assert.match(await place.read(path), /www\.acme\.test/);
  });

  it('"Compare with Cloud" says that no file is linked', async () => {
    assert.deepEqual((await doing({}, commands.compareWithCloud)).map(words), [
      'No file here is linked to a scenario in Acme (Sandbox) yet.',
    ]);
  });

  it('"Open Scenario" leads from the document of a scenario to its file, and offers a pull where there is none', async () => {
    const id = await place.colleagueCreates({ name: 'Cloudy', definition: definitionOf('Cloudy') });
    const openDocument = async (): Promise<void> => {
      await place.run(commands.openScenario, { scenarioId: id });
      await until(
        'its document is active',
        () => vscode.window.activeTextEditor?.document.uri.scheme === documentScheme,
      );
    };
    await openDocument();
    assert.deepEqual((await doing({}, commands.openScenario)).map(words), [
      'This scenario is already open as it is in the cloud. It has no file here. [Pull] [Open Another…]',
    ]);
    await doing({ choose: 'Pull' }, commands.openScenario);
    await until(
      'it is pulled, and its file opened',
      () => vscode.window.activeTextEditor?.document.uri.toString() === place.uri('Cloudy.crank.yml').toString(),
    );
    await openDocument();
    assert.deepEqual(await doing({}, commands.openScenario), []);
    assert.equal(vscode.window.activeTextEditor?.document.uri.toString(), place.uri('Cloudy.crank.yml').toString());
  });

  it('"Delete in Cloud" says that a file stays only where there is one', async () => {
    const [path, id] = [
      await place.write('Filed.crank.yml', fileOf('Filed')),
      await place.colleagueCreates({ name: 'Fileless', definition: definitionOf('Fileless') }),
    ];
    const filed = await place.create(path);
    const details = [
      await doing({}, commands.deleteInCloud, { scenarioId: id }),
      await doing({}, commands.deleteInCloud, { scenarioId: filed }),
    ].map(([said]) => said?.detail ?? '');
    assert.deepEqual(
      details.map((detail) => detail.includes('Its file stays.')),
      [false, true],
    );
  });
});
