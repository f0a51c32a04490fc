import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Summary } from '../../src/sync/summary';
import { commands } from '../../src/vscode/ids';
import { between } from './between';
import { Place } from './place';
import { documentWith, until } from './world';

const steps = (email: string): string => `steps:\n  - step: Given I navigate to http://www.acme.test/\n  - step: When I fill out input[name="email"] with ${email}\n`;
const fileOf = (name: string, email = 'ada@example.com', more = ''): string => `scenario: ${name}\n${more}${steps(email)}`;

describe('push and pull', () => {
  const place = new Place();
  beforeEach(() => between().reset());
  afterEach(async () => {
    between().reset();
    await place.clean();
  });

  it('creates a scenario once, pushes an edit, and brings a colleague’s change here', async () => {
    const path = await place.write('One.crank.yml', fileOf('One'));
    const id = await place.create(path);
    const document = await vscode.workspace.openTextDocument(place.uri(path));
    await place.type(document, 'ada@', 'bob@');
    assert.equal(document.isDirty, true, 'an editor that is not saved counts');
    await place.run(commands.pushFile, place.uri(path));
    assert.match(JSON.stringify(await place.scenario(id)), /bob@example\.com/);
    assert.equal(document.isDirty, false);
    await place.change(id, { description: 'By a colleague' });
    const summary = await place.run<Summary>(commands.pullScenario, { scenarioId: id });
    assert.deepEqual(summary?.results.map(({ outcome, item }) => `${item.what} ${outcome}`), ['update done']);
    assert.match(document.getText(), /description: By a colleague/);
    assert.match(document.getText(), /bob@example\.com/);
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand('undo');
    assert.doesNotMatch(document.getText(), /By a colleague/, 'a pull can be undone in the editor');
  });
});
