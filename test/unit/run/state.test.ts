import assert from 'node:assert/strict';
import fc from 'fast-check';
import { completedRunEvents } from '../../../src/run/completed-run';
import type { RunEvent, StepResult } from '../../../src/run/events';
import {
  countSteps,
  createRunState,
  currentStep,
  failedStep,
  reduceRun,
  reduceRunEvents,
  type RunState,
} from '../../../src/run/state';

const result = (outcome: StepResult['outcome']): StepResult => ({ outcome, message: '' });
const finished = (index: number, outcome: StepResult['outcome'], at = index): RunEvent => ({
  kind: 'stepFinished',
  at,
  index,
  result: result(outcome),
});

/** `running: passed running* pending` (the star marks the current step) */
function draw(state: RunState): string {
  const current = currentStep(state);
  return `${state.phase}: ${state.steps.map(({ status }, index) => (index === current ? `${status}*` : status)).join(' ')}`;
}

describe('run state', () => {
  it('goes with the events of a local run', () => {
    const events: readonly RunEvent[] = [
      { kind: 'started', at: 1 },
      { kind: 'stepStarted', at: 2, index: 0 },
      { kind: 'stepRetried', at: 3, index: 0, result: result('Failed') },
      finished(0, 'Passed'),
      finished(1, 'Failed'),
      { kind: 'finished', at: 9, outcome: 'Failed', duration: 8 },
    ];
    const drawn: string[] = [];
    let state = createRunState(3);
    for (const event of events) {
      state = reduceRun(state, event);
      drawn.push(draw(state));
    }
    assert.deepEqual(drawn, [
      'running: pending* pending pending',
      'running: running* pending pending',
      'running: running* pending pending',
      'running: passed pending* pending',
      'running: passed failed pending*',
      'finished: passed failed notRun',
    ]);
    assert.equal(failedStep(state), 1);
    assert.equal(state.steps[0]?.retries, 1);
    assert.deepEqual(countSteps(state), {
      pending: 0,
      running: 0,
      passed: 1,
      failed: 1,
      error: 0,
      unknown: 0,
      notRun: 1,
    });
  });

  it('is the same for one event at a time and for all at once, and leaves the old state alone', () => {
    const start = createRunState(2);
    const events: readonly RunEvent[] = [
      { kind: 'started', at: 1 },
      finished(0, 'Unknown'),
      finished(1, 'Error'),
      { kind: 'finished', at: 3, outcome: 'Error', reason: 'cut off' },
    ];
    assert.deepEqual(reduceRunEvents(start, events), events.reduce(reduceRun, start));
    assert.equal(draw(start), 'queued: pending pending');
  });

  it('whatever comes: no step is lost, and nothing is going on after the end', () => {
    const outcome = fc.constantFrom<StepResult['outcome']>('Passed', 'Failed', 'Error', 'Unknown');
    const index = fc.nat({ max: 6 });
    const event = fc.oneof(
      fc.record({ kind: fc.constant('stepStarted' as const), at: fc.nat(), index }),
      fc.record({
        kind: fc.constantFrom('stepRetried' as const, 'stepFinished' as const),
        at: fc.nat(),
        index,
        result: outcome.map(result),
      }),
      fc.record({ kind: fc.constantFrom('started' as const), at: fc.nat() }),
    );
    fc.assert(
      fc.property(fc.array(event), fc.nat({ max: 4 }), (events: readonly RunEvent[], count) => {
        const going = reduceRunEvents(createRunState(count), events);
        const over = reduceRun(going, { kind: 'finished', at: 1, outcome: 'Passed' });
        const highest = Math.max(count, ...events.flatMap((known) => ('index' in known ? [known.index + 1] : [])));
        for (const state of [going, over])
          assert.equal(
            Object.values(countSteps(state)).reduce((sum, number) => sum + number),
            highest,
          );
        const { pending, running } = countSteps(over);
        assert.deepEqual([over.phase, pending, running, currentStep(over)], ['finished', 0, 0, undefined]);
      }),
      { numRuns: 100 },
    );
  });

  it('takes more steps than the scenario has now, and nothing after the end', () => {
    const state = reduceRunEvents(createRunState(0), [
      finished(1, 'Passed'),
      { kind: 'finished', at: 3, outcome: 'Passed' },
      finished(0, 'Failed'),
    ]);
    assert.equal(draw(state), 'finished: notRun passed');
  });
});

describe('completedRunEvents', () => {
  it('tells a finished run with all its entries', () => {
    const log = {
      id: 7,
      entries: [
        { outcome: 'Passed', message: 'ok' },
        { outcome: 'Unknown', message: '' },
      ] as const,
    };
    assert.deepEqual(completedRunEvents({ id: 1, outcome: 'Failed', createdAt: 100, duration: 50 }, log), [
      { kind: 'started', at: 100 },
      { kind: 'stepFinished', at: 150, index: 0, result: { outcome: 'Passed', message: 'ok' } },
      { kind: 'stepFinished', at: 150, index: 1, result: { outcome: 'Unknown', message: '' } },
      { kind: 'finished', at: 150, outcome: 'Failed', duration: 50 },
    ]);
  });

  it('tells a run without a log, and one that is not over', () => {
    assert.deepEqual(completedRunEvents({ id: 1, outcome: 'Error', createdAt: 100, updatedAt: 130 }, undefined), [
      { kind: 'started', at: 100 },
      { kind: 'finished', at: 130, outcome: 'Error' },
    ]);
    assert.deepEqual(completedRunEvents({ id: 1, outcome: 'Unknown' }, undefined), [{ kind: 'started', at: 0 }]);
  });
});
