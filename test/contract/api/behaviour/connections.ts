import assert from 'node:assert/strict';
import type { Connection } from '../../../../src/wire/records';
import { assertRefused, nowhere, remove } from './made';
import type { Subject } from '../subject';
import type { Current } from '../api-contract';

const connect = ({ api, organization, cog, write }: Subject): Promise<Connection> =>
  write(
    () => api.connections.create(organization, { cog: cog.name, auth: cog.auth }),
    async () => (await api.connections.list(organization)).find((connection) => connection.cog === cog.name),
  );

export function describeConnections(current: Current): void {
  describe('connections', () => {
    it('are made, read, given other details and deleted', async () => {
      const subject = current();
      const { api, organization, cog, write } = subject;
      const made = await connect(subject);
      assert.deepEqual([made.cog, made.profile, made.isValid], [cog.name, 'default', true]);
      assert.deepEqual(
        (await api.connections.list(organization)).map(({ id }) => id),
        [made.id],
      );
      await write(() => api.connections.update(organization, made.id, cog.wrongAuth));
      assert.equal((await api.connections.get(organization, made.id)).isValid, false, 'details that do not let one in');
      await write(() => api.connections.update(organization, made.id, cog.auth));
      assert.equal((await api.connections.get(organization, made.id)).isValid, true);
      await remove(
        subject,
        () => api.connections.delete(organization, made.id),
        () => api.connections.get(organization, made.id),
      );
    });

    it('are one for each cog and profile', async () => {
      const subject = current();
      const { api, organization, cog, write } = subject;
      await connect(subject);
      await assertRefused(
        409,
        write(() => api.connections.create(organization, { cog: cog.name, auth: cog.auth })),
      );
      assert.equal((await api.connections.list(organization)).length, 1);
    });

    it('are refused for an unknown cog, and without what the cog asks for', async () => {
      const subject = current();
      const { api, organization, cog, write } = subject;
      await assertRefused(
        404,
        write(() => api.connections.create(organization, { cog: 'nobody/nothing', auth: {} })),
      );
      await assertRefused(
        422,
        write(() => api.connections.create(organization, { cog: cog.name, auth: {} })),
      );
      assert.deepEqual(await api.connections.list(organization), []);
      const { id } = await connect(subject);
      await assertRefused(
        422,
        write(() => api.connections.update(organization, id, {})),
      );
      assert.equal((await api.connections.get(organization, id)).isValid, true, 'the old details stay');
    });

    it('that are not there are not found', async () => {
      const { api, organization, cog, write } = current();
      await assertRefused(404, api.connections.get(organization, nowhere));
      await assertRefused(
        404,
        write(() => api.connections.update(organization, nowhere, cog.auth)),
      );
      await assertRefused(
        404,
        write(() => api.connections.delete(organization, nowhere)),
      );
    });
  });
}
