import assert from 'node:assert/strict';
import type { Schedule } from '../../../../src/wire/records';
import { assertRefused, makeScenario, nowhere, remove } from './made';
import type { Subject } from '../subject';
import type { Current } from '../api-contract';

const makeSchedule = ({ api, organization, write }: Subject, scenario: number, interval = 3_600): Promise<Schedule> =>
  write(
    () => api.schedules.create(organization, { interval, scenario }),
    async () => (await api.schedules.list(organization)).find((schedule) => schedule.scenario?.id === scenario),
  );

export function describeSchedules(current: Current): void {
  describe('schedules', () => {
    it('are made for a scenario, which knows its schedule', async () => {
      const subject = current();
      const { api, organization, write } = subject;
      const scenario = await makeScenario(subject, { name: 'S' });
      const made = await makeSchedule(subject, scenario.id);
      assert.deepEqual([made.interval, made.scenario?.id, made.lastRanAt], [3_600, scenario.id, undefined]);
      assert.equal((await api.scenarios.get(organization, scenario.id)).schedule?.id, made.id);
      await write(() => api.schedules.update(organization, made.id, { interval: 7_200 }));
      const read = await api.schedules.get(organization, made.id);
      assert.deepEqual([read.interval, read.scenario?.id], [7_200, scenario.id]);
      assert.deepEqual(
        (await api.schedules.list(organization)).map(({ id }) => id),
        [made.id],
      );
      await remove(
        subject,
        () => api.schedules.delete(organization, made.id),
        () => api.schedules.get(organization, made.id),
      );
      assert.equal((await api.scenarios.get(organization, scenario.id)).schedule, null);
    });

    it('may be given another scenario', async () => {
      const subject = current();
      const { api, organization, write } = subject;
      const [one, other] = [await makeScenario(subject, { name: 'S' }), await makeScenario(subject, { name: 'T' })];
      const { id } = await makeSchedule(subject, one.id);
      await write(() => api.schedules.update(organization, id, { scenario: other.id }));
      assert.equal((await api.schedules.get(organization, id)).scenario?.id, other.id);
    });

    it('are refused for no scenario, and for no time', async () => {
      const subject = current();
      const { api, organization, write } = subject;
      const { id } = await makeScenario(subject, { name: 'S' });
      await assertRefused(
        400,
        write(() => api.schedules.create(organization, { interval: 3_600, scenario: nowhere })),
      );
      for (const interval of [0, -60, 1.5])
        await assertRefused(
          400,
          write(() => api.schedules.create(organization, { interval, scenario: id })),
        );
      assert.deepEqual(await api.schedules.list(organization), []);
    });

    it('go with their scenario', async () => {
      const subject = current();
      const { api, organization } = subject;
      const scenario = await makeScenario(subject, { name: 'S' });
      const { id } = await makeSchedule(subject, scenario.id);
      await remove(
        subject,
        () => api.scenarios.delete(organization, scenario.id),
        () => api.scenarios.get(organization, scenario.id),
      );
      await assertRefused(404, api.schedules.get(organization, id));
    });

    it('that are not there are not found', async () => {
      const { api, organization, write } = current();
      await assertRefused(404, api.schedules.get(organization, nowhere));
      await assertRefused(
        404,
        write(() => api.schedules.update(organization, nowhere, { interval: 3_600 })),
      );
      await assertRefused(
        404,
        write(() => api.schedules.delete(organization, nowhere)),
      );
    });
  });
}
