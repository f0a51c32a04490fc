import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commands, settings } from '../../src/vscode/ids';
import { answering, type Answers, type Said } from './answers';
import { between } from './between';
import { ask, until, type Named } from './world';
import { itInSoak } from '../support/rounds';

interface Scenario extends Named {
  readonly feature?: Named | null;
  readonly definition?: {
    readonly scenario?: string;
    readonly steps: readonly unknown[];
    readonly tokens?: Readonly<Record<string, unknown>>;
  };
}

const { TEST_API = '', STACK_MOXIE_TOKEN = '', STACK_MOXIE_ORGANIZATION = '' } = process.env;

/** Does something in the sandbox itself, as a colleague in the web application would. */
async function send<T>(method: string, path: string, body?: unknown): Promise<T> {
  const headers = { authorization: `Bearer ${STACK_MOXIE_TOKEN}`, 'content-type': 'application/json' };
  const answer = await fetch(`${TEST_API}/v1/organizations/${STACK_MOXIE_ORGANIZATION}${path}`, {
    method,
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  assert.ok(answer.ok, `${method} ${path}: ${String(answer.status)} ${await answer.clone().text()}`);
  return (answer.status === 204 ? undefined : await answer.json()) as T;
}

const sentence = 'Given I navigate to http://www.acme.test/';
const step = {
  name: sentence,
  cog: 'sandbox/web',
  stepId: 'NavigateToPage',
  data: { webPageUrl: 'http://www.acme.test/' },
};
const definition = (name: string, tokens?: Readonly<Record<string, unknown>>): object => ({
  scenario: name,
  ...(tokens ? { tokens } : {}),
  steps: [step],
});
const fileText = (name: string, more = ''): string =>
  `scenario: ${JSON.stringify(name)}\n${more}steps:\n  - step: ${sentence}\n`;
const workspace = (): vscode.Uri => {
  const uri = vscode.workspace.workspaceFolders?.[0]?.uri;
  assert.ok(uri);
  return uri;
};
const fileUri = (path: string): vscode.Uri => vscode.Uri.joinPath(workspace(), path);
const writeFile = (uri: vscode.Uri, text: string): Thenable<void> =>
  vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
const exists = (uri: vscode.Uri): Thenable<boolean> =>
  vscode.workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );
const posts = (): readonly string[] => between().seen.filter((request) => !request.startsWith('GET '));

describe('managing scenarios and files', () => {
  const made: number[] = [];
  const folders: number[] = [];
  const files: vscode.Uri[] = [];
  const create = async (name: string, tokens?: Readonly<Record<string, unknown>>): Promise<number> => {
    const { id } = await send<Named>('POST', '/scenarios', { name, definition: definition(name, tokens) });
    made.push(id);
    return id;
  };
  const write = async (path: string, text: string): Promise<vscode.Uri> => {
    const uri = fileUri(path);
    files.push(uri);
    await writeFile(uri, text);
    return uri;
  };
  const linked = async (
    name: string,
    tokens?: Readonly<Record<string, unknown>>,
  ): Promise<{ readonly id: number; readonly uri: vscode.Uri }> => {
    const id = await create(name, tokens);
    const uri = await write(
      `${name}.crank.yml`,
      fileText(
        name,
        tokens
          ? `tokens:\n${Object.entries(tokens)
              .map(([key, value]) => `  ${key}: ${String(value)}\n`)
              .join('')}`
          : '',
      ),
    );
    await doing({}, commands.linkFile, uri, { scenarioId: id });
    return { id, uri };
  };
  const scenario = (id: number): Promise<Scenario> => ask<Scenario>(`/scenarios/${String(id)}`);
  const links = async (): Promise<string> =>
    new TextDecoder().decode(await vscode.workspace.fs.readFile(fileUri('.stackmoxie/links.json')));

  /** Runs a command, its prompts answered. */
  async function doing(answers: Answers, command: string, ...args: readonly unknown[]): Promise<readonly Said[]> {
    const { said, stop } = answering(answers);
    try {
      await vscode.commands.executeCommand(command, ...args);
      return said;
    } finally {
      stop();
    }
  }

  beforeEach(() => between().reset());

  afterEach(async () => {
    between().reset();
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    for (const id of made.splice(0)) await send('DELETE', `/scenarios/${String(id)}`).catch(() => undefined);
    for (const id of folders.splice(0)) await send('DELETE', `/folders/${String(id)}`).catch(() => undefined);
    for (const uri of files.splice(0)) await vscode.workspace.fs.delete(uri).then(undefined, () => undefined);
    await vscode.workspace.fs.delete(fileUri('.stackmoxie'), { recursive: true }).then(undefined, () => undefined);
    await vscode.commands.executeCommand(commands.refreshScenarios);
  });

  itInSoak('a file is linked to the scenario that is picked, its own name first, and unlinked again', async () => {
    const id = await create('Manage: link');
    const uri = await write('manage-link.crank.yml', fileText('Manage: link'));
    const said = await doing({ pick: (items) => items[0] }, commands.linkFile, uri);
    assert.match(
      said.at(-1)?.text ?? '',
      /^manage-link\.crank\.yml is linked to "Manage: link" in Acme \(Sandbox\)\. They are identical\.$/,
    );
    assert.match(
      await links(),
      new RegExp(`manage-link\\.crank\\.yml.*${String(id)}|${String(id)}.*manage-link\\.crank\\.yml`),
    );
    const asked = await doing({ choose: 'Unlink' }, commands.unlinkFile, uri);
    assert.equal(asked[0]?.text, 'Unlink manage-link.crank.yml from its scenario in Acme (Sandbox)?');
    assert.doesNotMatch(await links(), /manage-link/);
    assert.deepEqual([(await scenario(id)).name, await exists(uri), posts()], ['Manage: link', true, []]);
  });

  it('a scenario is renamed in the cloud and in its file, and the file too where that is wanted', async () => {
    const { id, uri } = await linked('Manage rename');
    files.push(fileUri('Manage renamed.crank.yml'));
    await doing({ type: 'Manage renamed', choose: 'Rename File' }, commands.renameScenario, uri);
    assert.equal((await scenario(id)).name, 'Manage renamed');
    await until(
      'the file has the name',
      async () => (await exists(fileUri('Manage renamed.crank.yml'))) && !(await exists(uri)),
    );
    const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(fileUri('Manage renamed.crank.yml')));
    assert.match(text, /^scenario: "?Manage renamed"?\n/);
    await until('the link follows', async () => (await links()).includes('Manage renamed.crank.yml'));
  });

  it('several scenarios are moved to a new folder after one question, and dropped on none without', async () => {
    const [one, two] = [
      { kind: 'scenario', scenarioId: await create('Manage move 1') },
      { kind: 'scenario', scenarioId: await create('Manage move 2') },
    ];
    const said = await doing(
      {
        pick: (items) => items.find(({ label }) => label === '$(new-folder) New Folder…'),
        type: 'Manage folder',
        choose: 'Move 2',
      },
      commands.moveToFolder,
      one,
      [one, two],
    );
    const folder = (await ask<readonly Named[]>('/folders')).find(({ name }) => name === 'Manage folder');
    assert.ok(folder);
    folders.push(folder.id);
    assert.deepEqual(
      [(await scenario(one.scenarioId)).feature?.id, (await scenario(two.scenarioId)).feature?.id],
      [folder.id, folder.id],
    );
    assert.equal(
      said.filter(({ text }) => text === 'Move 2 scenarios to "Manage folder" in Acme (Sandbox)?').length,
      1,
    );
    await doing({}, commands.moveToFolder, { scenarioIds: [one.scenarioId], folderId: 'none' });
    assert.equal((await scenario(one.scenarioId)).feature ?? null, null);
  });

  it('a file is deleted here, and its scenario stays', async () => {
    const { id, uri } = await linked('Manage delete here');
    await doing({}, commands.deleteHere, uri);
    assert.equal(await exists(uri), true, 'not unless it is said');
    const said = await doing({ choose: 'Delete File' }, commands.deleteHere, uri);
    assert.deepEqual([await exists(uri), (await scenario(id)).name], [false, 'Manage delete here']);
    assert.ok(said.some(({ choices }) => choices.includes('Restore Backup…')));
  });

  it('scenarios are deleted in the cloud after one question that names them, and their files stay', async () => {
    const { id, uri } = await linked('Manage delete there');
    const other = await create('Manage delete too');
    const rows = [id, other].map((scenarioId) => ({ kind: 'scenario', scenarioId }));
    await doing({}, commands.deleteInCloud, rows[0], rows);
    const run = { kind: 'run', scenarioId: await create('Manage keep'), runId: 1 };
    const withRun = await doing({}, commands.deleteInCloud, rows[0], [rows[0], run]);
    assert.match(
      withRun[0]?.text ?? '',
      /^Delete "Manage delete there" in Acme/,
      'the row of a run does not mean its scenario',
    );
    assert.deepEqual(posts(), [], 'not unless it is said');
    const said = await doing({ choose: 'Delete 2 in Cloud' }, commands.deleteInCloud, rows[0], rows);
    assert.match(said[0]?.text ?? '', /^Delete 2 scenarios in Acme \(Sandbox\)\?/);
    assert.deepEqual(
      [...posts()].sort(),
      [`DELETE /scenarios/${String(id)}`, `DELETE /scenarios/${String(other)}`].sort(),
    );
    assert.equal(await exists(uri), true);
  });

  itInSoak('in a protected organization every change wants the name typed, whatever a workspace says', async () => {
    const id = await create('Manage protected');
    const configuration = vscode.workspace.getConfiguration();
    await configuration.update(
      settings.protectedOrganizations,
      [STACK_MOXIE_ORGANIZATION],
      vscode.ConfigurationTarget.Global,
    );
    try {
      await configuration.update(settings.protectedOrganizations, [], vscode.ConfigurationTarget.Workspace);
      await doing({ type: 'acme', choose: 'Delete in Cloud' }, commands.deleteInCloud, { scenarioId: id });
      assert.deepEqual(posts(), []);
      await doing({ type: 'Acme' }, commands.deleteInCloud, { scenarioId: id });
      assert.deepEqual(posts(), [`DELETE /scenarios/${String(id)}`]);
    } finally {
      await configuration.update(settings.protectedOrganizations, undefined, vscode.ConfigurationTarget.Workspace);
      await configuration.update(settings.protectedOrganizations, undefined, vscode.ConfigurationTarget.Global);
    }
  });

  it('running several rows asks once and runs each', async () => {
    const rows = [
      { kind: 'scenario', scenarioId: await create('Manage rows 1') },
      { kind: 'scenario', scenarioId: await create('Manage rows 2') },
    ];
    await vscode.commands.executeCommand('stackMoxie.scenarios.focus');
    await vscode.commands.executeCommand(commands.refreshScenarios);
    between().reset();
    await doing({}, commands.runScenario, rows[0], rows);
    assert.deepEqual(
      posts(),
      rows.map(({ scenarioId }) => `POST /scenarios/${String(scenarioId)}/runs`),
    );
  });

  describe('running what is seen', () => {
    it('a file whose edits are not pushed asks; pushed, the run has the file’s tokens', async () => {
      const { id, uri } = await linked('Manage run', { note: 'old' });
      const { document } = await vscode.window.showTextDocument(uri);
      const edit = new vscode.WorkspaceEdit();
      edit.replace(
        uri,
        new vscode.Range(0, 0, document.lineCount, 0),
        document.getText().replace('note: old', 'note: new'),
      );
      await vscode.workspace.applyEdit(edit);
      assert.equal(document.isDirty, true, 'what is not saved counts');
      const bodies: string[] = [];
      between().rule = ({ method, path, body }) => {
        if (method === 'POST' && path.endsWith('/runs')) bodies.push(body);
        return undefined;
      };
      const asked = await doing({}, commands.runScenario, uri);
      assert.deepEqual([asked[0]?.choices, posts()], [['Push and Run', 'Run Cloud Copy', 'Compare'], []]);
      await doing({ choose: 'Push and Run' }, commands.runScenario, uri);
      assert.deepEqual([(await scenario(id)).definition?.tokens?.['note'], document.isDirty], ['new', false]);
      assert.deepEqual(
        bodies.map((body) => (JSON.parse(body) as { tokens: unknown }).tokens),
        [{ note: 'new' }],
      );
      assert.deepEqual(posts(), [`PATCH /scenarios/${String(id)}`, `POST /scenarios/${String(id)}/runs`]);
    });

    itInSoak('drift in the cloud is told, and the copy of the cloud is run where that is wanted', async () => {
      const { id, uri } = await linked('Manage drift', { kept: 'by the file' });
      await send('PATCH', `/scenarios/${String(id)}`, { description: 'Changed by somebody else' });
      const said = await doing({ choose: 'Run Cloud Copy' }, commands.runScenario, uri);
      assert.match(
        said[0]?.text ?? '',
        /^“Manage drift” was changed in Acme \(Sandbox\), and its file is not up to date\./,
      );
      assert.deepEqual(posts(), [`POST /scenarios/${String(id)}/runs`]);
    });

    it('a service that drops the tokens of definitions gets them with the run', async () => {
      const forgetful = (body: string): string =>
        JSON.stringify(JSON.parse(body, (key, value: unknown) => (key === 'tokens' ? undefined : value)));
      const bodies: string[] = [];
      between().rule = ({ method, path, body }) => {
        if (method === 'POST' && path.endsWith('/runs')) bodies.push(body);
        return /^\/scenarios(\/\d+)?$/.test(path) && method !== 'DELETE' ? { change: forgetful } : undefined;
      };
      const { uri } = await linked('Manage forgetful');
      await writeFile(uri, fileText('Manage forgetful', 'tokens:\n  note: kept\n'));
      const pushed = await doing({ choose: 'Push and Run' }, commands.runScenario, uri);
      assert.ok(
        pushed.some(({ text }) => /^Pushed “Manage forgetful” to Acme \(Sandbox\)\. ./.test(text)),
        'what was dropped is told',
      );
      // Soon after a start a second one is taken for the end of a double click.
      await until('a second run, without a question: both sides agree since', async () => {
        assert.deepEqual(await doing({}, commands.runScenario, uri), []);
        return bodies.length === 2;
      });
      assert.deepEqual(
        bodies.map((body) => (JSON.parse(body) as { tokens: unknown }).tokens),
        [{ note: 'kept' }, { note: 'kept' }],
      );
    });

    it('a file that is not linked is offered to be created, and one that says what the cloud says runs', async () => {
      const uri = await write('manage-new.crank.yml', fileText('Manage new'));
      const said = await doing({}, commands.runScenario, uri);
      assert.deepEqual([said[0]?.choices, posts()], [['Create in Cloud and Run'], []]);
      const { id, uri: same } = await linked('Manage same');
      await doing({}, commands.runScenario, same);
      assert.deepEqual(posts(), [`POST /scenarios/${String(id)}/runs`]);
    });

    it('errors of a file that no editor shows are listed first', async () => {
      const uri = await write(
        'manage-errors.crank.yml',
        fileText('Manage errors').replace('I navigate to', 'I fly to'),
      );
      const said = await doing({}, commands.runScenario, uri);
      assert.match(`${said[0]?.text ?? ''} ${said[0]?.detail ?? ''}`, /Line 3: /);
      assert.deepEqual(posts(), []);
    });

    itInSoak('a file that is not linked is created and run', async () => {
      const uri = await write('manage-create.crank.yml', fileText('Manage create and run'));
      await doing(
        { choose: 'Create in Cloud and Run', pick: (items) => items.find(({ label }) => label.endsWith('No folder')) },
        commands.runScenario,
        uri,
      );
      const created = (await ask<readonly Named[]>('/scenarios')).find(({ name }) => name === 'Manage create and run');
      assert.ok(created);
      made.push(created.id);
      assert.deepEqual(posts(), ['POST /scenarios', `POST /scenarios/${String(created.id)}/runs`]);
    });

    it('a file that is not linked and says what a scenario says is linked and run, and creates nothing', async () => {
      const id = await create('Manage known');
      const uri = await write('manage-known.crank.yml', fileText('Manage known'));
      const offered = await doing({}, commands.runScenario, uri);
      assert.deepEqual(
        [offered[0]?.choices, posts().filter((request) => request.includes('/runs'))],
        [['Link and Run'], []],
      );
      between().seen.length = 0;
      await doing({ choose: 'Link and Run' }, commands.runScenario, uri);
      assert.deepEqual(posts(), [`POST /scenarios/${String(id)}/runs`]);
      assert.match(await links(), new RegExp(`"manage-known\\.crank\\.yml": ${String(id)},`));
    });

    it('*Run* stands above files', async () => {
      const uri = await write('manage-lens.crank.yml', fileText('Manage lens'));
      await vscode.window.showTextDocument(uri);
      await until('the lens', async () =>
        (await vscode.commands.executeCommand<readonly vscode.CodeLens[]>('vscode.executeCodeLensProvider', uri)).some(
          ({ command }) => command?.command === commands.runScenario,
        ),
      );
    });
  });
});
