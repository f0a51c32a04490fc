import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import * as vscode from 'vscode';
import { commands } from '../../src/vscode/ids';
import { doing, writes } from './doing';
import { freshPlace } from './place';
import { until } from './world';

const text =
  'scenario: Café hours\n# geprüft\ndescription: Größe\nsteps:\n- step: Given I navigate to http://www.acme.test/é\n';
const foreign = Buffer.from(text, 'latin1');
const refusal = 'Café hours.crank.yml is not UTF-8. It is not sent or changed until it is saved as UTF-8.';

describe('a file that is not UTF-8', () => {
  const { place, heard } = freshPlace();
  const path = 'Café hours.crank.yml';
  const bytes = (): Buffer => readFileSync(place.uri(path).fsPath);

  /** A scenario whose file was saved in Windows 1252 since both agreed, and that a colleague has changed. */
  async function spoilt(): Promise<number> {
    const id = await place.create(await place.write(path, text));
    writeFileSync(place.uri(path).fsPath, foreign);
    await place.change(id, { description: 'By a colleague' });
    heard.said.length = 0;
    return id;
  }

  it('is neither pushed, pulled nor backed up, and a command saves it as UTF-8 with its bytes kept', async () => {
    const id = await spoilt();
    for (const command of [commands.pushFile, commands.pullScenario]) {
      await doing(place, {}, command, place.uri(path)).then(({ said }) =>
        assert.deepEqual(said, [`“Café hours”: ${refusal}`]),
      );
      assert.deepEqual([writes(), bytes()], [[], foreign]);
    }
    const { asked, said } = await doing(
      place,
      { pick: (items) => items.find(({ label }) => label === 'Windows 1252') },
      commands.convertEncoding,
      place.uri(path),
    );
    assert.match(asked[0] ?? '', /^Windows 1252 · scenario: Café hours \| /);
    const [, kept = ''] =
      /^Café hours\.crank\.yml was converted from Windows 1252 to UTF-8\. The original is kept in (.+)\.$/.exec(
        said[0] ?? '',
      ) ?? [];
    assert.deepEqual([await place.read(path), readFileSync(place.uri(kept).fsPath)], [text, foreign]);
    await place.run(commands.pullScenario, place.uri(path));
    assert.equal(await place.read(path), text.replace('Größe', 'By a colleague'));
    assert.match(JSON.stringify(await place.scenario(id)), /acme\.test\/é/);
  });

  it('that an editor shows in its encoding is not pushed while it is not saved, either', async () => {
    await spoilt();
    const document = await vscode.workspace.openTextDocument(place.uri(path), { encoding: 'windows1252' });
    assert.match(document.getText(), /Café/);
    await place.type(document, 'Größe', 'Länge');
    const { said } = await doing(place, {}, commands.pushFile, place.uri(path));
    assert.deepEqual(
      [said, writes(), bytes()],
      [
        ['“Café hours”: Café hours.crank.yml is Windows 1252. It is not sent or changed until it is saved as UTF-8.'],
        [],
        foreign,
      ],
    );
    await document.save();
    assert.deepEqual(bytes(), Buffer.from(text.replace('Größe', 'Länge'), 'latin1'));
    await doing(place, { pick: ([first]) => first }, commands.convertEncoding, place.uri(path));
    assert.deepEqual(
      [await place.read(path), document.getText(), document.encoding],
      [text.replace('Größe', 'Länge'), text.replace('Größe', 'Länge'), 'utf8'],
    );
  });

  it('and that an editor shows as UTF-8 all the same, with marks for what it could not read, is not pushed with them', async () => {
    await spoilt();
    const document = await vscode.workspace.openTextDocument(place.uri(path), { encoding: 'utf8' });
    await until('the editor shows what is on the disk', () => document.getText().includes('Caf\ufffd'));
    await place.type(document, 'acme', 'shop');
    const { said } = await doing(place, {}, commands.pushFile, place.uri(path));
    assert.deepEqual([said, writes(), bytes()], [[`“Café hours”: ${refusal}`], [], foreign]);
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });

  it('of an editor with another encoding gets no words that it would write otherwise', async () => {
    const id = await place.create(
      await place.write(
        'Plain.crank.yml',
        'scenario: Plain\nsteps:\n- step: Given I navigate to http://www.acme.test/\n',
      ),
    );
    await vscode.workspace.openTextDocument(place.uri('Plain.crank.yml'), { encoding: 'windows1252' });
    await place.change(id, { description: 'Größe' });
    const before = await place.read('Plain.crank.yml');
    await doing(place, {}, commands.pullScenario, place.uri('Plain.crank.yml'));
    assert.equal(await place.read('Plain.crank.yml'), before);
    await place.change(id, { description: 'Size' });
    await doing(place, {}, commands.pullScenario, place.uri('Plain.crank.yml'));
    assert.equal(await place.read('Plain.crank.yml'), before.replace('\nsteps', '\ndescription: Size\nsteps'));
  });
});
