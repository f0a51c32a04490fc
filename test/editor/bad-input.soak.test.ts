import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Instead, Passing } from '../support/between';
import { commands } from '../../src/vscode/ids';
import { between } from './between';
import { documentWith, runAndStepBack, scenarioId } from './world';

const web = {
  status: 200,
  body: '<!doctype html><html><body>Sign in to the hotel network</body></html>',
  headers: { 'content-type': 'text/html' },
};
const error = (status: number, name: string): Instead => ({ status, body: JSON.stringify({ name, message: 'No.' }) });
const reads =
  (instead: Instead) =>
  ({ method }: Passing) =>
    method === 'GET' ? instead : undefined;
const at =
  (pattern: RegExp, instead: Instead) =>
  ({ path }: Passing) =>
    pattern.test(path) ? instead : undefined;
const changed = (change: (value: never) => unknown): Instead => ({
  change: (body) => JSON.stringify(change(JSON.parse(body) as never)),
});
const hostile = 'line\nbreak \u001b[31mred\u001b[0m \u202egnirts\u202c \u0007';

/** What may come in place of a good answer. After each, the same commands must work again. */
const badAnswers: Readonly<Record<string, (passing: Passing) => Instead | undefined>> = {
  'a refused token': reads(error(401, 'Unauthorized')),
  'a web page in place of the API': reads(web),
  'records without names and ids': reads(
    changed((value: unknown) => (Array.isArray(value) ? value.map(() => ({})) : value)),
  ),
  'names that nobody should see as they are': reads(
    changed((value: unknown) =>
      Array.isArray(value)
        ? value.map((item: object) => ({ ...item, name: hostile }))
        : { ...(value as object), name: hostile },
    ),
  ),
  'an organization that is not ours': reads(error(403, 'Forbidden')),
  'an address that knows nothing': reads(error(404, 'NotFound')),
  'a service with troubles of its own': reads(error(500, 'ServerError')),
  'JSON that is none': reads({ status: 200, body: '[{"id": 1,' }),
  'an object in place of a list': reads({ status: 200, body: '{"data": []}' }),
  'null in place of everything': reads({ status: 200, body: 'null' }),
  'a scenario without its definition': at(
    /^\/scenarios\/\d+$/,
    changed((scenario: object) => ({ ...scenario, definition: null })),
  ),
};

describe('bad answers', () => {
  let id = 0;
  before(async () => {
    id = await scenarioId('Home page answers');
    await vscode.commands.executeCommand('stackMoxie.scenarios.focus');
  });
  afterEach(async () => {
    between().reset();
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  for (const [name, rule] of Object.entries(badAnswers))
    it(`${name}: no command fails, and all is well afterwards`, async () => {
      between().rule = rule;
      await vscode.commands.executeCommand(commands.refreshScenarios);
      await runAndStepBack(commands.openScenario, { scenarioId: id });
      await runAndStepBack(commands.runScenario, { scenarioId: id });
      await runAndStepBack(commands.goToScenario);
      between().reset();
      await vscode.commands.executeCommand(commands.refreshScenarios);
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
      await vscode.commands.executeCommand(commands.openScenario, { scenarioId: id });
      await documentWith('stackmoxie', /^scenario: Home page answers\n/);
    });

  it('an answer cut in half is asked for again, and then told of', async () => {
    between().rule = ({ path }) => (path === '/folders' ? { half: true } : undefined);
    await vscode.commands.executeCommand(commands.refreshScenarios);
    assert.equal(between().seen.filter((request) => request === 'GET /folders').length, 4);
  });

  it('a log with outcomes that nobody knows, and ten megabytes of message, is told in few lines', async () => {
    const long = await scenarioId('Status address answers for monitoring');
    between().rule = at(
      /\/log\/\d+$/,
      changed((log: { readonly body: readonly object[] }) => ({
        ...log,
        body: log.body.map((entry) => ({ ...entry, outcome: 'Skipped', message: 'x'.repeat(10_000_000) })),
      })),
    );
    await vscode.commands.executeCommand(commands.runScenario, { scenarioId: long });
    const output = await documentWith('output', /Status address answers for monitoring · [\s\S]*\nPassed/);
    assert.ok(output.getText().length < 20_000, String(output.getText().length));
    assert.match(output.getText(), /\? 1 {2}Given I navigate/);
  });

  it('the log names what went wrong, and holds no token', async () => {
    between().rule = reads(error(500, 'ServerError'));
    await runAndStepBack(commands.openScenario, { scenarioId: 99_999 });
    between().reset();
    await vscode.commands.executeCommand(commands.showLog);
    const log = await documentWith('output', /stackMoxie\.openScenario: .*500/);
    assert.ok(!log.getText().includes(process.env['STACK_MOXIE_TOKEN'] ?? ''));
  });

  it('a hostile name opens under a name that a file could bear, and runs in a channel of one line', async () => {
    between().rule = at(
      /^\/scenarios\/\d+$/,
      changed((scenario: object) => ({ ...scenario, name: hostile })),
    );
    await vscode.commands.executeCommand(commands.openScenario, { scenarioId: id });
    const document = await documentWith('stackmoxie', /^scenario: /);
    assert.match(document.uri.path, /^\/\d+\/[^\n\u001b\u202e\u0007]+\.crank\.yml$/);
    await vscode.commands.executeCommand(commands.runScenario, { scenarioId: id });
    await documentWith('output', /^line break red gnirts.* · Acme \(Sandbox\) · run \d+$/m);
  });
});
