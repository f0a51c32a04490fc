import assert from 'node:assert/strict';
import type { NotificationGroupInput } from '../../../../src/api/resources/notification-groups';
import type { NotificationGroup } from '../../../../src/wire/records';
import { assertRefused, makeScenario, nowhere } from './made';
import type { Subject } from '../subject';
import type { Current } from '../api-contract';

const makeGroup = ({ api, organization, write }: Subject, input: NotificationGroupInput): Promise<NotificationGroup> =>
  write(
    () => api.notificationGroups.create(organization, input),
    async () => (await api.notificationGroups.list(organization)).find(({ name }) => name === input.name),
  );

/** Deletes a group and sees that it is gone; one by itself cannot be read. */
async function removeGroup({ api, organization, write }: Subject, id: number): Promise<void> {
  const isGone = async (): Promise<true | undefined> =>
    (await api.notificationGroups.list(organization)).some((group) => group.id === id) ? undefined : true;
  await write(() => api.notificationGroups.delete(organization, id).then(() => true), isGone);
  assert.equal(await isGone(), true);
}

async function groups({ api, organization }: Subject): Promise<readonly unknown[]> {
  return (await api.notificationGroups.list(organization)).map(({ name, email, members }) => [
    name,
    email,
    members.map(({ record }) => record?.emailAddress),
  ]);
}

export function describeNotificationGroups(current: Current): void {
  describe('notification groups', () => {
    it('are made of an alias and members, changed and deleted', async () => {
      const subject = current();
      const { api, organization, write } = subject;
      const [member] = await api.members.list(organization);
      const user = member?.user ?? assert.fail('Nobody is a member.');
      const address = user.record?.emailAddress;
      const { id } = await makeGroup(subject, { name: 'QA', email: 'qa@acme.test', members: [{ id: user.id }] });
      assert.deepEqual(await groups(subject), [['QA', 'qa@acme.test', [address]]]);
      await write(() => api.notificationGroups.update(organization, id, { name: 'QA team' }));
      assert.deepEqual(
        await groups(subject),
        [['QA team', 'qa@acme.test', [address]]],
        'what a change does not name stays',
      );
      await write(() => api.notificationGroups.update(organization, id, { email: null, members: [] }));
      assert.deepEqual(await groups(subject), [['QA team', undefined, []]]);
      await removeGroup(subject, id);
      assert.deepEqual(await groups(subject), []);
    });

    it('know their members by the UUID too, for a user may come without an id', async () => {
      const subject = current();
      const [member] = await subject.api.members.list(subject.organization);
      const { uuid = '', emailAddress } = member?.user?.record ?? {};
      await makeGroup(subject, { name: 'QA', members: [{ uuid }] });
      assert.deepEqual(await groups(subject), [['QA', undefined, [emailAddress]]]);
    });

    it('need a name, and members that exist', async () => {
      const subject = current();
      const { api, organization, write } = subject;
      await assertRefused(
        400,
        write(() => api.notificationGroups.create(organization, { name: '' })),
      );
      await assertRefused(
        400,
        write(() => api.notificationGroups.create(organization, { name: 'G', members: [{ id: nowhere }] })),
      );
      assert.deepEqual(await groups(subject), []);
    });

    it('are told of the runs of the scenarios that name them', async () => {
      const subject = current();
      const { api, organization, write } = subject;
      const [one, other] = [await makeGroup(subject, { name: 'G' }), await makeGroup(subject, { name: 'H' })];
      const { id } = await makeScenario(subject, { name: 'S', notificationGroups: [one.id, other.id] });
      const named = async (): Promise<readonly number[]> =>
        (await api.scenarios.get(organization, id)).notificationGroups.map((group) => group.id);
      assert.deepEqual(await named(), [one.id, other.id]);
      await write(() => api.scenarios.update(organization, id, { name: 'T' }));
      assert.deepEqual(await named(), [one.id, other.id]);
      await removeGroup(subject, one.id);
      assert.deepEqual(await named(), [other.id]);
      await write(() => api.scenarios.update(organization, id, { notificationGroups: [] }));
      assert.deepEqual(await named(), []);
    });

    it('that are not there are not found', async () => {
      const { api, organization, write } = current();
      await assertRefused(
        404,
        write(() => api.notificationGroups.update(organization, nowhere, { name: 'G' })),
      );
      await assertRefused(
        404,
        write(() => api.notificationGroups.delete(organization, nowhere)),
      );
    });
  });
}
