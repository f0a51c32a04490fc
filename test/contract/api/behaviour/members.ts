import assert from 'node:assert/strict';
import type { MemberRole } from '../../../../src/wire/payload';
import type { Member } from '../../../../src/wire/records';
import { assertRefused, nowhere, remove } from './made';
import type { Subject } from '../subject';
import type { Current } from '../api-contract';

const invite = (
  { api, organization, write }: Subject,
  email: string,
  role: MemberRole = 'org-creator',
): Promise<Member> =>
  write(
    () => api.members.invite(organization, { email, role }),
    async () => (await api.members.list(organization)).find(({ user }) => user?.record?.emailAddress === email),
  );

async function administrator({ api, organization }: Subject): Promise<Member> {
  return (
    (await api.members.list(organization)).find(({ role }) => role === 'org-admin') ??
    assert.fail('Nobody administers.')
  );
}

export function describeMembers(current: Current): void {
  describe('members', () => {
    it('are invited, read, given another role and removed', async () => {
      const subject = current();
      const { api, organization, write } = subject;
      const before = await api.members.list(organization);
      const { id } = await invite(subject, 'grace@acme.test');
      const read = await api.members.get(organization, id);
      assert.deepEqual([read.role, typeof read.user?.id, typeof read.createdAt], ['org-creator', 'number', 'number']);
      assert.deepEqual(
        (await api.members.list(organization)).map((member) => member.id),
        [...before.map((member) => member.id), id],
      );
      await write(() => api.members.update(organization, id, 'org-admin'));
      assert.equal((await api.members.get(organization, id)).role, 'org-admin');
      await write(() => api.members.reinvite(organization, id));
      await remove(
        subject,
        () => api.members.remove(organization, id),
        () => api.members.get(organization, id),
      );
      assert.deepEqual(
        (await api.members.list(organization)).map((member) => member.id),
        before.map((member) => member.id),
      );
    });

    it('are invited at an address, in a role that exists', async () => {
      const { api, organization, write } = current();
      await assertRefused(
        400,
        write(() => api.members.invite(organization, { email: 'nobody', role: 'org-creator' })),
      );
      await assertRefused(
        400,
        write(() => api.members.invite(organization, { email: 'x@acme.test', role: 'king' as MemberRole })),
      );
    });

    it('who have come already are not invited again', async () => {
      const subject = current();
      const { id } = await administrator(subject);
      await assertRefused(
        400,
        subject.write(() => subject.api.members.reinvite(subject.organization, id)),
      );
    });

    it('are administered by administrators only, and seen by all', async () => {
      const subject = current();
      const { creator, organization, write } = subject;
      const { id } = await administrator(subject);
      assert.equal((await creator.members.get(organization, id)).id, id);
      await assertRefused(
        403,
        write(() => creator.members.invite(organization, { email: 'x@acme.test', role: 'org-admin' })),
      );
      await assertRefused(
        403,
        write(() => creator.members.update(organization, id, 'org-creator')),
      );
      await assertRefused(
        403,
        write(() => creator.members.remove(organization, id)),
      );
      await assertRefused(
        403,
        write(() => creator.members.reinvite(organization, id)),
      );
    });

    it('that are not there are not found', async () => {
      const { api, organization, write } = current();
      await assertRefused(404, api.members.get(organization, nowhere));
      await assertRefused(
        404,
        write(() => api.members.update(organization, nowhere, 'org-admin')),
      );
      await assertRefused(
        404,
        write(() => api.members.remove(organization, nowhere)),
      );
    });
  });
}
