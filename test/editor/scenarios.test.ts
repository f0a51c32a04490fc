import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { parseScenario } from '../../src/scenario/parse';
import { commands, languageId, runScheme } from '../../src/vscode/ids';
import { between } from './between';
import { ask, documentWith, scenarioId, until } from './world';
import { itInSoak } from '../support/rounds';

interface Run {
  readonly id: number;
  readonly outcome: string;
}
const starts = (): readonly string[] => between().seen.filter((request) => request.startsWith('POST '));

describe('a scenario', () => {
  afterEach(async () => {
    between().reset();
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('opens as a read-only file in the scenario language, named by the scenario', async () => {
    const id = await scenarioId('Contact form creates a contact');
    await vscode.commands.executeCommand(commands.openScenario, { scenarioId: id });
    const document = await documentWith('stackmoxie', /Contact form creates a contact/);
    assert.equal(document.languageId, languageId);
    assert.match(document.uri.path, /Contact form creates a contact\.crank\.yml$/);
    const { scenario, problems } = parseScenario(document.getText());
    assert.deepEqual(problems, []);
    assert.equal(scenario?.scenario, 'Contact form creates a contact');
    const before = document.getText();
    await vscode.commands.executeCommand('type', { text: 'x' });
    assert.equal(document.getText(), before);
    assert.equal(document.isDirty, false);
  });

  it('runs once, and its transcript streams into a channel that does not take the focus', async () => {
    const id = await scenarioId('Home page answers');
    await vscode.commands.executeCommand(commands.openScenario, { scenarioId: id });
    const before = vscode.window.activeTextEditor?.document.uri.toString();
    await Promise.all([
      vscode.commands.executeCommand(commands.runScenario, { scenarioId: id }),
      vscode.commands.executeCommand(commands.runScenario, { scenarioId: id }),
    ]);
    const [run] = await ask<readonly Run[]>(`/scenarios/${String(id)}/runs`);
    const heading = `Home page answers · Acme \\(Sandbox\\) · run ${String(run?.id)}\n`;
    const output = await documentWith('output', new RegExp(`${heading}[\\s\\S]*Passed: all 4 steps passed\\.`));
    assert.match(output.getText(), /\n\d\d:\d\d:\d\d {2}✓ 1 {2}Given I navigate to http:\/\/www\.acme\.test\//);
    assert.deepEqual(starts(), [`POST /scenarios/${String(id)}/runs`], 'two clicks, one run');
    assert.equal(vscode.window.activeTextEditor?.document.uri.toString(), before);
  });

  it('runs of the past are documents of their own: A, B and A again show A, B and A', async () => {
    const id = await scenarioId('Enterprise price is published');
    const [first, second] = await ask<readonly Run[]>(`/scenarios/${String(id)}/runs`);
    assert.ok(first && second);
    const shown: string[] = [];
    for (const run of [first, second, first]) {
      await vscode.commands.executeCommand(commands.showRun, { scenarioId: id, runId: run.id });
      const { document } = vscode.window.activeTextEditor ?? {};
      assert.equal(document?.uri.scheme, runScheme);
      shown.push(
        /^Enterprise price is published · Acme \(Sandbox\) · (run \d+) · /.exec(document.getText())?.[1] ??
          document.getText(),
      );
      assert.match(document.uri.path, new RegExp(`/Enterprise price is published · run ${String(run.id)}$`));
      await vscode.commands.executeCommand('type', { text: 'x' });
      assert.equal(document.isDirty, false, 'nothing can be typed into it');
    }
    assert.deepEqual(
      shown,
      [first, second, first].map((run) => `run ${String(run.id)}`),
    );
    assert.equal(vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs).length, 1, 'one tab for looking at');
    const document = await documentWith(runScheme, /Failed at step/);
    await vscode.commands.executeCommand(commands.showChannel, { scenarioId: await scenarioId('Home page answers') });
    const output = await documentWith('output', /Home page answers/);
    assert.equal(document.languageId, output.languageId, 'links in it are as in the output');
    assert.deepEqual(starts(), []);
  });

  it('a run that goes on is a document that grows', async () => {
    const id = await scenarioId('Pricing page has its search snippet');
    await vscode.commands.executeCommand(commands.runScenario, { scenarioId: id });
    const [run] = await ask<readonly Run[]>(`/scenarios/${String(id)}/runs`);
    await vscode.commands.executeCommand(commands.showRun, { scenarioId: id, runId: run?.id });
    await documentWith(runScheme, new RegExp(`run ${String(run?.id)}\\n\\d\\d:\\d\\d:\\d\\d {2}✓ 1[\\s\\S]*\\nPassed`));
  });

  it('a run that somebody else started can be watched', async () => {
    const id = await scenarioId('Pricing page shows the campaign price');
    const { TEST_API = '', STACK_MOXIE_TOKEN = '', STACK_MOXIE_ORGANIZATION = '' } = process.env;
    const path = `${TEST_API}/v1/organizations/${STACK_MOXIE_ORGANIZATION}/scenarios/${String(id)}/runs`;
    const run = (await (
      await fetch(path, { method: 'POST', headers: { authorization: `Bearer ${STACK_MOXIE_TOKEN}` } })
    ).json()) as Run;
    await vscode.commands.executeCommand(commands.watchRun, { scenarioId: id, runId: run.id });
    await documentWith('output', new RegExp(`run ${String(run.id)}[\\s\\S]*Passed`));
    assert.deepEqual(starts(), []);
  });

  it('watching can be stopped, and taken up again', async () => {
    const id = await scenarioId('SPF names the mail platform');
    // A run that never ends, as far as anybody can see.
    between().rule = ({ path }) =>
      new RegExp(`^/scenarios/${String(id)}/runs/\\d+$`).test(path)
        ? { change: (body) => body.replace(/"outcome":"\w+"/, '"outcome":"Running"') }
        : undefined;
    await vscode.commands.executeCommand(commands.runScenario, { scenarioId: id });
    await documentWith('output', /SPF names the mail platform · [\s\S]*✓ 1/);
    await vscode.commands.executeCommand(commands.stopWatching);
    await documentWith('output', /✓ 1[\s\S]*Stopped watching\. The run continues\./);
    const asked = between().seen.length;
    await new Promise((resolve) => setTimeout(resolve, 1_200));
    assert.equal(between().seen.length, asked, 'nobody asks any more');
    between().rule = () => undefined;
    const [run] = await ask<readonly Run[]>(`/scenarios/${String(id)}/runs`);
    await vscode.commands.executeCommand(commands.watchRun, { scenarioId: id, runId: run?.id });
    await documentWith('output', /Stopped watching[\s\S]*✓ 1[\s\S]*Passed: /);
  });

  it('a refused token does not end the watching, and the transcript and its document say so', async () => {
    const id = await scenarioId('SPF names the mail platform');
    const isRun = new RegExp(`^/scenarios/${String(id)}/runs/\\d+$`);
    let gets = 0;
    between().rule = ({ path }) => {
      if (!isRun.test(path)) return undefined;
      gets += 1;
      return gets > 1
        ? { status: 401, body: '{"name":"Unauthorized","message":"No."}' }
        : { change: (body) => body.replace(/"outcome":"\w+"/, '"outcome":"Running"') };
    };
    await vscode.commands.executeCommand(commands.runScenario, { scenarioId: id });
    const refused = /refused the token for Acme\. The run continues, and watching resumes after you sign in\./;
    await documentWith('output', refused);
    between().rule = () => undefined;
    const [run] = await ask<readonly Run[]>(`/scenarios/${String(id)}/runs`);
    // Whoever asks for it needs not wait until it is tried again.
    await vscode.commands.executeCommand(commands.watchRun, { scenarioId: id, runId: run?.id });
    await documentWith(
      'output',
      new RegExp(`${refused.source}\\n[^\\n]*Watching the run again\\.\\n[\\s\\S]*Passed: `),
    );
    await vscode.commands.executeCommand(commands.showRun, { scenarioId: id, runId: run?.id });
    await documentWith(runScheme, /Watching the run again\.\n[\s\S]*Passed: /);
  });

  itInSoak('lost connections do not lose a line of the log', async () => {
    const id = await scenarioId('Contact form creates a contact');
    let count = 0;
    between().rule = ({ method, path }) => {
      if (method !== 'GET' || !/\/runs\/\d+(\/log\/\d+)?$/.test(path)) return undefined;
      count += 1;
      if (count % 3 === 0) return { reset: 'before' };
      return count % 5 === 0 ? { half: true } : undefined;
    };
    await vscode.commands.executeCommand(commands.runScenario, { scenarioId: id });
    const output = await until(
      'the run was told to its end',
      () => documentWith('output', /Contact form creates a contact · [\s\S]*Passed: all \d+ steps passed\./),
      40_000,
    );
    const { definition } = await ask<{ readonly definition: { readonly steps: readonly unknown[] } }>(
      `/scenarios/${String(id)}`,
    );
    for (let step = 1; step <= definition.steps.length; step += 1)
      assert.equal(
        output.getText().match(new RegExp(`[✓✗] ${String(step)}  `, 'g'))?.length,
        1,
        `step ${String(step)} once`,
      );
  });

  it('a start whose answer is lost is looked for, never sent again', async () => {
    const id = await scenarioId('Old links end in a friendly page');
    const before = await ask<readonly Run[]>(`/scenarios/${String(id)}/runs`);
    between().rule = ({ method }) => (method === 'POST' ? { reset: 'afterwards' } : undefined);
    await vscode.commands.executeCommand(commands.runScenario, { scenarioId: id });
    await documentWith('output', /Old links end in a friendly page · [\s\S]*Passed/);
    assert.equal(starts().length, 1);
    const after = await ask<readonly Run[]>(`/scenarios/${String(id)}/runs`);
    assert.notEqual(after[0]?.id, before[0]?.id);
    assert.equal(after[1]?.id, before[0]?.id, 'one run, not two');
  });

  it('a start whose answer is lost is looked for while the service is still at it', async () => {
    const id = await scenarioId('DMARC policy is quarantine');
    const before = await ask<readonly Run[]>(`/scenarios/${String(id)}/runs`);
    between().rule = ({ method }) => (method === 'POST' ? { reset: 'meanwhile', delay: 2_500 } : undefined);
    await vscode.commands.executeCommand(commands.runScenario, { scenarioId: id });
    const [run, previous] = await ask<readonly Run[]>(`/scenarios/${String(id)}/runs`);
    assert.deepEqual([starts().length, previous?.id], [1, before[0]?.id]);
    await documentWith(
      'output',
      new RegExp(`DMARC policy is quarantine · [^\\n]* · run ${String(run?.id)}\\n[\\s\\S]*Passed`),
    );
  });
});

describe('several selected scenarios', () => {
  afterEach(() => between().reset());

  it('run once each, however often the button is clicked', async () => {
    const ids = [
      await scenarioId('Replies to campaigns reach us'),
      await scenarioId('DKIM key of the mail platform is published'),
    ];
    await vscode.commands.executeCommand(commands.refreshScenarios);
    between().reset();
    const rows = ids.map((id) => ({ kind: 'scenario', scenarioId: id }));
    await Promise.all([1, 2, 3].map(() => vscode.commands.executeCommand(commands.runScenario, rows[0], rows)));
    await Promise.all([
      vscode.commands.executeCommand(commands.runScenario, rows[0]),
      vscode.commands.executeCommand(commands.runScenario, rows[1]),
    ]);
    assert.deepEqual([...starts()].sort(), ids.map((id) => `POST /scenarios/${String(id)}/runs`).sort());
  });
});
