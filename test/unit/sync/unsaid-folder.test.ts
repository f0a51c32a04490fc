import assert from 'node:assert/strict';
import { rawWorld, type RawRecord } from './raw-service';

const record = { id: 1, name: 'Form', definition: { scenario: 'Form', steps: [{ cog: 'a/b', stepId: 'One' }] } };

describe('moving a scenario to a folder', () => {
  for (const [name, more] of Object.entries<RawRecord>({
    'is left out by the service': {},
    'is none': { feature: null },
    'cannot be read': { feature: 'x' },
  }))
    it(`is sent where its folder ${name}`, async () => {
      const { service, engine } = rawWorld();
      service.folders = [{ id: 7, name: 'Leads' }];
      service.scenarios.set(1, { ...record, ...more });
      const { results } = await engine.apply(await engine.planEdit([1], { folder: 7 }));
      assert.deepEqual(
        [results.map(({ outcome }) => outcome), service.writes],
        [['done'], [['PATCH', { feature: 7 }]]],
      );
    });
});
