import assert from 'node:assert/strict';
import { assertRefused, exists, makeFolder, makeScenario, nowhere, remove } from './made';
import type { Current } from '../api-contract';

export function describeFolders(current: Current): void {
  describe('folders', () => {
    it('are made, read, changed and deleted', async () => {
      const subject = current();
      const { api, organization, write } = subject;
      const made = await makeFolder(subject, 'Lead capture');
      assert.deepEqual([made.name, typeof made.id, typeof made.createdAt], ['Lead capture', 'number', 'number']);
      await write(() => api.folders.update(organization, made.id, { description: 'Forms' }));
      const read = await api.folders.get(organization, made.id);
      assert.deepEqual([read.id, read.name, read.description], [made.id, 'Lead capture', 'Forms']);
      assert.ok(read.createdAt !== undefined && read.updatedAt !== undefined && read.updatedAt > read.createdAt);
      await write(() => api.folders.update(organization, made.id, { name: 'Leads' }));
      const renamed = await api.folders.get(organization, made.id);
      assert.deepEqual([renamed.name, renamed.description], ['Leads', 'Forms'], 'what a change does not name stays');
      await remove(
        subject,
        () => api.folders.delete(organization, made.id),
        () => api.folders.get(organization, made.id),
      );
      assert.deepEqual(await api.folders.list(organization), []);
    });

    it('know who made them', async () => {
      const subject = current();
      const { id, createdBy } = await makeFolder(subject, 'F');
      const read = await subject.api.folders.get(subject.organization, id);
      assert.ok(createdBy !== undefined && read.createdBy !== undefined && read.lastUpdatedBy !== undefined);
    });

    it('need a name', async () => {
      const { api, organization, write } = current();
      await assertRefused(
        400,
        write(() => api.folders.create(organization, { name: '' })),
      );
      await assertRefused(
        400,
        write(() => api.folders.create(organization, JSON.parse('{}') as { name: string })),
      );
      assert.deepEqual(await api.folders.list(organization), []);
    });

    it('that are not there are not found', async () => {
      const { api, organization, write } = current();
      await assertRefused(404, api.folders.get(organization, nowhere));
      await assertRefused(
        404,
        write(() => api.folders.update(organization, nowhere, { name: 'F' })),
      );
      await assertRefused(
        404,
        write(() => api.folders.delete(organization, nowhere)),
      );
    });

    it('leave their scenarios behind when they are deleted', async () => {
      const subject = current();
      const { api, organization } = subject;
      const folder = await makeFolder(subject, 'F');
      const scenario = await makeScenario(subject, { name: 'S', folder: folder.id });
      assert.equal((await api.scenarios.get(organization, scenario.id)).folder?.id, folder.id);
      await remove(
        subject,
        () => api.folders.delete(organization, folder.id),
        () => api.folders.get(organization, folder.id),
      );
      assert.equal((await api.scenarios.get(organization, scenario.id)).folder, null);
    });

    it('take names of any script, and give them back as they were', async () => {
      const subject = current();
      for (const name of [
        'Ümläut – “quotes”',
        '日本語 😀',
        'a/b?c=d&e#f',
        'right\u202eleft',
        "'; DROP TABLE folders; --",
        '{{token}}',
      ]) {
        const { id } = await makeFolder(subject, name);
        assert.equal((await subject.api.folders.get(subject.organization, id)).name, name);
      }
      assert.equal(await exists(subject.api.folders.get(subject.organization, 1)), true);
    });
  });
}
