import assert from 'node:assert/strict';
import type { RunInput } from '../../../../src/api/resources/runs';
import { assertRefused, makeScenario, nowhere, several, startRun } from './made';
import type { Current } from '../api-contract';

const ids = (records: readonly { readonly id: number }[]): readonly number[] => records.map(({ id }) => id);

export function describeRuns(current: Current): void {
  describe('runs', () => {
    it('a scenario that never ran has none', async () => {
      const subject = current();
      const { id } = await makeScenario(subject, { name: 'S' });
      assert.equal(await subject.api.runs.mostRecent(subject.organization, id), undefined);
      assert.deepEqual(await subject.api.runs.list(subject.organization, id), []);
    });

    it('are started once, with the tokens and for the people that were named', async () => {
      const subject = current();
      const { id } = await makeScenario(subject, { name: 'S' });
      const run = await startRun(subject, id, { tokens: { test: { email: 'ada@example.com' }, n: 5 }, notify: 'team' });
      assert.deepEqual([run.outcome, run.scenario?.id, typeof run.log?.id], ['Created', id, 'number']);
      assert.deepEqual(subject.started, [
        { run: run.id, tokens: { test: { email: 'ada@example.com' }, n: 5 }, notify: 'team' },
      ]);
      await startRun(subject, id);
      assert.deepEqual(subject.started[1]?.notify, 'me', 'the one who starts it, where nobody is named');
    });

    it('are refused for nobody and for no scenario, and then nothing runs', async () => {
      const subject = current();
      const { api, organization, write } = subject;
      const { id } = await makeScenario(subject, { name: 'S' });
      await assertRefused(
        400,
        write(() => api.runs.create(organization, id, { notify: 'everybody' } as unknown as RunInput)),
      );
      await assertRefused(
        404,
        write(() => api.runs.create(organization, nowhere, {})),
      );
      assert.deepEqual(subject.started, []);
    });

    it('tell how they go, entry by entry, to their end', async () => {
      const subject = current();
      const { api, organization } = subject;
      const { id } = await makeScenario(subject, { name: 'S' });
      const { id: run, log } = await startRun(subject, id);
      const look = async (): Promise<unknown> => [
        (await api.runs.get(organization, id, run)).outcome,
        (await api.runs.log(organization, id, run, log?.id ?? 0)).entries.map(
          ({ outcome, message }) => `${outcome} ${message}`,
        ),
      ];
      assert.deepEqual(await look(), ['Created', []]);
      subject.play(run, { outcome: 'Running', entries: [{ outcome: 'Passed', message: 'one' }] });
      assert.deepEqual(await look(), ['Running', ['Passed one']]);
      subject.play(run, { outcome: 'Waiting' });
      assert.deepEqual(await look(), ['Waiting', ['Passed one']]);
      subject.play(run, { outcome: 'Failed', duration: 4_200, entries: [{ outcome: 'Failed', message: 'two' }] });
      assert.deepEqual(await look(), ['Failed', ['Passed one', 'Failed two']]);
      assert.equal((await api.runs.get(organization, id, run)).duration, 4_200);
    });

    it('name cog, step and data of each entry', async () => {
      const subject = current();
      const { id } = await makeScenario(subject, { name: 'S' });
      const run = await startRun(subject, id);
      subject.play(run.id, { entries: [{ outcome: 'Error', message: '' }] });
      const { entries } = await subject.api.runs.log(subject.organization, id, run.id, run.log?.id ?? 0);
      assert.deepEqual(entries, [
        { outcome: 'Error', message: '', cog: 'sandbox/text', stepId: 'Compare', stepData: { value: 'x' } },
      ]);
    });

    it('are listed newest first, all of them and each once', async () => {
      const subject = current();
      const { api, organization } = subject;
      const { id } = await makeScenario(subject, { name: 'S' });
      const made = await several(65, () => startRun(subject, id));
      assert.deepEqual(ids(await api.runs.list(organization, id)), ids(made).toReversed());
      const first = await api.runs.pages(organization, id)[Symbol.asyncIterator]().next();
      assert.equal(first.done, false);
      assert.equal((await api.runs.mostRecent(organization, id))?.id, made.at(-1)?.id);
    });

    it('are listed by outcome and by time', async () => {
      const subject = current();
      const { api, organization, play } = subject;
      const { id } = await makeScenario(subject, { name: 'S' });
      const made = await several(6, () => startRun(subject, id));
      const outcomes = ['Passed', 'Failed', 'Error', 'Running', 'Waiting', 'Created'] as const;
      made.forEach((run, index) => play(run.id, { outcome: outcomes[index] ?? 'Created' }));
      const list = async (filter: Parameters<typeof api.runs.list>[2]): Promise<readonly number[]> =>
        (await api.runs.list(organization, id, filter)).map((run) => made.findIndex((other) => other.id === run.id));
      assert.deepEqual(await list({ outcomes: ['Passed', 'Failed'] }), [1, 0]);
      assert.deepEqual(await list({ outcomes: ['Running'] }), [3]);
      const [after = 0, before = 0] = [made[1]?.createdAt, made[4]?.createdAt];
      assert.deepEqual(await list({ ranAfter: after, ranBefore: before }), [3, 2]);
      assert.deepEqual(await list({ ranAfter: after, outcomes: ['Error', 'Passed'] }), [2]);
      assert.deepEqual(await list({ ranAfter: (made[5]?.createdAt ?? 0) + 1 }), []);
    });

    it('belong to their scenario, and logs to their run', async () => {
      const subject = current();
      const { api, organization } = subject;
      const [one, other] = [await makeScenario(subject, { name: 'S' }), await makeScenario(subject, { name: 'T' })];
      const [run, second] = [await startRun(subject, one.id), await startRun(subject, one.id)];
      await assertRefused(404, api.runs.get(organization, other.id, run.id));
      await assertRefused(404, api.runs.log(organization, one.id, run.id, second.log?.id ?? 0));
      await assertRefused(404, api.runs.get(organization, one.id, nowhere));
      await assertRefused(404, api.runs.list(organization, nowhere));
    });
  });
}
