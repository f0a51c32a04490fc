import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commands } from '../../src/vscode/ids';
import type { Answers } from './answers';
import { between } from './between';
import { doing as doingIn, writes, type Doing } from './doing';
import { fileOf } from './made-file';
import { freshPlace, sendAnywhere } from './place';

const changed = 'http://shop.acme.test/';
const refusal = 'This was about Acme, but Beta is now in use here. Nothing was changed.';

describe('a question that is open while the organization is switched', () => {
  const { place, heard } = freshPlace();
  let beta = '';

  before(async () => {
    const made = await sendAnywhere<{ readonly uuid?: string; readonly id?: string }>('POST', '', { name: 'Beta' });
    beta = made.uuid ?? String(made.id);
  });

  afterEach(() => use(undefined));

  /** Binds the folder as its setting says. */
  const use = async (organization: string | undefined): Promise<void> =>
    vscode.workspace
      .getConfiguration('stackMoxie', place.root)
      .update('organization', organization, vscode.ConfigurationTarget.WorkspaceFolder);
  const doing = (answers: Answers, command: string, ...args: readonly unknown[]): Promise<Doing> =>
    doingIn(place, answers, command, ...args);

  /** A linked file that was changed since, where `isChanged`. */
  async function linked(name: string, isChanged = true): Promise<{ readonly uri: vscode.Uri; readonly id: number }> {
    await place.write(`${name}.crank.yml`, fileOf(name));
    const id = await place.create(`${name}.crank.yml`);
    if (isChanged) await place.write(`${name}.crank.yml`, fileOf(name, changed));
    return { uri: place.uri(`${name}.crank.yml`), id };
  }

  it('a preview says whose it is, is refused, and is good again after switching back', async () => {
    const ids = [(await linked('Ann')).id, (await linked('Bea')).id];
    await doing({}, commands.pushAll);
    await use(beta);
    between().seen.length = 0;
    const refused = await place.run(commands.applyPreview);
    assert.deepEqual(
      [heard.said.at(-1), writes(), refused],
      ['This plan was made for Acme (Sandbox). Make a new one. [Make New Plan]', [], undefined],
    );
    await use(undefined);
    const { summary } = await doing({}, commands.applyPreview);
    assert.deepEqual(
      summary?.results
        .filter(({ outcome }) => outcome === 'done')
        .map(({ id }) => id)
        .sort(),
      ids.sort(),
    );
  });

  it('sends nothing, and says so: deleting, renaming, moving, creating, ending conflicts', async () => {
    const { uri, id } = await linked('Cleo', false);
    const meanwhile = (): Promise<void> => use(beta);
    const asked = async (answers: Answers, command: string, ...args: readonly unknown[]): Promise<void> => {
      const { said } = await doing({ ...answers, meanwhile }, command, ...args);
      assert.ok(said.includes(refusal), `${command}: ${said.join(' / ')}`);
      assert.deepEqual(writes(), [], command);
      await use(undefined);
    };
    await asked({ choose: 'Delete in Cloud' }, commands.deleteInCloud, uri);
    await asked({ choose: 'Delete File' }, commands.deleteHere, uri);
    await asked({ type: 'Cleopatra' }, commands.renameScenario, uri);
    await asked(
      { pick: (items) => items.find(({ label }) => label.includes('New Folder')), type: 'Made by nobody' },
      commands.moveToFolder,
      uri,
    );
    await place.write('Dot.crank.yml', fileOf('Dot'));
    await asked({ pick: (items) => items[0] }, commands.createInCloud, place.uri('Dot.crank.yml'));
    await place.write('Cleo.crank.yml', fileOf('Cleo', 'http://mine.acme.test/'));
    await place.colleagueTypes(id, 'www.acme.test', 'theirs.acme.test');
    await asked({ choose: 'Keep Mine' }, commands.resolveConflict, uri);
    await asked({ choose: 'Take Theirs' }, commands.pushFile, uri);
    assert.equal(await place.read('Cleo.crank.yml'), fileOf('Cleo', 'http://mine.acme.test/'));
  });

  it('starts no run whose values were asked for', async () => {
    await place.write('Ed.crank.yml', fileOf('Ed', 'http://{{host}}/'));
    await place.create('Ed.crank.yml');
    const { said } = await doing(
      { type: 'www.acme.test', meanwhile: () => use(beta) },
      commands.runScenario,
      place.uri('Ed.crank.yml'),
    );
    assert.deepEqual([said.at(-1), writes()], [refusal, []]);
  });
});
