import assert from 'node:assert/strict';
import { assertRefused, makeFolder } from './made';
import type { Current } from '../api-contract';

export function describeOrganizations(current: Current): void {
  describe('organizations', () => {
    it('are made by whoever becomes their administrator, with nothing in them', async () => {
      const subject = current();
      const { api, organization, write } = subject;
      await makeFolder(subject, 'F');
      const made = await write(() => api.organizations.create({ name: 'Beta' }));
      assert.deepEqual([made.name, made.statusPageIsPublic, typeof made.id], ['Beta', false, 'number']);
      const uuid = made.uuid ?? assert.fail('An organization without a UUID.');
      assert.notEqual(uuid, organization);
      assert.deepEqual(await api.folders.list(uuid), []);
      assert.deepEqual(
        (await api.members.list(uuid)).map(({ role }) => role),
        ['org-admin'],
      );
      assert.equal(await api.organizations.name(uuid), 'Beta');
    });

    it('change in what a change names', async () => {
      const { api, organization, name, write } = current();
      const first = await write(() =>
        api.organizations.update(organization, {
          notificationEmailAddress: 'qa@acme.test',
          notificationSetting: 'every fail',
        }),
      );
      assert.deepEqual([first.name, first.uuid], [name, organization]);
      const second = await write(() =>
        api.organizations.update(organization, { name: 'Renamed', statusPageIsPublic: true }),
      );
      assert.deepEqual([second.name, second.statusPageIsPublic], ['Renamed', true]);
      assert.equal(await api.organizations.name(organization), 'Renamed');
    });

    it('need a name, and settings that exist', async () => {
      const { api, organization, write } = current();
      await assertRefused(
        400,
        write(() => api.organizations.create({ name: '' })),
      );
      await assertRefused(
        400,
        write(() => api.organizations.update(organization, JSON.parse('{"notificationSetting":"hourly"}') as object)),
      );
    });

    it('are changed by administrators only', async () => {
      const { creator, organization, write } = current();
      await assertRefused(
        403,
        write(() => creator.organizations.update(organization, { name: 'Mine' })),
      );
    });
  });
}
