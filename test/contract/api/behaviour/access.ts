import assert from 'node:assert/strict';
import type { Api } from '../../../../src/api/api';
import { UnauthorizedError } from '../../../../src/api/errors';
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
        await assertRefused(401, write(() => request(withToken('a-wrong-token'), organization)));
        await assertRefused(403, write(() => request(api, foreign)));
      });
    }

    it('no request leaves without a token', async () => {
      const { organization, withToken } = current();
      await assert.rejects(withToken(undefined).folders.list(organization), (error) => error instanceof UnauthorizedError && error.errorName === 'SignedOut');
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
