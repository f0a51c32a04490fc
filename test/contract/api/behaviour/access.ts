import assert from 'node:assert/strict';
import type { Api } from '../../../../src/api/api';
import { UnauthorizedError } from '../../../../src/api/http/errors';
import { assertRefused, definition } from './made';
import type { Current } from '../api-contract';

/** One request of each resource. */
const requests: Readonly<Record<string, (api: Api, organization: string) => Promise<unknown>>> = {
  'folders.list': (api, organization) => api.folders.list(organization),
  'folders.create': (api, organization) => api.folders.create(organization, { name: 'F' }),
  'folders.delete': (api, organization) => api.folders.delete(organization, 1),
  'scenarios.list': (api, organization) => api.scenarios.list(organization),
  'scenarios.get': (api, organization) => api.scenarios.get(organization, 1),
  'scenarios.update': (api, organization) => api.scenarios.update(organization, 1, { definition }),
  'scenarios.allTemplates': (api, organization) => api.scenarios.allTemplates(organization),
  'scenarios.createAsync': (api, organization) => api.scenarios.createAsync(organization, { name: 'S', definition }),
  'scenarios.job': (api, organization) => api.scenarios.job(organization, '00000000-0000-4000-8000-000000000000'),
  'schedules.list': (api, organization) => api.schedules.list(organization),
  'schedules.create': (api, organization) => api.schedules.create(organization, { interval: 3_600, scenario: 1 }),
  'connections.list': (api, organization) => api.connections.list(organization),
  'connections.update': (api, organization) => api.connections.update(organization, 1, {}),
  'notificationGroups.list': (api, organization) => api.notificationGroups.list(organization),
  'notificationGroups.delete': (api, organization) => api.notificationGroups.delete(organization, 1),
  'members.list': (api, organization) => api.members.list(organization),
  'members.reinvite': (api, organization) => api.members.reinvite(organization, 1),
  'organizations.update': (api, organization) => api.organizations.update(organization, { name: 'Mine' }),
  'registry.get': (api, organization) => api.registry.get(organization),
  'runs.list': (api, organization) => api.runs.list(organization, 1),
  'runs.create': (api, organization) => api.runs.create(organization, 1, {}),
  'runs.mostRecent': (api, organization) => api.runs.mostRecent(organization, 1),
};

export function describeAccess(current: Current): void {
  describe('access', () => {
    for (const [name, request] of Object.entries(requests)) {
      it(`${name} needs a token that is known, and an organization of its owner`, async () => {
        const { api, organization, foreign, withToken, write } = current();
        await assertRefused(
          401,
          write(() => request(withToken('a-wrong-token'), organization)),
        );
        await assertRefused(
          403,
          write(() => request(api, foreign)),
        );
      });
    }

    it('organizations.create needs a token that is known', async () => {
      const { withToken, write } = current();
      await assertRefused(
        401,
        write(() => withToken('a-wrong-token').organizations.create({ name: 'Beta' })),
      );
    });

    it('no request leaves without a token', async () => {
      const { organization, withToken } = current();
      await assert.rejects(
        withToken(undefined).folders.list(organization),
        (error) => error instanceof UnauthorizedError && error.errorName === 'SignedOut',
      );
    });

    it('the organization tells its name to a member', async () => {
      const { api, organization, foreign, name } = current();
      assert.equal(await api.organizations.name(organization), name);
      assert.equal(await api.organizations.name(foreign), undefined);
    });

    it('the registry tells the cogs and their steps', async () => {
      const { api, organization } = current();
      const entries = await api.registry.get(organization);
      assert.ok(entries.length > 0);
      for (const { name, stepDefinitionsList } of entries) {
        assert.match(name, /^[\w-]+\/[\w-]+$/);
        assert.ok(Array.isArray(stepDefinitionsList));
      }
    });
  });
}
