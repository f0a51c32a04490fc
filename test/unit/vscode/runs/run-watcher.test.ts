import assert from 'node:assert/strict';
import type { Api } from '../../../../src/api/api';
import { UnauthorizedError } from '../../../../src/api/http/errors';
import { Emitter } from '../../../../src/base/event';
import type { WatchTarget } from '../../../../src/vscode/runs/open-transcript';
import { RunNews, type RunProgress } from '../../../../src/vscode/runs/run-news';
import { RunWatcher } from '../../../../src/vscode/runs/run-watcher';
import type { Session } from '../../../../src/vscode/session/session';
import { createTimeFormat } from '../../../../src/view/time';
import type { Run, Scenario } from '../../../../src/wire/records';
import { MadeClock } from '../../sandbox/made-clock';
import { madeChannels } from './made-channels';

const scenario: Scenario = {
  id: 1,
  name: 'S',
  definition: { steps: [] },
  folder: null,
  schedule: null,
  notificationGroups: [],
};
const ended: string[] = [];

/** A run that is watched; `state` is what the service answers. */
function watching() {
  const clock = new MadeClock();
  const state: { answer: 'going' | 'SignedOut' | 'Unauthorized' | 'over'; isSignedIn: boolean; gets: number } = {
    answer: 'going',
    isSignedIn: true,
    gets: 0,
  };
  const get = (): Promise<Run> => {
    state.gets += 1;
    const { answer } = state;
    if (answer === 'SignedOut' || answer === 'Unauthorized')
      return Promise.reject(new UnauthorizedError({ operation: 'GET /v1/x', status: 401, errorName: answer }));
    return Promise.resolve({ id: 5, outcome: answer === 'over' ? 'Passed' : 'Running' });
  };
  const session = {
    api: { runs: { get } } as unknown as Api,
    organization: 'o',
    name: 'Acme',
    isSandbox: true,
  } as Session;
  const sessions = new Emitter<undefined>();
  const news = new RunNews();
  const { open, channels } = madeChannels();
  const [told, document, progress]: [unknown[], string[], RunProgress[]] = [[], [], []];
  news.onDidProgress((seen) => progress.push(seen));
  const watcher = new RunWatcher({
    clock,
    time: createTimeFormat({ locale: 'en-GB', timeZone: 'UTC' }),
    channels,
    news,
    write: (_, heading) => {
      document.push(`${heading}\n`);
      return {
        append: (more) => void document.push(more),
        end: (isWhole) => void ended.push(isWhole ? 'whole' : 'in part'),
      };
    },
    renewed: () => Promise.resolve(state.isSignedIn ? session : undefined),
    onDidChangeSessions: sessions.event,
    reveal: () => 'never',
    say: () => 'Stack Moxie refused the token for Acme.',
    tell: (error) => told.push(error),
  });
  const target: WatchTarget = { session, scenario, run: { id: 5, outcome: 'Running' } };
  ended.length = 0;
  const end = watcher.watch(target);
  /** Of both places, without times. */
  const text = (): string => {
    const written = open.get('Stack Moxie: S') ?? '';
    assert.equal(document.join(''), written, 'the document says the same as the channel');
    return written.replaceAll(/\d\d:\d\d:\d\d {2}/g, '');
  };
  const phase = (): string | undefined => progress.at(-1)?.state.phase;
  return { clock, state, sessions, told, news, watcher, target, end, text, phase };
}

describe('a run that is watched', () => {
  it('is paused by signing out, which is no refusal, and goes on after signing in', async () => {
    const { clock, state, sessions, told, news, end, text, phase } = watching();
    await clock.pass(5_000);
    assert.deepEqual([news.watched.length, phase()], [1, 'running']);
    Object.assign(state, { answer: 'SignedOut', isSignedIn: false });
    sessions.fire(undefined);
    await clock.pass(10_000);
    assert.match(text(), /You signed out\. The run continues, and watching resumes after you sign in\.\n$/);
    assert.deepEqual(
      [told, news.watched.length, phase()],
      [[], 0, 'finished'],
      'no message, and the row is not shown as watched',
    );
    const { gets } = state;
    Object.assign(state, { answer: 'going', isSignedIn: true });
    sessions.fire(undefined);
    await clock.pass(0);
    assert.deepEqual([state.gets, news.watched.length, phase()], [gets + 1, 1, 'running'], 'at once');
    state.answer = 'over';
    await clock.pass(20_000);
    await end;
    assert.match(text(), /You signed out[^\n]*\n[^\n]*Watching the run again\.\nPassed\. It has no steps\./);
    assert.deepEqual(ended, ['whole']);
  });

  it('that was refused once without a reason goes on by itself, and says so where it is seen', async () => {
    const { clock, state, told, news, end, text } = watching();
    await clock.pass(5_000);
    state.answer = 'Unauthorized';
    await clock.pass(5_000);
    assert.match(
      text(),
      /Stack Moxie refused the token for Acme\. The run continues, and watching resumes after you sign in\.\n$/,
    );
    assert.deepEqual([told.length, news.watched.length], [1, 0]);
    state.answer = 'going';
    await clock.pass(60_000);
    assert.equal(news.watched.length, 1);
    state.answer = 'over';
    await clock.pass(20_000);
    await end;
    assert.match(text(), /Watching the run again\.\nPassed/);
  });

  it('whose token stays refused is told of once, and asked about once a minute', async () => {
    const { clock, state, sessions, told, text, watcher } = watching();
    state.answer = 'Unauthorized';
    await clock.pass(5_000);
    const { gets } = state;
    await clock.pass(10 * 60_000);
    sessions.fire(undefined);
    await clock.pass(0);
    assert.deepEqual([told.length, text().match(/refused/g)?.length, state.gets - gets], [1, 1, 11]);
    watcher.dispose();
  });

  it('is asked about at once where the user wants to watch it again while it waits', async () => {
    const { clock, state, news, watcher, target } = watching();
    state.answer = 'Unauthorized';
    await clock.pass(5_000);
    state.answer = 'going';
    await watcher.watch(target);
    await clock.pass(0);
    assert.equal(news.watched.length, 1);
    watcher.dispose();
  });

  it('can be let go of while it waits, and leaves nothing that is shown as going on', async () => {
    const { clock, state, news, watcher, end, text, phase } = watching();
    state.answer = 'SignedOut';
    await clock.pass(5_000);
    watcher.stop('o/1/5');
    await end;
    assert.match(text(), /Stopped watching\. The run continues\.\n$/);
    assert.deepEqual([news.watched.length, phase(), ended], [0, 'finished', ['in part']]);
    assert.deepEqual(clock.pauses, []);
  });

  it('tells how far it is with each answer, for a view that was not there before', async () => {
    const { clock, news, watcher } = watching();
    await clock.pass(5_000);
    const late: number[] = [];
    news.onDidProgress(({ runId }) => late.push(runId));
    await clock.pass(10_000);
    assert.equal(late[0], 5);
    watcher.dispose();
  });

  it('is not shown as going on after watching stopped', async () => {
    const { clock, news, watcher, end, phase } = watching();
    await clock.pass(5_000);
    watcher.stop('o/1/5');
    await end;
    assert.deepEqual([news.watched.length, phase(), ended], [0, 'finished', ['in part']]);
  });
});
