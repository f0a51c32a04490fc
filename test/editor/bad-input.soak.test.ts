import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Instead, Passing } from '../support/between';
import { commands } from '../../src/vscode/ids';
import { between } from './between';
import { hasLogs, hostErrors, ownLog } from './logs';
import { MessagesHeard } from './messages-heard';
import { documentWith, runAndStepBack, scenarioId, until } from './world';

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

/** What a person is told of one that is bad, by the command that met it; in the scenario's document in place of a message. */
interface Told {
  readonly refresh?: string;
  readonly document?: string;
  readonly run?: string;
  readonly goTo?: string;
}

const always = (words: string, button: string): Told => ({
  refresh: `${words} ${button}`,
  document: words,
  run: `${words} ${button}`,
  goTo: `${words} ${button}`,
});
const notTheApi = always(
  'The address in stackMoxie.apiUrl (http://ADDRESS/api) answers with a web page, not the API.',
  '[Open Setting]',
);
const strangeForm = (place: string): string =>
  `ADDRESS gave an answer that this version cannot read (at ${place}). Check for an update of the extension.`;

/** What may come in place of a good answer, and what is told of it. After each, the same commands must work again. */
const badAnswers: Readonly<Record<string, readonly [(passing: Passing) => Instead | undefined, Told]>> = {
  'a refused token': [
    reads(error(401, 'Unauthorized')),
    // One message, however many requests the token fails.
    {
      refresh: 'Stack Moxie refused the token for Acme. [Sign In Again]',
      document: 'Stack Moxie refused the token for Acme.',
    },
  ],
  'a web page in place of the API': [reads(web), notTheApi],
  'records without names and ids': [
    reads(changed((value: unknown) => (Array.isArray(value) ? value.map(() => ({})) : value))),
    {},
  ],
  'names that nobody should see as they are': [
    reads(
      changed((value: unknown) =>
        Array.isArray(value)
          ? value.map((item: object) => ({ ...item, name: hostile }))
          : { ...(value as object), name: hostile },
      ),
    ),
    {},
  ],
  'an organization that is not ours': [
    reads(error(403, 'Forbidden')),
    {
      refresh: 'This token may not see folders in Acme. It says: No. [Switch Organization]',
      document: 'This token may not see scenarios in Acme. It says: No.',
      run: 'This token may not see scenarios in Acme. It says: No. [Switch Organization]',
      goTo: 'This token may not see folders in Acme. It says: No. [Switch Organization]',
    },
  ],
  'an address that knows nothing': [
    reads(error(404, 'NotFound')),
    {
      refresh: 'Acme was not found, or this token has no access. [Switch Organization]',
      document: 'This is no longer in Acme. It may have been deleted. Refresh to see what is there.',
      run: 'This is no longer in Acme. It may have been deleted. Refresh to see what is there. [Retry]',
      goTo: 'Acme was not found, or this token has no access. [Switch Organization]',
    },
  ],
  'a service with troubles of its own': [
    reads(error(500, 'ServerError')),
    always('ADDRESS is having problems (server error). Try again in a while.', '[Retry]'),
  ],
  'JSON that is none': [reads({ status: 200, body: '[{"id": 1,' }), notTheApi],
  'an object in place of a list': [
    reads({ status: 200, body: '{"data": []}' }),
    {
      refresh: `${strangeForm('the answer')} [Show Log]`,
      document: strangeForm('id'),
      run: `${strangeForm('id')} [Show Log]`,
      goTo: `${strangeForm('the answer')} [Show Log]`,
    },
  ],
  'null in place of everything': [
    reads({ status: 200, body: 'null' }),
    always(strangeForm('the answer'), '[Show Log]'),
  ],
  'a scenario without its definition': [
    at(
      /^\/scenarios\/\d+$/,
      changed((scenario: object) => ({ ...scenario, definition: null })),
    ),
    {
      run: 'This did not work: “Home page answers” has no steps to run. Check it in the web application. [Show Log]',
    },
  ],
};

/** What only a slip of ours says: bad input is data, and no code of ours should stumble over it. */
const slip = /\b(?:Type|Reference|Range|Syntax)Error\b|\bundefined\b|\bNaN\b|\[object |\n\s+at /;

/** Without what is another one each time: the address, and the id that an organization is called by until its name is known. */
const plainly = (message: string): string =>
  message
    .replaceAll(/127\.0\.0\.1:\d+/g, 'ADDRESS')
    .replaceAll((process.env['STACK_MOXIE_ORGANIZATION'] ?? '').slice(0, 8), 'Acme');

describe('bad answers', () => {
  const heard = new MessagesHeard();
  let id = 0;
  let logged = 0;
  before(async () => {
    logged = ownLog().length;
    id = await scenarioId('Home page answers');
    await vscode.commands.executeCommand('stackMoxie.scenarios.focus');
  });
  afterEach(async () => {
    heard.stop();
    between().reset();
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  // Others go on with a registry that was answered well.
  after(() => vscode.commands.executeCommand(commands.refreshRegistry));

  /** What a person hears while something is done. */
  async function saidBy(work: () => Thenable<unknown>): Promise<readonly string[]> {
    const before = heard.said.length;
    await work();
    return heard.said.slice(before).map(plainly);
  }

  /** Opens the scenario, and waits until its document says what is wrong, or shows the scenario. A document that is open already is read anew. */
  async function openedDocument(notice: string | undefined): Promise<void> {
    await runAndStepBack(commands.openScenario, { scenarioId: id });
    const isSo = (text: string): boolean =>
      notice === undefined ? text.startsWith('scenario: ') : plainly(text) === `# ${notice}\n`;
    await until(`the document says ${notice ?? 'what the scenario is'}`, () =>
      isSo(vscode.window.activeTextEditor?.document.getText() ?? ''),
    );
  }

  for (const [name, [rule, told]] of Object.entries(badAnswers))
    it(`${name}: each command says once what helps, none stumbles, and all is well afterwards`, async () => {
      await vscode.commands.executeCommand(commands.refreshScenarios);
      const failures = hostErrors().length;
      heard.listen();
      between().rule = rule;
      const said = {
        refresh: await saidBy(() => vscode.commands.executeCommand(commands.refreshScenarios)),
        open: await saidBy(() => openedDocument(told.document)),
        run: await saidBy(() => runAndStepBack(commands.runScenario, { scenarioId: id })),
        goTo: await saidBy(() => runAndStepBack(commands.goToScenario)),
      };
      const once = (words: string | undefined): readonly string[] => (words === undefined ? [] : [words]);
      assert.deepEqual(said, { refresh: once(told.refresh), open: [], run: once(told.run), goTo: once(told.goTo) });
      between().reset();
      heard.stop();
      await vscode.commands.executeCommand(commands.refreshScenarios);
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
      await vscode.commands.executeCommand(commands.openScenario, { scenarioId: id });
      await documentWith('stackmoxie', /^scenario: Home page answers\n/);
      assert.deepEqual(hostErrors().slice(failures), []);
    });

  it('nothing that is told or logged of them is a slip of ours', async function () {
    const words = Object.values(badAnswers).flatMap(([, told]) => Object.values(told) as readonly string[]);
    for (const each of words) assert.doesNotMatch(each, slip);
    if (!hasLogs) this.skip();
    const log = await until('the log is written', () => {
      const lines = ownLog().slice(logged);
      return lines.some((line) => line.includes('has no steps to run')) && lines;
    });
    // Stacks are there for whoever mends the service.
    for (const line of log.filter((each) => !/^\s+at /.test(each))) assert.doesNotMatch(line, slip);
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
