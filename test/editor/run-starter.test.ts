import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Api } from '../../src/api/api';
import { UnreachableError } from '../../src/api/errors';
import type { Run, Scenario } from '../../src/wire/records';
import { RunStarter } from '../../src/vscode/runs/run-starter';
import type { Session } from '../../src/vscode/session';

const scenario: Scenario = { id: 1, name: '[S](command:evil)', definition: { steps: [] }, folder: null, schedule: null, notificationGroups: [] };
const run = (id: number): Run => ({ id, outcome: 'Running' });
const lost = (unclear: boolean): Error => new UnreachableError('no answer', { operation: 'POST /v1/organizations/{org}/scenarios/{scenarioId}/runs', unclear });

/** Starts a run whose answer is lost; `looks` are the most recent runs before and after. */
async function startLost(looks: readonly (Run | Error)[], unclear = true) {
  const said: string[] = [];
  const real = vscode.window.showWarningMessage;
  const hear = (text: string, ...items: readonly { readonly title: string }[]): Promise<undefined> => {
    said.push([text, ...items.map(({ title }) => `[${title}]`)].join(' '));
    return Promise.resolve(undefined);
  };
  Object.defineProperty(vscode.window, 'showWarningMessage', { value: hear, configurable: true, writable: true });
  let [looked, sent] = [0, 0];
  const mostRecent = (): Promise<Run> => {
    const look = looks[looked++];
    return look instanceof Error || !look ? Promise.reject(look ?? new Error('looked too often')) : Promise.resolve(look);
  };
  const create = (): Promise<never> => {
    sent += 1;
    return Promise.reject(lost(unclear));
  };
  const session = { api: { runs: { mostRecent, create } } as unknown as Api, organization: 'o', name: 'Acme', isSandbox: true } as Session;
  try {
    const started = await new RunStarter({} as vscode.Memento, () => Promise.resolve()).start(session, scenario);
    return { started, said, sent };
  } finally {
    Object.defineProperty(vscode.window, 'showWarningMessage', { value: real, configurable: true, writable: true });
  }
}

describe('a start whose answer is lost', () => {
  it('is found by its run, which is newer than the last one before', async () => {
    const { started, said, sent } = await startLost([run(7), run(8)]);
    assert.equal(started?.id, 8);
    assert.deepEqual([said, sent], [['The answer was lost. The run was started (id 8).'], 1]);
  });

  it('did not happen where the last run is the one from before', async () => {
    const { started, said, sent } = await startLost([run(7), run(7)]);
    assert.equal(started, undefined);
    assert.deepEqual([said, sent], [['The answer was lost. The run was not started. [Try Again]'], 1]);
  });

  it('is unknown where looking fails too, and nothing invites to start again', async () => {
    const { started, said, sent } = await startLost([run(7), lost(false)]);
    assert.equal(started, undefined);
    assert.deepEqual([said, sent], [['The answer was lost. Whether the run was started is not known: look at the list of runs before you start it again. [Refresh]'], 1]);
  });

  it('that never reached the service is an error like any other', async () => {
    await assert.rejects(startLost([run(7)], false), UnreachableError);
  });
});

describe('one start at a time', () => {
  it('a second click is no second wish, until the first has come to something', async () => {
    const starter = new RunStarter({} as vscode.Memento, () => Promise.resolve());
    let count = 0;
    const work = async (): Promise<boolean> => {
      count += 1;
      await new Promise((resolve) => setTimeout(resolve, 5));
      return false;
    };
    await Promise.all([starter.once(1, work), starter.once(1, work), starter.once(2, work)]);
    assert.equal(count, 2);
    await starter.once(1, work);
    assert.equal(count, 3, 'stepped back from, it may start again at once');
    const started = (): Promise<boolean> => work().then(() => true);
    await starter.once(1, started);
    await starter.once(1, started);
    assert.equal(count, 4, 'the end of a double click');
  });
});
