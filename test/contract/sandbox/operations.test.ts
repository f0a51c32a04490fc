import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { addStranger, fields, openApp, type World } from './world';

/** The operations of the API, as its reference writes them. */
const operations: readonly string[] = [
  'POST /v1/organizations',
  'PATCH /v1/organizations/{org}',
  'GET /v1/organizations/{org}/scenarios',
  'POST /v1/organizations/{org}/scenarios',
  'GET /v1/organizations/{org}/scenarios/{id}',
  'PATCH /v1/organizations/{org}/scenarios/{id}',
  'DELETE /v1/organizations/{org}/scenarios/{id}',
  'POST /v1/organizations/{org}/asyncScenario',
  'GET /v1/organizations/{org}/job/{jobId}',
  'GET /v1/organizations/{org}/scenarios/allTemplates',
  'GET /v1/organizations/{org}/scenarios/linkableTemplates',
  'GET /v1/organizations/{org}/scenarios/exposedTemplates',
  'GET /v1/organizations/{org}/members',
  'POST /v1/organizations/{org}/members',
  'GET /v1/organizations/{org}/members/{id}',
  'PATCH /v1/organizations/{org}/members/{id}',
  'DELETE /v1/organizations/{org}/members/{id}',
  'POST /v1/organizations/{org}/members/{id}/reinvite',
  'GET /v1/organizations/{org}/notification-groups',
  'POST /v1/organizations/{org}/notification-groups',
  'PATCH /v1/organizations/{org}/notification-groups/{id}',
  'DELETE /v1/organizations/{org}/notification-groups/{id}',
  'GET /v1/organizations/{org}/connections',
  'POST /v1/organizations/{org}/connections',
  'GET /v1/organizations/{org}/connections/{id}',
  'PATCH /v1/organizations/{org}/connections/{id}',
  'DELETE /v1/organizations/{org}/connections/{id}',
  'GET /v1/organizations/{org}/registry',
  'GET /v1/organizations/{org}/folders',
  'POST /v1/organizations/{org}/folders',
  'GET /v1/organizations/{org}/folders/{id}',
  'PATCH /v1/organizations/{org}/folders/{id}',
  'DELETE /v1/organizations/{org}/folders/{id}',
  'GET /v1/organizations/{org}/schedules',
  'POST /v1/organizations/{org}/schedules',
  'GET /v1/organizations/{org}/schedules/{id}',
  'PATCH /v1/organizations/{org}/schedules/{id}',
  'DELETE /v1/organizations/{org}/schedules/{id}',
  'GET /v1/organizations/{org}/scenarios/{id}/runs',
  'POST /v1/organizations/{org}/scenarios/{id}/runs',
  'GET /v1/organizations/{org}/scenarios/{scenarioId}/runs/{id}',
  'GET /v1/organizations/{org}/scenarios/{scenarioId}/mostRecentRun',
  'GET /v1/organizations/{org}/scenarios/{scenarioId}/runs/{runId}/log/{id}',
];

const split = (operation: string, org: string): readonly [method: string, path: string] => {
  const [method = '', path = ''] = operation.split(' ');
  return [method, `/api${path.replace('{org}', org).replace(/\{\w+\}/g, '1')}`];
};

/** Asks for an operation with an empty body where it has one. */
const ask = (world: World, operation: string, org: string, token?: string) => {
  const [method, path] = split(operation, org);
  return world.request(
    method,
    path,
    ['POST', 'PATCH'].includes(method) ? {} : undefined,
    token === undefined ? {} : { token },
  );
};

describe('sandbox operations', () => {
  for (const operation of operations) {
    it(`${operation} is answered, to those who may ask`, async () => {
      const world = openApp();
      const { uuid } = world.organization;
      const answer = await ask(world, operation, uuid);
      assert.notEqual(fields(answer)['message'], 'The API has no such address.');
      assert.equal((await ask(world, operation, uuid, '')).status, 401);
      assert.equal((await ask(world, operation, uuid, 'another')).status, 401);
      if (!operation.includes('{org}')) return;
      addStranger(world);
      assert.equal((await ask(world, operation, uuid, 'their-token')).status, 403);
    });
  }

  const file = process.env['STACK_MOXIE_OPENAPI'];
  if (file !== undefined && file !== '') {
    it('are those of the API’s document', () => {
      const { paths } = JSON.parse(readFileSync(file, 'utf8')) as {
        readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
      };
      const declared = Object.entries(paths).flatMap(([path, methods]) =>
        Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
      );
      assert.deepEqual([...operations].sort(), declared.sort());
    });
  }
});
