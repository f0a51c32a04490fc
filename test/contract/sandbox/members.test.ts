import assert from 'node:assert/strict';
import { fields, openApp, rows } from './world';

describe('sandbox members', () => {
  it('show the person and the organization, as records or as ids', async () => {
    const { call, organization, user } = openApp();
    const [member] = rows(await call('GET', '/members'));
    assert.equal((member?.['member'] as Record<string, unknown>)['emailAddress'], 'ada@acme.test');
    assert.equal((member?.['organization'] as Record<string, unknown>)['name'], 'Acme');
    assert.equal(member?.['role'], 'org-admin');
    const bare = fields(await call('GET', '/members/1?populate=false'));
    assert.deepEqual([bare['member'], bare['organization'], bare['createdBy']], [user, organization.id, user]);
  });

  it('are found by the person’s id', async () => {
    const { call, user } = openApp();
    assert.equal(rows(await call('GET', `/members?where={"member":${user}}`)).length, 1);
    assert.equal(rows(await call('GET', '/members?member=99')).length, 0);
    assert.equal((await call('GET', '/members/9')).status, 404);
  });
});
