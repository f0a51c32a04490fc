import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Api } from '../../src/api/api';
import { UnauthorizedError } from '../../src/api/errors';
import { Emitter } from '../../src/base/event';
import { RunChannels, type ChannelOwner } from '../../src/vscode/runs/channels';
import type { WatchTarget } from '../../src/vscode/runs/open-transcript';
import { RunWatcher, type RunProgress } from '../../src/vscode/runs/run-watcher';
import type { Session } from '../../src/vscode/session';
import type { Run, Scenario } from '../../src/wire/records';
import { until } from './world';

/** What was written into channels, by their names, as long as they are open. */
function madeChannels() {
  const open = new Map<string, string>();
  const create = (name: string) => {
    open.set(name, '');
    return { name, append: (text: string) => open.set(name, (open.get(name) ?? '') + text), show: () => undefined, dispose: () => open.delete(name) };
  };
  const real = Object.getOwnPropertyDescriptor(vscode.window, 'createOutputChannel') ?? {};
  Object.defineProperty(vscode.window, 'createOutputChannel', { value: create, configurable: true, writable: true });
  const channels = new RunChannels();
  const stop = (): void => {
    channels.dispose();
    Object.defineProperty(vscode.window, 'createOutputChannel', real);
  };
  return { open, channels, stop };
}

describe('channels of scenarios', () => {
  let made = madeChannels();
  beforeEach(() => void (made.stop(), (made = madeChannels())));
  after(() => made.stop());
  const names = (): readonly string[] => [...made.open.keys()].map((name) => name.replace('Stack Moxie: ', ''));
  const owner = (scenarioId: number, name: string, folder?: string): ChannelOwner => ({ key: `o/${String(scenarioId)}`, name, scenarioId, ...(folder === undefined ? {} : { folder }) });

  it('of one name are told apart by folder, and by number where that does not do', () => {
    for (const one of [owner(1, 'Same', 'Leads'), owner(2, 'Same', 'Leads'), owner(3, 'Same', 'Leads'), owner(4, 'Same'), owner(1, 'Same', 'Leads')]) made.channels.open(one, 'heading').end();
    assert.deepEqual(names(), ['Same', 'Same (Leads)', 'Same (3)', 'Same (4)']);
  });

  it('are twenty at most: the one that was not used for longest is closed, unless it is being written', () => {
    const live = made.channels.open(owner(1, '1'), 'heading');
    for (let id = 2; id <= 20; id += 1) made.channels.open(owner(id, String(id)), 'heading').end();
    made.channels.show('o/2');
    for (let id = 21; id <= 23; id += 1) made.channels.open(owner(id, String(id)), 'heading').end();
    assert.deepEqual([names().length, names().slice(0, 3)], [20, ['1', '2', '6']]);
    assert.equal(made.channels.show('o/3'), false);
    live.end();
    made.channels.open(owner(24, '24'), 'heading').end();
    assert.deepEqual(names()[0], '2');
  });
});

describe('a run whose token is refused', () => {
  const scenario: Scenario = { id: 1, name: 'S', definition: { steps: [] }, folder: null, schedule: null, notificationGroups: [] };
  let made = madeChannels();
  beforeEach(() => void (made.stop(), (made = madeChannels())));
  after(() => made.stop());
  const text = (): string => (made.open.get('Stack Moxie: S') ?? '').replaceAll(/\d\d:\d\d:\d\d {2}/g, '');

  /** Watches a run; `answer` is what the service says. */
  function watching(errorName: string) {
    const state: { answer: 'going' | 'refused' | 'over'; isSignedIn: boolean } = { answer: 'going', isSignedIn: true };
    const refused = new UnauthorizedError({ operation: 'GET /v1/x', status: 401, errorName });
    const get = (): Promise<Run> => (state.answer === 'refused' ? Promise.reject(refused) : Promise.resolve({ id: 5, outcome: state.answer === 'over' ? 'Passed' : 'Running' }));
    const session = { api: { runs: { get } } as unknown as Api, organization: 'o', name: 'Acme', isSandbox: true } as Session;
    const changed = new Emitter<undefined>();
    const [told, document, progress]: [unknown[], string[], RunProgress[]] = [[], [], []];
    const watcher = new RunWatcher({
      channels: made.channels,
      write: (_, heading) => (document.push(`${heading}\n`), { append: (more) => document.push(more), end: () => undefined }),
      renewed: () => Promise.resolve(state.isSignedIn ? session : undefined),
      onDidChangeSessions: changed.event,
      say: () => 'Refused.',
      tell: (error) => told.push(error),
    });
    watcher.onDidProgress((seen) => progress.push(seen));
    const target: WatchTarget = { session, scenario, run: { id: 5, outcome: 'Running' } };
    const ended = watcher.watch(target);
    return { state, changed, told, document, progress, watcher, ended };
  }

  it('after signing out is watched no more, without a message, and watched on after signing in', async () => {
    const { state, changed, told, document, progress, watcher, ended } = watching('SignedOut');
    await until('it is going', () => progress.at(-1)?.state.phase === 'running');
    Object.assign(state, { answer: 'refused', isSignedIn: false });
    await until('that was seen', () => watcher.watched.length === 0);
    assert.match(text(), /· {2}Watching stopped, for you signed out; the run goes on\. It is watched again when you sign in\.\n$/);
    assert.deepEqual([told, progress.at(-1)?.state.phase], [[], 'finished'], 'the row is not shown as watched');
    Object.assign(state, { answer: 'going', isSignedIn: true });
    changed.fire(undefined);
    await until('it is watched again', () => watcher.watched.length === 1);
    assert.equal(progress.at(-1)?.state.phase, 'running');
    state.answer = 'over';
    await ended;
    assert.match(text(), /signed in again; the run is watched on\.\nPassed\. It has no steps\./);
    assert.equal(document.join('').replaceAll(/\d\d:\d\d:\d\d {2}/g, ''), text(), 'the document says the same');
  });

  it('is told once, with the way out, and is watched on after signing in again', async () => {
    const { state, changed, told, watcher, ended } = watching('Unauthorized');
    state.answer = 'refused';
    await until('that was seen', () => watcher.watched.length === 0);
    changed.fire(undefined);
    assert.match(text(), /· {2}Refused\. The run goes on; it is watched again when you have signed in\.\n$/);
    state.answer = 'over';
    changed.fire(undefined);
    await ended;
    assert.match(text(), /Passed/);
    assert.equal(told.length, 1);
  });

  it('can be let go of while it waits', async () => {
    const { state, watcher, ended } = watching('SignedOut');
    state.answer = 'refused';
    await until('that was seen', () => watcher.watched.length === 0);
    watcher.stop('o/1/5');
    await ended;
    assert.match(text(), /No longer watched/);
  });
});
