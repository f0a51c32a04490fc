import assert from 'node:assert/strict';
import fc from 'fast-check';
import { CancellationSource, neverCancelled } from '../../../src/base/cancellation';
import type { RunEvent } from '../../../src/run/events';
import { followRun, type FollowEnd, type FollowPorts, type FollowState } from '../../../src/run/follow';
import { pollDelay, quietLimit, unknownIsLastAfter } from '../../../src/run/pace';
import { Disconnected, Refused, SimulatedClock, SimulatedRun, entryOf, type Fault, type Script } from './simulated-run';

interface Told {
  readonly events: RunEvent[];
  readonly states: FollowState[];
  readonly end: FollowEnd;
  readonly clock: SimulatedClock;
}

async function follow(
  script: Script,
  overrides: Partial<FollowPorts> & { readonly steps?: number } = {},
): Promise<Told> {
  const clock = new SimulatedClock();
  const events: RunEvent[] = [];
  const states: FollowState[] = [];
  const { steps, ...ports } = overrides;
  const end = await followRun(
    {
      runs: new SimulatedRun(clock, script),
      clock,
      cancellation: neverCancelled,
      emit: (event) => events.push(event),
      isTransient: (error) => error instanceof Disconnected,
      onState: (state) => states.push(state),
      ...ports,
    },
    steps === undefined
      ? {}
      : { steps: Array.from({ length: steps }, () => ({ cog: 'sandbox/web', stepId: 'navigate' })) },
  );
  return { events, states, end, clock };
}

/** `started 0 1 finished Passed` */
const draw = (events: readonly RunEvent[]): string => events.map(drawEvent).join(' ');

function drawEvent(event: RunEvent): string {
  if ('index' in event) return String(event.index);
  return event.kind === 'finished' ? `finished ${event.outcome}` : event.kind;
}

describe('followRun', () => {
  const threeSteps: Script = { entriesAt: [1_000, 2_000, 6_000], finalAt: 6_100, outcome: 'Failed' };

  it('tells a run from its start to its end', async () => {
    const { events, end } = await follow(threeSteps);
    assert.equal(draw(events), 'started 0 1 2 finished Failed');
    assert.equal(end.kind, 'finished');
  });

  it('reads entries that land after the run became final', async () => {
    const { events } = await follow({ ...threeSteps, entriesAt: [1_000, 6_500, 6_900] });
    assert.equal(draw(events), 'started 0 1 2 finished Failed');
  });

  it('waits for nothing once every step has its entry', async () => {
    const script: Script = { entriesAt: [0], finalAt: 0, outcome: 'Passed' };
    const { clock } = await follow(script, { steps: 1 });
    assert.deepEqual(clock.sleeps, []);
  });

  it('reads an entry once where the log comes empty or as it was before', async () => {
    const faults: readonly Fault[] = [
      'none',
      'none',
      'none',
      'none',
      'none',
      'none',
      'stale',
      'empty',
      'stale',
      'stale',
      'none',
      'empty',
    ];
    const { events } = await follow({ ...threeSteps, faults });
    assert.equal(draw(events), 'started 0 1 2 finished Failed');
  });

  it('survives a lost connection, and says so', async () => {
    const faults: readonly Fault[] = ['none', 'none', 'disconnected', 'disconnected', 'disconnected', 'none'];
    const { events, states } = await follow({ ...threeSteps, faults });
    assert.equal(draw(events), 'started 0 1 2 finished Failed');
    assert.deepEqual(
      states.map((state) =>
        state.kind === 'following' ? 'following' : `reconnecting ${String(state.attempt)}: ${String(state.delay)}`,
      ),
      ['reconnecting 1: 1000', 'reconnecting 2: 2000', 'reconnecting 3: 4000', 'following'],
    );
  });

  it('waits as long as the service asks, within reason', async () => {
    const faults: readonly Fault[] = ['disconnected', 'none'];
    const waits: number[] = [];
    for (const asked of [20_000, 9e9, NaN]) {
      const { clock } = await follow({ ...threeSteps, faults }, { retryAfter: () => asked });
      waits.push(clock.sleeps[0] ?? -1);
    }
    assert.deepEqual(waits, [20_000, 300_000, 1_000]);
  });

  it('ends when asking again cannot help', async () => {
    const refused = new Refused('token');
    const { events, end } = await follow(threeSteps, {
      runs: { get: () => Promise.reject(refused), log: () => Promise.reject(refused) },
    });
    assert.deepEqual(end, { kind: 'lost', error: refused });
    assert.deepEqual(events, []);
  });

  it('goes on to the outcome where the log cannot be read', async () => {
    const garbled = new Refused('not decodable');
    const clock = new SimulatedClock();
    const run = new SimulatedRun(clock, threeSteps);
    const { events, end } = await follow(threeSteps, {
      clock,
      runs: { get: () => run.get(), log: () => Promise.reject(garbled) },
    });
    assert.equal(draw(events), 'started finished Failed');
    assert.equal(end.kind === 'finished' && end.logError, garbled);
  });

  it('gets over a garbled log that is whole the next time', async () => {
    const clock = new SimulatedClock();
    const run = new SimulatedRun(clock, { ...threeSteps, finalAt: 0, entriesAt: [0, 0, 0] });
    let reads = 0;
    const log = (): ReturnType<SimulatedRun['log']> =>
      (reads += 1) < 3 ? Promise.reject(new Refused('garbled')) : run.log();
    const { events, end } = await follow(threeSteps, { clock, runs: { get: () => run.get(), log } });
    assert.equal(draw(events), 'started 0 1 2 finished Failed');
    assert.equal(end.kind === 'finished' && end.logError, undefined);
  });

  it('can be stopped while it waits', async () => {
    const source = new CancellationSource();
    const clock = new SimulatedClock();
    clock.onSleep = () => clock.now() >= 2_000 && source.cancel();
    const { events, end } = await follow(threeSteps, {
      clock,
      runs: new SimulatedRun(clock, threeSteps),
      cancellation: source.token,
    });
    assert.equal(draw(events), 'started 0 1');
    assert.deepEqual(end, { kind: 'stopped' });
  });

  it('asks less often while nothing happens, and gives a forgotten run up', async () => {
    const { clock, end } = await follow({ entriesAt: [], finalAt: Infinity, outcome: 'Error' });
    assert.equal(end.kind, 'quiet');
    assert.equal(Math.max(...clock.sleeps), 10_000);
    assert.ok(clock.sleeps.length < quietLimit / 9_000, `${String(clock.sleeps.length)} looks`);
    assert.equal(pollDelay(0), 500);
  });

  it('ends when a service can never be reached again, and says what it knew', async () => {
    const clock = new SimulatedClock();
    const run = new SimulatedRun(clock, threeSteps);
    const get = (): ReturnType<SimulatedRun['get']> =>
      clock.now() < 2_000 ? run.get() : Promise.reject(new Disconnected());
    const { end } = await follow(threeSteps, { clock, runs: { get, log: () => run.log() } });
    assert.ok(end.kind === 'quiet');
    assert.equal(end.run?.id, 1842);
  });

  it('ends when a run goes back and forth and nothing comes of it', async () => {
    let asked = 0;
    const get = (): ReturnType<SimulatedRun['get']> =>
      Promise.resolve({ id: 1, outcome: asked++ % 2 === 0 ? 'Running' : 'Waiting' });
    const { end } = await follow(threeSteps, { runs: { get, log: () => Promise.reject(new Refused()) } });
    assert.equal(end.kind, 'quiet');
  });

  it('takes an outcome that nobody knows for one that is not the last', async () => {
    const clock = new SimulatedClock();
    const run = new SimulatedRun(clock, threeSteps);
    const get = async (): ReturnType<SimulatedRun['get']> => {
      const known = await run.get();
      return known.outcome === 'Running' ? { ...known, outcome: 'Unknown' } : known;
    };
    const { events } = await follow(threeSteps, { clock, runs: { get, log: () => run.log() } });
    assert.equal(draw(events), 'started 0 1 2 finished Failed');
  });

  it('takes an outcome that nobody knows for the last once there is a duration and nothing changes, and says which it is', async () => {
    const clock = new SimulatedClock();
    const get = (): ReturnType<SimulatedRun['get']> =>
      Promise.resolve({ id: 1, outcome: 'Unknown', unknownOutcome: 'Cancelled', duration: 1_500 });
    const { events, end } = await follow(threeSteps, {
      clock,
      runs: { get, log: () => Promise.reject(new Refused()) },
    });
    assert.equal(end.kind, 'finished');
    assert.deepEqual(events.at(-1), {
      kind: 'finished',
      at: clock.now(),
      outcome: 'Unknown',
      duration: 1_500,
      reason: 'The outcome "Cancelled" is unknown to this version.',
    });
    assert.ok(clock.now() >= unknownIsLastAfter && clock.now() < unknownIsLastAfter + 20_000, String(clock.now()));
  });

  it('follows a run on whose duration grows, whatever its outcome is called', async () => {
    const clock = new SimulatedClock();
    const get = (): ReturnType<SimulatedRun['get']> =>
      Promise.resolve(
        clock.now() < 600_000
          ? { id: 1, outcome: 'Unknown', unknownOutcome: 'Retrying', duration: clock.now() + 1 }
          : { id: 1, outcome: 'Passed', duration: 600_000 },
      );
    const { events } = await follow(threeSteps, { clock, runs: { get, log: () => Promise.reject(new Refused()) } });
    assert.equal(draw(events), 'started finished Passed');
  });

  it('waits where somebody may mend it, as long as that takes, and goes on where it was', async () => {
    const clock = new SimulatedClock();
    const run = new SimulatedRun(clock, threeSteps);
    const [refused, waits]: [Refused, number[]] = [new Refused('401'), []];
    const isRefused = (): boolean => clock.now() >= 1_500 && waits.length < 2;
    const { events, states, end } = await follow(threeSteps, {
      clock,
      runs: { get: () => (isRefused() ? Promise.reject(refused) : run.get()), log: () => run.log() },
      mended: (error) => (error === refused ? (waits.push(clock.now()), clock.sleep(quietLimit * 2)) : undefined),
    });
    assert.deepEqual(
      [draw(events), end.kind, states, waits.length],
      ['started 0 1 2 finished Failed', 'finished', [], 2],
    );
  });

  it('can be stopped while it waits for somebody to mend it', async () => {
    const source = new CancellationSource();
    const mended = (): Promise<void> => (queueMicrotask(() => source.cancel()), new Promise(() => undefined));
    const { end } = await follow(threeSteps, {
      runs: { get: () => Promise.reject(new Refused('401')), log: () => Promise.reject(new Refused('401')) },
      mended,
      cancellation: source.token,
    });
    assert.deepEqual(end, { kind: 'stopped' });
  });

  it('stops at once while a request hangs that heeds nobody', async () => {
    const clock = new SimulatedClock();
    const run = new SimulatedRun(clock, threeSteps);
    for (const hanging of ['get', 'log'] as const) {
      const source = new CancellationSource();
      const hang = (): Promise<never> => {
        queueMicrotask(() => source.cancel());
        return new Promise(() => undefined);
      };
      const runs = { get: () => run.get(), log: () => run.log(), [hanging]: hang };
      assert.deepEqual((await follow(threeSteps, { clock, runs, cancellation: source.token })).end, {
        kind: 'stopped',
      });
    }
  });

  const fault = fc.constantFrom<Fault>('none', 'none', 'disconnected', 'stale', 'empty');
  const script = fc.record({
    gaps: fc.array(fc.integer({ min: 0, max: 20_000 }), { maxLength: 12 }),
    outcome: fc.constantFrom('Passed' as const, 'Failed' as const, 'Error' as const),
    faults: fc.array(fault, { maxLength: 40 }),
    isCounted: fc.boolean(),
  });

  it('whenever it is stopped, it ends then, with nothing told afterwards and everything before told in order', async () => {
    await fc.assert(
      fc.asyncProperty(script, fc.integer({ min: 0, max: 60_000 }), async ({ gaps, outcome, faults }, stopAt) => {
        let at = 0;
        const entriesAt = gaps.map((gap) => (at += gap));
        const clock = new SimulatedClock();
        const source = new CancellationSource();
        let afterwards = 0;
        clock.onSleep = () => clock.now() >= stopAt && source.cancel();
        const full: Script = { entriesAt, finalAt: 2_000_000, outcome, faults };
        const told: RunEvent[] = [];
        const emit = (event: RunEvent): void =>
          void (told.push(event), (afterwards += source.token.isCancellationRequested ? 1 : 0));
        const { end } = await follow(full, {
          clock,
          runs: new SimulatedRun(clock, full),
          cancellation: source.token,
          emit,
        });
        assert.deepEqual([end.kind, afterwards], ['stopped', 0]);
        assert.equal(draw(told), ['started', ...gaps.map((_, index) => String(index))].slice(0, told.length).join(' '));
        // One sleep may have been under way; no more came after.
        assert.ok(clock.now() <= stopAt + 30_000);
      }),
      { numRuns: 100 },
    );
  });

  it('whatever befalls the requests: each event once, in order, and none lost', async () => {
    await fc.assert(
      fc.asyncProperty(script, async ({ gaps, outcome, faults, isCounted }) => {
        let at = 0;
        const entriesAt = gaps.map((gap) => (at += gap));
        // Faults in the last reads would hide entries for good; they are all used up long before the run ends.
        const { events, end } = await follow(
          { entriesAt, finalAt: 2_000_000, outcome, faults },
          isCounted ? { steps: gaps.length } : {},
        );
        const expected = ['started', ...gaps.map((_, index) => String(index)), `finished ${outcome}`].join(' ');
        assert.equal(draw(events), expected);
        assert.deepEqual(
          events.flatMap((event) => (event.kind === 'stepFinished' ? [event.result] : [])),
          gaps.map((_, index) => entryOf(index)),
        );
        assert.equal(end.kind, 'finished');
      }),
      { numRuns: 150 },
    );
  });
});
