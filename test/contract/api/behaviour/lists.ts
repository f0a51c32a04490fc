import assert from 'node:assert/strict';
import { makeFolder, makeScenario, several } from './made';
import type { Current } from '../api-contract';

const ids = (records: readonly { readonly id: number }[]): readonly number[] => records.map(({ id }) => id);

export function describeLists(current: Current): void {
  describe('lists', () => {
    it('are empty to begin with', async () => {
      const { api, organization } = current();
      assert.deepEqual([await api.folders.list(organization), await api.scenarios.list(organization)], [[], []]);
    });

    for (const count of [1, 2, 29, 30, 31, 65]) {
      it(`are read whole, each record once and in order: ${String(count)} folders`, async () => {
        const subject = current();
        const made = await several(count, (index) => makeFolder(subject, `F${String(index)}`));
        assert.deepEqual(ids(await subject.api.folders.list(subject.organization)), ids(made));
      });
    }

    it('of scenarios too, with all that a scenario is', async () => {
      const subject = current();
      const { api, organization } = subject;
      const made = await several(40, (index) => makeScenario(subject, { name: `S${String(index)}` }));
      const listed = await api.scenarios.list(organization);
      assert.deepEqual(ids(listed), ids(made));
      const last = listed.at(-1);
      assert.ok(last);
      const read = await api.scenarios.get(organization, last.id);
      assert.deepEqual(
        [last.name, last.definition, last.folder, last.updatedAt],
        [read.name, read.definition, read.folder, read.updatedAt],
      );
    });
  });
}
