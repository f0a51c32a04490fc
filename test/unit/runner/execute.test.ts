import assert from 'node:assert/strict';
import { CancellationSource, neverCancelled } from '../../../src/base/cancellation';
import { CogFailedError } from '../../../src/runner/cog-sessions';
import { executeScenario } from '../../../src/runner/execute';
import { catalog, FakeCogs, madeClock, play } from './world';

describe('executeScenario', () => {
  describe('which steps run', () => {
    const cases: readonly (readonly [string, readonly string[], string, readonly number[]])[] = [
      ['all while all pass', ['do pass', 'check pass', 'do pass'], 'Passed', [0, 1, 2]],
      ['a failed action stops', ['do fail', 'check pass'], 'Failed', [0]],
      ['a failed validation goes on to the next validation', ['check fail', 'check pass'], 'Failed', [0, 1]],
      ['also to one of another cog', ['check fail', 'other check pass'], 'Failed', [0, 1]],
      ['but not to an action', ['check fail', 'do pass', 'check pass'], 'Failed', [0]],
      ['nor to an action behind a validation that passed', ['check fail', 'check pass', 'do pass'], 'Failed', [0, 1]],
      ['nor to a sentence that nobody understands', ['check fail', 'gibberish'], 'Failed', [0]],
      ['an erring validation stops', ['check err', 'check pass'], 'Error', [0]],
      ['an error outweighs a failure', ['check fail', 'check err', 'check pass'], 'Error', [0, 1]],
      ['an unknown sentence is an error', ['gibberish', 'do pass'], 'Error', [0]],
    ];
    for (const [title, steps, outcome, ran] of cases) {
      it(title, async () => {
        const { result, log } = await play(steps);
        assert.equal(result.outcome, outcome);
        assert.deepEqual(
          log.map((line) => Number(line[0])),
          ran,
        );
      });
    }
  });

  describe('sessions', () => {
    it('consecutive steps of a cog share one, and only those', async () => {
      const { talk } = await play(['do a', 'check b', 'other do c', 'do d']);
      assert.deepEqual(talk, [
        'open a/one',
        'Do {"what":"a"}',
        'Check {"what":"b"}',
        'close a/one',
        'open b/two',
        'Do2 {"what":"c"}',
        'close b/two',
        'open a/one',
        'Do {"what":"d"}',
        'close a/one',
      ]);
    });
    it('a cog that is not there is an error with its remedy, and is not asked again', async () => {
      const cogs = new FakeCogs();
      cogs.talk.push('forbid');
      const { result, log } = await play([{ step: 'other do c', failAfter: 60 }], { cogs });
      assert.equal(result.outcome, 'Error');
      assert.deepEqual(log, ['0 Error b/two is not there. Install it.']);
    });
    it('a session that broke is abandoned, and a retry gets a fresh one', async () => {
      const cogs = new FakeCogs();
      let calls = 0;
      cogs.answer = () => {
        if (calls++ === 0) throw new CogFailedError('a/one', 'It died.');
        return { outcome: 'Passed', message: 'back', records: [] };
      };
      const { talk, log } = await play([{ step: 'do x', failAfter: 5 }], { cogs });
      assert.deepEqual(log, ['0 Passed back']);
      assert.deepEqual(
        talk.filter((line) => !line.startsWith('Do')),
        ['open a/one', 'abandon a/one', 'open a/one', 'close a/one'],
      );
    });
  });

  describe('tokens', () => {
    it('static ones, nested and flat, stand before the sentence is matched', async () => {
      const { talk } = await play(['{{verb}} {{test.email}}'], {
        tokens: { verb: 'do', test: { email: 'nested' }, 'test.email': 'flat' },
      });
      assert.ok(talk.includes('Do {"what":"flat"}'));
    });
    it("the run's win over the scenario's, however either is written", async () => {
      const { talk } = await play(['do {{test.email}} {{test.name}}'], {
        tokens: { 'test.email': 'old', test: { name: 'Ada' } },
        overrides: { test: { email: 'new' } },
      });
      assert.ok(talk.includes('Do {"what":"new Ada"}'));
    });
    it('a date has one value in a run', async () => {
      const { talk } = await play([
        'do {{date(1 day from now)}}',
        { step: 'do {{date(1 day from now)}}', waitFor: 60 },
      ]);
      const said = talk.filter((line) => line.startsWith('Do'));
      assert.deepEqual(said, Array(2).fill('Do {"what":"2026-03-02T12:00:00.000Z"}'));
    });
    it("records fill later steps' tokens, also those of a failed step; unknown ones stay", async () => {
      const cogs = new FakeCogs();
      const plain = cogs.answer;
      cogs.answer = async (call) => ({
        ...(await plain(call)),
        records: [{ kind: 'keyValue', id: 'r', values: { id: 7, gone: null } }],
      });
      const { talk } = await play(['check fail', 'check {{one.r.id}} {{one.r.gone}} {{one.x.y}} {{two.r.id}}'], {
        cogs,
      });
      assert.ok(talk.includes('Check {"what":"7 {{one.r.gone}} {{one.x.y}} {{two.r.id}}"}'));
    });
    it('a field of an earlier step stays known when a later record of the same id lacks it', async () => {
      const cogs = new FakeCogs();
      cogs.answer = ({ data }) => ({
        outcome: 'Passed',
        message: '',
        records: [{ kind: 'keyValue', id: 'form', values: { [String(data['what'])]: 'known' } }],
      });
      const { talk } = await play(['do url', 'do selector', 'do {{one.form.url}} {{one.form.selector}}'], { cogs });
      assert.ok(talk.includes('Do {"what":"known known"}'));
    });
    it('every step hears which one of the scenario it is, unless its data say so', async () => {
      const cogs = new FakeCogs();
      const { events } = await play(
        [
          'do a',
          'other do b',
          { cog: 'a/one', stepId: 'Typed', data: { __stepOrder: 9 } },
          { step: 'check fail', failAfter: 0.5 },
        ],
        { cogs },
      );
      assert.deepEqual(cogs.orders, [1, 2, 9, 4, 4]);
      assert.deepEqual(events.flatMap((event) => (event.kind === 'stepFinished' ? [event.result.stepData] : []))[0], {
        what: 'a',
      });
    });
    it('overrides may be partial, flat or nested, and win over dates and records too', async () => {
      const cogs = new FakeCogs();
      const plain = cogs.answer;
      cogs.answer = async (call) => ({
        ...(await plain(call)),
        records: [{ kind: 'keyValue', id: 'r', values: { id: 7 } }],
      });
      const overrides = { 'a.x': 'flat', one: { r: { id: 'mine' } }, 'date(now)': 'then' };
      const { talk } = await play(['do 1', 'do {{a.x}} {{a.y}} {{one.r.id}} {{date(now)}}'], {
        cogs,
        tokens: { a: { x: 'old', y: 'kept' } },
        overrides,
      });
      assert.ok(talk.includes('Do {"what":"flat kept mine then"}'), talk.join('\n'));
    });
    it('names are case-sensitive, spaces in the braces make no token, an odd date stays as it is', async () => {
      const { talk } = await play(['do {{X}} {{ x }} {{date(3 business days from now)}}'], { tokens: { x: 'v' } });
      assert.ok(talk.includes('Do {"what":"{{X}} {{ x }} {{date(3 business days from now)}}"}'));
    });
    it('data are substituted deep, and captured groups win over them', async () => {
      const { talk } = await play([{ step: 'do said', data: { what: 'given', list: [{ k: '{{t}}' }] } }], {
        tokens: { t: 'v' },
      });
      assert.ok(talk.includes('Do {"what":"said","list":[{"k":"v"}]}'));
    });
    it('values get the types of their fields', async () => {
      const { talk } = await play([
        { cog: 'a/one', stepId: 'Typed', data: { n: '5.5', b: 'true', d: '2026-01-02T23:00:00-05:00', other: '1' } },
      ]);
      assert.ok(talk.includes('Typed {"n":5.5,"b":true,"d":"2026-01-03","other":"1"}'));
    });
  });

  describe('time', () => {
    it('waits first', async () => {
      const { slept, result } = await play([{ step: 'do x', waitFor: 2 }]);
      assert.deepEqual([slept, result.duration], [[2000], 2000]);
    });
    it('retries with growing pauses, the last try at the very end', async () => {
      const { slept, log, events } = await play([{ step: 'check fail', failAfter: 10 }]);
      assert.equal(
        slept.reduce((sum, part) => sum + part, 0),
        10_000,
      );
      assert.deepEqual(slept.slice(0, 4), [500, 750, 1125, 1687.5]);
      assert.deepEqual(log, ['0 Failed fail (after 10 s, 7 tries)']);
      assert.equal(events.filter(({ kind }) => kind === 'stepRetried').length, 6);
    });
    it('stops retrying when it passes', async () => {
      const cogs = new FakeCogs();
      let calls = 0;
      cogs.answer = () => ({ outcome: ++calls < 3 ? 'Error' : 'Passed', message: `try ${calls}`, records: [] });
      const { log, result } = await play([{ step: 'check x', failAfter: 90 }], { cogs });
      assert.deepEqual(log, ['0 Passed try 3']);
      assert.deepEqual([result.outcome, result.duration], ['Passed', 1250]);
    });
    it('the time of failAfter counts from the first try, not from the wait before it', async () => {
      const { slept } = await play([{ step: 'check fail', waitFor: 20, failAfter: 1 }]);
      assert.deepEqual(slept, [20_000, 500, 500]);
    });
    it('a step that takes longer than failAfter is tried once', async () => {
      const cogs = new FakeCogs();
      const clock = madeClock();
      cogs.answer = async () => {
        await clock.sleep(3_000);
        return { outcome: 'Failed', message: 'slow', records: [] };
      };
      const { log } = await play([{ step: 'check x', failAfter: 2 }], { cogs, clock });
      assert.deepEqual(log, ['0 Failed slow (after 3 s, 1 try)']);
    });
    it('a wait that no timer can hold is as long as one can be', async () => {
      assert.deepEqual((await play([{ step: 'do x', waitFor: 1e9 }])).slept, [2 ** 31 - 1]);
    });
    for (const failAfter of [0, -1, Number.NaN]) {
      it(`tries once with failAfter ${failAfter}`, async () =>
        assert.deepEqual((await play([{ step: 'check fail', failAfter }])).log, ['0 Failed fail']));
    }
  });

  describe('stopping', () => {
    it('abandons the step that is going and says so', async () => {
      const cogs = new FakeCogs();
      const source = new CancellationSource();
      cogs.answer = () => {
        queueMicrotask(() => source.cancel());
        return new Promise(() => undefined);
      };
      const { result, log, talk } = await play(['do x', 'do y'], { cogs, cancellation: source.token });
      assert.deepEqual([result.outcome, result.reason], ['Error', 'The run was stopped.']);
      assert.match(log[0] ?? '', /^0 Error Stopped while/);
      assert.deepEqual([log.length, talk.at(-1)], [1, 'abandon a/one']);
    });
    it('starts nothing when it was stopped before', async () => {
      const source = new CancellationSource();
      source.cancel();
      const { result, talk, events } = await play(['do x'], { cancellation: source.token });
      assert.deepEqual([result.outcome, talk, events.map(({ kind }) => kind)], ['Error', [], ['started', 'finished']]);
    });
  });

  it('tells what happens in order', async () => {
    const { events } = await play(['do pass', { step: 'check fail', failAfter: 0.5 }]);
    assert.deepEqual(
      events.map((event) => ('index' in event ? `${event.kind} ${event.index}` : event.kind)),
      ['started', 'stepStarted 0', 'stepFinished 0', 'stepStarted 1', 'stepRetried 1', 'stepFinished 1', 'finished'],
    );
  });
  it('a scenario without steps is an error with a remedy', async () => {
    const { result } = await play([]);
    assert.deepEqual(
      [result.outcome, result.reason],
      ['Error', 'The scenario has no steps. Add one and run it again.'],
    );
  });
  it('names the cog or the step that is not there', async () => {
    assert.match((await play([{ cog: 'no/cog', stepId: 'X' }])).log[0] ?? '', /No cog no\/cog is installed/);
    assert.match((await play([{ cog: 'a/one', stepId: 'X' }])).log[0] ?? '', /a\/one has no step X/);
  });
  it('never rejects, whatever its world does', async () => {
    const emit = (): never => {
      throw new Error('disk full');
    };
    const result = await executeScenario(
      { steps: [], tokens: {}, scenarioId: '', requestorId: '' },
      { catalog, cogs: new FakeCogs(), clock: madeClock(), cancellation: neverCancelled, emit },
    );
    assert.deepEqual([result.outcome, result.reason], ['Error', 'The run broke off: disk full']);
  });
});
