import assert from 'node:assert/strict';
import type { Api } from '../../../src/api/api';
import type { Call } from '../../../src/api/http/call';
import { createApi } from '../../../src/api/client';
import { DecodeError, InvalidError, NotFoundError } from '../../../src/api/http/errors';
import { CancellationSource, CancelledError } from '../../../src/base/cancellation';
import { answers, json, server, status, type MadeServer } from './world';

const folder = { id: 1, name: 'F', createdAt: '5' };
const definition = { steps: [{ cog: 'a/b', stepId: 'C' }] };
const scenario = { id: 2, name: 'S', definition, feature: 1 };
const relatedScenario = { id: 2, name: 'S', definition, folder: { id: 1 }, schedule: null, notificationGroups: [] };
const decodedScenario = { ...relatedScenario, raw: scenario };
const run = { id: 3, outcome: 'Created', scenario: 2, log: { id: 4, body: [] } };
const decodedRun = { id: 3, outcome: 'Created', scenario: { id: 2 }, log: { id: 4, record: { id: 4, entries: [] } } };
const schedule = { id: 5, interval: 60, scheduledModel: 'scenario', scheduledScenario: 2, lastRanAt: 0 };
const decodedSchedule = { id: 5, interval: 60, scenario: { id: 2 } };
const connection = { id: 6, cog: 'a/b', profile: 'default', isValid: false };
const group = { id: 7, name: 'G', email: null, members: [{ id: 9, emailAddress: 'a@x.test', password: 'p' }] };
const decodedGroup = { id: 7, name: 'G', members: [{ id: 9, record: { emailAddress: 'a@x.test' } }] };
const organization = { id: 8, name: 'Acme', createdAt: 5 };
const membership = { id: 10, role: 'org-creator', member: 9, organization: 8 };
const decodedMember = { id: 10, role: 'org-creator', user: { id: 9 }, organization: { id: 8 } };
const entry = {
  name: 'a/b',
  label: 'B',
  version: '1',
  homepage: '',
  authHelpUrl: '',
  authFieldsList: [],
  stepDefinitionsList: [],
};
const job = '7d9f7c1e-0000-4000-8000-000000000000';
const org = 'org';

/** One operation: what is called, what is sent for it, what is answered and what is given. */
type Case = readonly [
  call: (api: Api, call?: Call) => Promise<unknown>,
  sent: string,
  answer: unknown,
  given: unknown,
  body?: unknown,
];
const nothing = Symbol('an empty answer');
const page = '?limit=250&skip=0&sort=id%20ASC';

/** The operations of the reference, each with the path it has there. */
const operations: Readonly<Record<string, Case>> = {
  'POST /v1/organizations': [
    (api, call) => api.organizations.create({ name: 'Acme' }, call),
    'POST /api/v1/organizations',
    organization,
    organization,
    { name: 'Acme' },
  ],
  'PATCH /v1/organizations/{org}': [
    (api, call) =>
      api.organizations.update(org, { notificationSetting: 'every fail', notificationEmailAddress: 'q@x.test' }, call),
    'PATCH ',
    organization,
    organization,
    { notificationSetting: 'every fail', notificationEmailAddress: 'q@x.test' },
  ],
  'GET /v1/organizations/{org}/folders': [
    (api, call) => api.folders.list(org, call),
    `GET /folders${page}`,
    [folder],
    [{ ...folder, createdAt: 5 }],
  ],
  'POST /v1/organizations/{org}/folders': [
    (api, call) => api.folders.create(org, { name: 'F' }, call),
    'POST /folders',
    folder,
    { ...folder, createdAt: 5 },
    { name: 'F' },
  ],
  'GET /v1/organizations/{org}/folders/{id}': [
    (api, call) => api.folders.get(org, 1, call),
    'GET /folders/1',
    folder,
    { ...folder, createdAt: 5 },
  ],
  'PATCH /v1/organizations/{org}/folders/{id}': [
    (api, call) => api.folders.update(org, 1, { description: '' }, call),
    'PATCH /folders/1',
    folder,
    { ...folder, createdAt: 5 },
    { description: '' },
  ],
  'DELETE /v1/organizations/{org}/folders/{id}': [
    (api, call) => api.folders.delete(org, 1, call),
    'DELETE /folders/1',
    nothing,
    undefined,
  ],
  'GET /v1/organizations/{org}/scenarios': [
    (api, call) => api.scenarios.list(org, call),
    `GET /scenarios${page}`,
    [scenario],
    [decodedScenario],
  ],
  'POST /v1/organizations/{org}/scenarios': [
    (api, call) =>
      api.scenarios.create(
        org,
        { name: 'S', definition, folder: 1, notificationGroups: [7], type: 'template', isLinkable: true },
        call,
      ),
    'POST /scenarios',
    scenario,
    decodedScenario,
    { name: 'S', definition, feature: 1, notificationGroups: [{ id: 7 }], type: 'template', isLinkable: true },
  ],
  'GET /v1/organizations/{org}/scenarios/{id}': [
    (api, call) => api.scenarios.get(org, 2, call),
    'GET /scenarios/2',
    scenario,
    decodedScenario,
  ],
  'PATCH /v1/organizations/{org}/scenarios/{id}': [
    (api, call) => api.scenarios.update(org, 2, { folder: null, notificationGroups: [] }, call),
    'PATCH /scenarios/2',
    scenario,
    decodedScenario,
    { feature: null, notificationGroups: [] },
  ],
  'DELETE /v1/organizations/{org}/scenarios/{id}': [
    (api, call) => api.scenarios.delete(org, 2, call),
    'DELETE /scenarios/2',
    nothing,
    undefined,
  ],
  'POST /v1/organizations/{org}/asyncScenario': [
    (api, call) => api.scenarios.createAsync(org, { name: 'S', definition, folder: 1 }, call),
    'POST /asyncScenario',
    { jobId: job },
    job,
    { name: 'S', definition, feature: 1 },
  ],
  'GET /v1/organizations/{org}/job/{jobId}': [
    (api, call) => api.scenarios.job(org, job, call),
    `GET /job/${job}`,
    { id: 1, jobId: job, status: 'Complete', data: JSON.stringify(scenario) },
    { jobId: job, status: 'Complete', scenario: { id: 2, record: relatedScenario } },
  ],
  'GET /v1/organizations/{org}/scenarios/allTemplates': [
    (api, call) => api.scenarios.allTemplates(org, call),
    `GET /scenarios/allTemplates${page}`,
    [scenario],
    [decodedScenario],
  ],
  'GET /v1/organizations/{org}/scenarios/linkableTemplates': [
    (api, call) => api.scenarios.linkableTemplates(org, call),
    `GET /scenarios/linkableTemplates${page}`,
    [scenario],
    [decodedScenario],
  ],
  'GET /v1/organizations/{org}/scenarios/exposedTemplates': [
    (api, call) => api.scenarios.exposedTemplates(org, call),
    `GET /scenarios/exposedTemplates${page}`,
    [scenario],
    [decodedScenario],
  ],
  'GET /v1/organizations/{org}/scenarios/{id}/runs': [
    (api, call) => api.runs.list(org, 2, { outcomes: ['Passed', 'Failed'], ranAfter: 5, ranBefore: 9 }, call),
    'GET /scenarios/2/runs?outcome=Passed%2CFailed&ranAfter=5&ranBefore=9',
    [run],
    [decodedRun],
  ],
  'POST /v1/organizations/{org}/scenarios/{id}/runs': [
    (api, call) => api.runs.create(org, 2, { tokens: { a: { b: 1 } }, notify: 'team' }, call),
    'POST /scenarios/2/runs',
    run,
    decodedRun,
    { tokens: { a: { b: 1 } }, notify: 'team' },
  ],
  'GET /v1/organizations/{org}/scenarios/{scenarioId}/runs/{id}': [
    (api, call) => api.runs.get(org, 2, 3, call),
    'GET /scenarios/2/runs/3',
    run,
    decodedRun,
  ],
  'GET /v1/organizations/{org}/scenarios/{scenarioId}/mostRecentRun': [
    (api, call) => api.runs.mostRecent(org, 2, call),
    'GET /scenarios/2/mostRecentRun',
    run,
    decodedRun,
  ],
  'GET /v1/organizations/{org}/scenarios/{scenarioId}/runs/{runId}/log/{id}': [
    (api, call) => api.runs.log(org, 2, 3, 4, call),
    'GET /scenarios/2/runs/3/log/4',
    { id: 4, body: [] },
    { id: 4, entries: [] },
  ],
  'GET /v1/organizations/{org}/schedules': [
    (api, call) => api.schedules.list(org, call),
    `GET /schedules${page}`,
    [schedule],
    [decodedSchedule],
  ],
  'POST /v1/organizations/{org}/schedules': [
    (api, call) => api.schedules.create(org, { interval: 60, scenario: 2 }, call),
    'POST /schedules',
    schedule,
    decodedSchedule,
    { interval: 60, scheduledModel: 'scenario', scheduledScenario: 2 },
  ],
  'GET /v1/organizations/{org}/schedules/{id}': [
    (api, call) => api.schedules.get(org, 5, call),
    'GET /schedules/5',
    schedule,
    decodedSchedule,
  ],
  'PATCH /v1/organizations/{org}/schedules/{id}': [
    (api, call) => api.schedules.update(org, 5, { interval: 120 }, call),
    'PATCH /schedules/5',
    schedule,
    decodedSchedule,
    { interval: 120 },
  ],
  'DELETE /v1/organizations/{org}/schedules/{id}': [
    (api, call) => api.schedules.delete(org, 5, call),
    'DELETE /schedules/5',
    nothing,
    undefined,
  ],
  'GET /v1/organizations/{org}/connections': [
    (api, call) => api.connections.list(org, call),
    `GET /connections${page}`,
    [connection],
    [connection],
  ],
  'POST /v1/organizations/{org}/connections': [
    (api, call) => api.connections.create(org, { cog: 'a/b', auth: { key: 'k' } }, call),
    'POST /connections',
    connection,
    connection,
    { cog: 'a/b', auth: { key: 'k' } },
  ],
  'GET /v1/organizations/{org}/connections/{id}': [
    (api, call) => api.connections.get(org, 6, call),
    'GET /connections/6',
    connection,
    connection,
  ],
  'PATCH /v1/organizations/{org}/connections/{id}': [
    (api, call) => api.connections.update(org, 6, { key: 'l' }, call),
    'PATCH /connections/6',
    connection,
    connection,
    { auth: { key: 'l' } },
  ],
  'DELETE /v1/organizations/{org}/connections/{id}': [
    (api, call) => api.connections.delete(org, 6, call),
    'DELETE /connections/6',
    nothing,
    undefined,
  ],
  'GET /v1/organizations/{org}/registry': [
    (api, call) => api.registry.get(org, call),
    'GET /registry',
    [entry],
    [entry],
  ],
  'GET /v1/organizations/{org}/notification-groups': [
    (api, call) => api.notificationGroups.list(org, call),
    `GET /notification-groups${page}`,
    [group],
    [decodedGroup],
  ],
  'POST /v1/organizations/{org}/notification-groups': [
    (api, call) => api.notificationGroups.create(org, { name: 'G', members: [{ id: 9 }, { uuid: 'u' }] }, call),
    'POST /notification-groups',
    group,
    decodedGroup,
    { name: 'G', members: [{ id: 9 }, { uuid: 'u' }] },
  ],
  'PATCH /v1/organizations/{org}/notification-groups/{id}': [
    (api, call) => api.notificationGroups.update(org, 7, { email: null }, call),
    'PATCH /notification-groups/7',
    group,
    decodedGroup,
    { email: null },
  ],
  'DELETE /v1/organizations/{org}/notification-groups/{id}': [
    (api, call) => api.notificationGroups.delete(org, 7, call),
    'DELETE /notification-groups/7',
    nothing,
    undefined,
  ],
  'GET /v1/organizations/{org}/members': [
    (api, call) => api.members.list(org, call),
    `GET /members${page}`,
    [membership],
    [decodedMember],
  ],
  'POST /v1/organizations/{org}/members': [
    (api, call) => api.members.invite(org, { email: 'a@x.test', role: 'org-creator' }, call),
    'POST /members',
    membership,
    decodedMember,
    { email: 'a@x.test', role: 'org-creator' },
  ],
  'GET /v1/organizations/{org}/members/{id}': [
    (api, call) => api.members.get(org, 10, call),
    'GET /members/10',
    membership,
    decodedMember,
  ],
  'PATCH /v1/organizations/{org}/members/{id}': [
    (api, call) => api.members.update(org, 10, 'org-admin', call),
    'PATCH /members/10',
    membership,
    decodedMember,
    { role: 'org-admin' },
  ],
  'DELETE /v1/organizations/{org}/members/{id}': [
    (api, call) => api.members.remove(org, 10, call),
    'DELETE /members/10',
    nothing,
    undefined,
  ],
  'POST /v1/organizations/{org}/members/{id}/reinvite': [
    (api, call) => api.members.reinvite(org, 10, call),
    'POST /members/10/reinvite',
    {},
    undefined,
  ],
};

const answering = (answer: unknown) => (answer === nothing ? answers({ status: 204 }) : json(answer));
const use = <T>(made: MadeServer, call: (api: Api) => Promise<T>): Promise<T> =>
  made.clock.run(call(createApi(made.options())));

describe('operations', () => {
  it('are the 43 of the reference', () => assert.equal(Object.keys(operations).length, 43));

  for (const [name, [call, sent, answer, given, body]] of Object.entries(operations)) {
    it(name, async () => {
      // A list that is read whole is asked for again, beyond what was there.
      const made = server(answering(answer), Array.isArray(answer) ? json([]) : status(500));
      assert.deepEqual(await use(made, call), given);
      assert.equal(made.conversation[0], `0 ${sent}`);
      assert.deepEqual(
        made.requests
          .map(({ init }) => init.body)
          .filter((text) => text !== undefined)
          .map((text) => JSON.parse(text) as unknown),
        body === undefined ? [] : [body],
      );
    });

    it(`${name}, called off before it was sent`, async () => {
      const source = new CancellationSource();
      source.cancel();
      const made = server(answering(answer));
      await assert.rejects(
        use(made, (api) => call(api, { cancellation: source.token })),
        CancelledError,
      );
      assert.deepEqual(made.conversation, []);
    });

    it(`${name}, where the service says no`, async () => {
      const made = server(status(422));
      await assert.rejects(use(made, call), (error) => error instanceof InvalidError && matches(error.operation, name));
      assert.equal(made.requests.length, 1);
    });

    const isRead = name.startsWith('GET ');
    if (given !== undefined) {
      it(`${name}, where the answer is of another kind`, async () => {
        await assert.rejects(
          use(server(json(5)), call),
          (error) => error instanceof DecodeError && error.unclear !== isRead && matches(error.operation, name),
        );
      });
    }
  }
});

/** Whether an operation is named by its path of the reference; what its ids are called is nobody's business. */
const matches = (operation: string, name: string): boolean =>
  operation.replace(/\{\w+\}/g, '{}') === name.replace(/\{\w+\}/g, '{}');

describe('operations: paths', () => {
  for (const [given, path] of [
    ['a/b', '/a%2Fb'],
    ['..', '/-'],
    ['.', '/-'],
    ['', '/-'],
    ['a?b#c', '/a%3Fb%23c'],
    ['ü', '/%C3%BC'],
  ] as const) {
    it(`an organization ${JSON.stringify(given)} leads nowhere else`, async () => {
      const made = server(json([]));
      await use(made, (api) => api.registry.get(given));
      assert.equal(made.requests[0]?.url, `https://api.test/api/v1/organizations${path}/registry`);
    });
  }
});

describe('operations: lists', () => {
  it('leave out what cannot be read, and say so without telling what it holds', async () => {
    const made = server(json([folder, { id: 'SECRET' }, null, { id: 2, name: 'G' }]), json([]));
    assert.deepEqual(
      (await use(made, (api) => api.folders.list(org))).map(({ name }) => name),
      ['F', 'G'],
    );
    const told = made.logged.filter((line) => line.includes('left out'));
    assert.deepEqual(told, [
      'GET /v1/organizations/{org}/folders: left out [1].id, which is not a number.',
      'GET /v1/organizations/{org}/folders: left out [2], which is not an object.',
    ]);
  });

  it('hold a record whose name alone cannot be read, and count what has no id', async () => {
    const odd = [
      scenario,
      { ...scenario, id: 3, name: 5, feature: 1 },
      { id: 4, createdAt: '5' },
      { name: 'no id' },
      7,
    ];
    const scenarios = await use(server(json(odd), json([])), (api) => api.scenarios.list(org));
    assert.deepEqual(
      scenarios.map(({ id, name, unread, folder }) => [id, name, unread, folder?.id]),
      [
        [2, 'S', undefined, 1],
        [3, '', ['name'], 1],
        [4, '', ['name'], undefined],
      ],
    );
    assert.deepEqual([scenarios.leftOut, scenarios[1]?.raw], [2, odd[1]]);
    const folders = await use(server(json([{ id: 5, name: null, description: 5 }]), json([])), (api) =>
      api.folders.list(org),
    );
    assert.deepEqual(
      [[...folders], folders.leftOut],
      [[{ id: 5, name: '', unread: ['name', 'description'] }], undefined],
    );
    assert.deepEqual((await use(server(json(odd[1])), (api) => api.scenarios.get(org, 3))).unread, ['name']);
  });

  it('of cogs of which none can be read are no empty registry', async () => {
    const cog = { name: 'acme/web', stepDefinitionsList: [] };
    const read = async (...entries: readonly unknown[]) =>
      (await use(server(json(entries)), (api) => api.registry.get(org))).map(({ name }) => name);
    assert.deepEqual([await read(), await read(cog, {})], [[], ['acme/web']]);
    await assert.rejects(read({}, { name: 5 }), { name: 'DecodeError', path: '[0]' });
  });

  it('of runs name no page at first', async () => {
    const made = server(json([run]), json([run]), json([run]), json([]));
    assert.equal((await use(made, (api) => api.runs.list(org, 2))).length, 1);
    assert.deepEqual(
      made.conversation.map((line) => line.split(' ')[2]),
      ['/scenarios/2/runs', '/scenarios/2/runs?page=1', '/scenarios/2/runs?page=1', '/scenarios/2/runs?page=2'],
    );
  });
});

describe('operations: the most recent run', () => {
  for (const [name, fate] of Object.entries({
    'a 404': status(404),
    nothing: answers({}),
    null: json(null),
    'an empty object': json({}),
    'an empty list': json([]),
  })) {
    it(`${name} says that there is none`, async () =>
      assert.equal(await use(server(fate), (api) => api.runs.mostRecent(org, 2)), undefined));
  }
});

describe('operations: the name of an organization', () => {
  const named = (value: unknown) => json([{ id: 10, role: 'org-admin', organization: value }]);
  const cases = {
    'a populated member tells it': [named({ id: 8, name: ' Acme ' }), 'Acme'],
    'an id does not': [named(8), undefined],
    'a blank one is none': [named({ id: 8, name: ' ' }), undefined],
    'no member': [json([]), undefined],
    'no list': [json({}), undefined],
    'who may not see members': [status(403), undefined],
    'who has no such organization': [status(404), undefined],
  } as const;
  for (const [name, [fate, given]] of Object.entries(cases)) {
    it(name, async () => {
      const made = server(fate);
      assert.equal(await use(made, (api) => api.organizations.name(org)), given);
      assert.deepEqual(made.conversation, ['0 GET /members?limit=1&populate=organization']);
    });
  }
  it('a refused token is no missing name', async () => {
    await assert.rejects(use(server(status(401)), (api) => api.organizations.name(org)));
    await assert.rejects(
      use(server(status(404)), (api) => api.folders.get(org, 1)),
      NotFoundError,
    );
  });
});
