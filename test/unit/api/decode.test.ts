import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { amount, id, reference, timestamp, Undecodable, type Decoder } from '../../../src/api/decode/decoder';
import { decodeDefinition } from '../../../src/api/decode/definition';
import { decodeConnection } from '../../../src/api/decode/connection';
import { decodeJob, decodeJobId } from '../../../src/api/decode/job';
import { decodeMember, decodeOrganization } from '../../../src/api/decode/organization';
import { decodeFolder } from '../../../src/api/decode/folder';
import { decodeRegistryEntry } from '../../../src/api/decode/registry-entry';
import { decodeRun, decodeRunLog } from '../../../src/api/decode/run';
import {
  decodeListedSchedule,
  decodeNotificationGroup,
  decodeOwnScenario,
  decodeScenario,
  decodeSchedule,
} from '../../../src/api/decode/scenario';

const secretUser = {
  uuid: 'u-1',
  emailAddress: 'ada@example.com',
  fullName: 'Ada',
  emailStatus: 'confirmed',
  password: 'SECRET',
  passwordResetToken: 'SECRET',
  passwordResetTokenExpiresAt: 'SECRET',
  emailProofToken: 'SECRET',
  emailProofTokenExpiresAt: 'SECRET',
  tosAcceptedByIp: 'SECRET',
  emailChangeCandidate: 'SECRET',
  lastSeenAt: 'SECRET',
  maxTrials: 'SECRET',
  somethingNew: 'SECRET',
};
const user = { uuid: 'u-1', emailAddress: 'ada@example.com', fullName: 'Ada', emailStatus: 'confirmed' };
const stamps = { uuid: 'r-1', createdAt: '1700000000000', updatedAt: 1_700_000_001_000, createdBy: secretUser };
const stamped = {
  uuid: 'r-1',
  createdAt: 1_700_000_000_000,
  updatedAt: 1_700_000_001_000,
  createdBy: { id: 0, record: user },
};

const folder = { id: 1, name: 'Folder', ...stamps, lastUpdatedBy: { id: 9, ...secretUser } };
const schedule = {
  id: 2,
  interval: 3600,
  scheduledModel: 'scenario',
  scheduledScenario: 4,
  ...stamps,
  lastRanAt: 1_700_000_002_000,
};
const group = { id: 3, name: 'Group', email: null, members: [secretUser, { id: 8, ...secretUser }], ...stamps };
const definition = { scenario: 'S', steps: [{ cog: 'a/b', stepId: 'C', data: { x: 1 } }] };
const scenario = {
  id: 4,
  name: 'Scenario',
  definition,
  feature: folder,
  schedule,
  notificationGroups: [group],
  ...stamps,
  lastUpdatedBy: secretUser,
};
const log = {
  id: 5,
  body: [{ outcome: 'Passed', message: 'm', cog: 'a/b', stepId: 'C', stepData: { x: 1 } }],
  ...stamps,
};
const run = { id: 6, outcome: 'Passed', duration: 12, scenario, log, ...stamps };

const organization = { id: 7, name: 'Acme', statusPageIsPublic: false, ...stamps };
const membership = { id: 8, role: 'org-admin', member: { id: 9, ...secretUser }, organization, ...stamps };
const connection = { id: 10, cog: 'a/b', profile: 'default', isValid: true, auth: { password: 'SECRET' }, ...stamps };
const job = {
  id: 11,
  jobId: 'j-1',
  status: 'Complete',
  type: 'Scenario',
  createdAt: 1_700_000_000_000,
  data: JSON.stringify({ scenario, user: secretUser }),
};

function undecodable(work: () => unknown): Undecodable {
  try {
    work();
  } catch (error) {
    assert.ok(error instanceof Undecodable, String(error));
    return error;
  }
  return assert.fail('It was decoded.');
}

describe('decoding: scalars', () => {
  for (const [given, expected] of [
    [5, 5],
    ['5', 5],
    [' 5 ', 5],
    ['1.5', 1.5],
    [0, 0],
  ] as const) {
    it(`an amount ${JSON.stringify(given)}`, () => assert.equal(amount(given, 'a'), expected));
  }
  for (const given of ['', ' ', 'x', '5 s', null, undefined, true, {}, [], [5], Number.NaN, Infinity]) {
    it(`no amount: ${JSON.stringify(given)}`, () => assert.equal(undecodable(() => amount(given, 'a')).path, 'a'));
  }
  it('an id is a whole number', () => {
    assert.equal(id('7', ''), 7);
    for (const given of [1.5, 2 ** 60, 'x']) undecodable(() => id(given, 'id'));
  });
  it('a time comes as number or text, and 0 is never', () => {
    assert.equal(timestamp(1_591_702_698_140, ''), 1_591_702_698_140);
    assert.equal(timestamp('1591702698140', ''), 1_591_702_698_140);
    assert.equal(timestamp(0, ''), undefined);
    assert.equal(timestamp('0', ''), undefined);
  });
});

describe('decoding: relations', () => {
  const relation = reference(decodeFolder);
  it('an id alone, as number or text', () => {
    assert.deepEqual(relation(7, 'f'), { id: 7 });
    assert.deepEqual(relation('7', 'f'), { id: 7 });
  });
  it('a record, with its id', () => {
    assert.deepEqual(relation({ id: '7', name: 'F' }, 'f'), { id: 7, record: { id: 7, name: 'F' } });
  });
  it('a record that cannot be read leaves its id', () => {
    assert.deepEqual(relation({ id: 7, name: null }, 'f'), { id: 7 });
  });
  it('a record without an id is nothing to refer to, but for users', () => {
    assert.equal(undecodable(() => relation({ name: 'F' }, 'f')).path, 'f.id');
    assert.deepEqual(decodeFolder(folder, '').createdBy, { id: 0, record: user });
    assert.deepEqual(decodeFolder(folder, '').lastUpdatedBy, { id: 9, record: user });
  });
  it('null and missing relations', () => {
    for (const feature of [null, undefined, ''])
      assert.equal(decodeScenario({ ...scenario, feature }, '').folder, null);
    assert.equal('createdBy' in decodeFolder({ id: 1, name: 'F', createdBy: null }, ''), false);
  });
  it('every relation of a scenario and of a run in both shapes', () => {
    const bare = decodeScenario(
      { ...scenario, feature: 1, schedule: '2', notificationGroups: [3, '4'], createdBy: 9, lastUpdatedBy: '9' },
      '',
    );
    assert.deepEqual(
      [bare.folder, bare.schedule, bare.notificationGroups, bare.createdBy, bare.lastUpdatedBy],
      [{ id: 1 }, { id: 2 }, [{ id: 3 }, { id: 4 }], { id: 9 }, { id: 9 }],
    );
    const full = decodeScenario(scenario, '');
    assert.deepEqual(full.folder, {
      id: 1,
      record: { id: 1, name: 'Folder', ...stamped, lastUpdatedBy: { id: 9, record: user } },
    });
    assert.deepEqual(full.schedule?.record?.scenario, { id: 4 });
    assert.equal(full.notificationGroups[0]?.record?.name, 'Group');
    assert.deepEqual(decodeRun({ ...run, scenario: 4, log: '5' }, ''), {
      id: 6,
      ...stamped,
      outcome: 'Passed',
      duration: 12,
      scenario: { id: 4 },
      log: { id: 5 },
    });
    assert.equal(decodeRun(run, '').log?.record?.entries.length, 1);
  });
  it('a schedule that the service sends as a folder leaves its id', () => {
    assert.deepEqual(decodeScenario({ ...scenario, schedule: folder }, '').schedule, { id: 1 });
  });
});

const payloads: Readonly<Record<string, readonly [Decoder<unknown>, unknown]>> = {
  folder: [decodeFolder, folder],
  scenario: [decodeScenario, scenario],
  'scenario as it was asked for': [decodeOwnScenario, scenario],
  schedule: [decodeSchedule, { ...schedule, scheduledScenario: scenario }],
  'notification group': [decodeNotificationGroup, group],
  run: [decodeRun, run],
  'run log': [decodeRunLog, log],
  organization: [decodeOrganization, organization],
  membership: [decodeMember, membership],
  connection: [decodeConnection, connection],
  job: [decodeJob('j-1'), job],
  'failed job': [
    decodeJob('j-1'),
    { ...job, status: 'Failed', data: { message: 'Made by ada@example.com, password=SECRET', user: secretUser } },
  ],
};

describe('decoding: users', () => {
  for (const [name, [decode, payload]] of Object.entries(payloads)) {
    it(`drops what is secret in a ${name}`, () => {
      assert.match(JSON.stringify(payload), /SECRET/);
      const decoded = JSON.stringify(decode(payload, ''));
      assert.match(decoded, /ada@example\.com/);
      assert.doesNotMatch(decoded, /SECRET/);
    });
  }
});

/** Puts `value` in place of what stands at a random place of a payload. */
function altered(payload: unknown, value: unknown, choose: (count: number) => number): unknown {
  if (typeof payload !== 'object' || payload === null || choose(4) === 0) return value;
  const keys = Object.keys(payload);
  const key = keys[choose(keys.length)];
  if (key === undefined) return value;
  const changed = altered((payload as Readonly<Record<string, unknown>>)[key], value, choose);
  return Array.isArray(payload)
    ? payload.map((element: unknown, index) => (String(index) === key ? changed : element))
    : { ...payload, [key]: changed };
}

describe('decoding: whatever comes', () => {
  for (const [name, [decode, payload]] of Object.entries({
    ...payloads,
    'registry entry': [
      decodeRegistryEntry,
      { name: 'v/c', stepDefinitionsList: [{ stepId: 'A', expectedFieldsList: [{ key: 'k' }] }] },
    ] as const,
  })) {
    it(`a ${name} is read or its bad place is named, and secrets stay out`, () => {
      fc.assert(
        fc.property(fc.jsonValue(), fc.infiniteStream(fc.nat()), (value, numbers) => {
          const choose = (count: number): number => Number(numbers.next().value) % Math.max(1, count);
          try {
            assert.doesNotMatch(JSON.stringify(decode(altered(payload, value, choose), '')), /SECRET/);
          } catch (error) {
            assert.ok(error instanceof Undecodable, String(error));
          }
        }),
        { numRuns: 100 },
      );
    });
  }
});

describe('decoding: what cannot be read names its place', () => {
  const cases: readonly (readonly [string, () => unknown, string, string])[] = [
    ['no object', () => decodeFolder('x', '[3]'), '[3]', 'an object'],
    ['a list', () => decodeFolder([], ''), '', 'an object'],
    ['no id', () => decodeFolder({ name: 'F' }, '[3]'), '[3].id', 'a number'],
    ['no name', () => decodeFolder({ id: 1 }, '[3]'), '[3].name', 'a text'],
    ['no interval', () => decodeSchedule({ id: 1 }, ''), 'interval', 'a number'],
    ['no cog to connect', () => decodeConnection({ id: 1 }, '[1]'), '[1].cog', 'a text'],
    ['no organization', () => decodeOrganization(null, ''), '', 'an object'],
    ['no job', () => decodeJobId({}, ''), 'jobId', 'a text'],
    ['no cog', () => decodeRegistryEntry({}, '[2]'), '[2].name', 'a text'],
  ];
  for (const [name, work, path, expected] of cases) {
    it(name, () => {
      const error = undecodable(work);
      assert.deepEqual([error.path, error.expected], [path, expected]);
    });
  }
});

describe('decoding: an optional field that cannot be read is left out', () => {
  const strange: readonly unknown[] = [true, 1.5, 'x', [null], { id: 'x' }];
  const records: Readonly<Record<string, readonly [Decoder<object>, object, required: readonly string[]]>> = {
    folder: [decodeFolder, folder, ['id', 'name']],
    scenario: [
      decodeScenario,
      {
        ...scenario,
        description: 'D',
        instructions: 'I',
        exposedToApis: true,
        isLinkable: false,
        severity: 1,
        type: 'default',
        dashboardSetting: 'include',
      },
      ['id', 'name'],
    ],
    schedule: [decodeListedSchedule, schedule, ['id']],
    'notification group': [decodeNotificationGroup, { ...group, email: 'g@x.test' }, ['id', 'name']],
    run: [decodeRun, run, ['id']],
    organization: [decodeOrganization, organization, ['id', 'name']],
    membership: [decodeMember, membership, ['id']],
    connection: [decodeConnection, connection, ['id', 'cog']],
    job: [decodeJob('j-1'), job, []],
  };
  for (const [name, [decode, payload, required]] of Object.entries(records)) {
    it(`of a ${name}`, () => {
      const whole = decode(payload, '');
      for (const key of Object.keys(payload).filter((one) => !required.includes(one))) {
        for (const value of strange)
          assert.deepEqual(
            Object.keys(whole).filter((one) => required.includes(one)),
            Object.keys(decode({ ...payload, [key]: value }, '')).filter((one) => required.includes(one)),
            `${key}: ${JSON.stringify(value)}`,
          );
      }
    });
  }

  it('and named, where a record goes back: one odd flag, a relation in a list, a list that is none, a definition', () => {
    const unread = (odd: object): readonly unknown[] => {
      const {
        unread: keys,
        exposedToApis,
        notificationGroups,
        folder: place,
        definition: read,
      } = decodeScenario({ ...scenario, ...odd }, '[0]');
      return [keys, exposedToApis, notificationGroups.length, place?.id, read === null];
    };
    assert.deepEqual(unread({}), [undefined, undefined, 1, 1, false]);
    assert.deepEqual(unread({ exposedToApis: 1 }), [['exposedToApis'], undefined, 1, 1, false]);
    assert.deepEqual(unread({ notificationGroups: [3, null] }), [['notificationGroups'], undefined, 0, 1, false]);
    assert.deepEqual(unread({ notificationGroups: 'x', feature: true, createdAt: 'yesterday' }), [
      ['feature', 'notificationGroups'],
      undefined,
      0,
      undefined,
      false,
    ]);
    assert.deepEqual(unread({ definition: { steps: [{ cog: 'a/b', stepId: 'C', name: 5 }] } }), [
      ['definition'],
      undefined,
      1,
      1,
      true,
    ]);
  });
});

describe('decoding: a record’s own fields', () => {
  const odd = {
    ...scenario,
    exposedToApis: 1,
    definition: { steps: [{ cog: 'a/b', stepId: 'C', name: 5, data: { password: 'kept' } }] },
    somethingNew: { deep: [1] },
  };

  it('stay as they came, but for users', () => {
    const person = { uuid: 'u-1', fullName: 'Ada' };
    const related = { ...stamps, createdBy: person };
    assert.deepEqual(decodeOwnScenario(odd, '').raw, {
      ...odd,
      createdBy: person,
      lastUpdatedBy: person,
      feature: { ...folder, ...related, lastUpdatedBy: { id: 9, ...person } },
      schedule: { ...schedule, ...related },
      notificationGroups: [{ ...group, ...related, members: [person, { id: 8, ...person }] }],
    });
    assert.deepEqual(
      decodeOwnScenario({ ...odd, boss: secretUser, createdBy: 9, lastUpdatedBy: 'ada@example.com' }, '').raw?.['boss'],
      person,
    );
    assert.doesNotMatch(
      JSON.stringify(decodeOwnScenario({ ...odd, boss: [secretUser], lastUpdatedBy: 'SECRET' }, '').raw),
      /SECRET|ada@/,
    );
  });
});

/** @returns maps in maps, `levels` deep. */
function nested(levels: number, key: string): unknown {
  return JSON.parse(`${`{"${key}":`.repeat(levels)}1${'}'.repeat(levels)}`) as unknown;
}

describe('decoding: what is nested without end', () => {
  it('is not read, and never a RangeError', () => {
    const deep = nested(100_000, 'x');
    const step = { cog: 'a/b', stepId: 'C' };
    const {
      unread,
      definition: read,
      raw,
    } = decodeOwnScenario(
      {
        id: 1,
        name: 'S',
        description: deep,
        definition: { steps: [{ ...step, data: deep }] },
        feature: deep,
        more: deep,
      },
      '',
    );
    assert.deepEqual([unread, read, raw], [['definition', 'feature', 'description'], null, { id: 1, name: 'S' }]);
    assert.deepEqual(
      decodeRunLog({ id: 1, body: [{ outcome: 'Passed', message: 'm', stepData: { x: deep } }] }, '').entries,
      [{ outcome: 'Passed', message: 'm' }],
    );
    assert.equal(decodeDefinition({ steps: [step], linkedScenarios: { more: deep } }), null);
    for (const [name, [decode]] of Object.entries(payloads))
      assert.doesNotThrow(
        () =>
          decode(
            {
              id: 1,
              name: 'N',
              cog: 'c',
              interval: 1,
              createdBy: deep,
              member: deep,
              data: deep,
              members: [deep],
              log: deep,
              scenario: deep,
            },
            '',
          ),
        name,
      );
  });
  it('is read as far as anybody needs it, where records name each other', () => {
    const text = `${'{"id":1,"name":"N","interval":1,"schedule":{"id":2,"interval":1,"scheduledScenario":'.repeat(5_000)}3${'}}'.repeat(5_000)}`;
    const read = decodeOwnScenario(JSON.parse(text), '');
    assert.equal(read.schedule?.record?.scenario?.record?.schedule?.id, 2);
    assert.deepEqual(read.raw, { id: 1, name: 'N', interval: 1 });
  });
});

describe('decoding: a service that knows more', () => {
  it('unknown fields go no further', () => {
    assert.deepEqual(decodeFolder({ id: 1, name: 'F', archived: true, owner: secretUser }, ''), { id: 1, name: 'F' });
  });
  it('unknown values of known fields are no values', () => {
    const decoded = decodeScenario({ id: 4, name: 'S', type: 'macro', severity: 9, dashboardSetting: 'pin' }, '');
    assert.deepEqual(decoded, {
      id: 4,
      name: 'S',
      definition: null,
      folder: null,
      schedule: null,
      notificationGroups: [],
    });
  });
  it('an unknown outcome is Unknown', () => {
    assert.equal(decodeRun({ ...run, outcome: 'Skipped' }, '').outcome, 'Unknown');
    assert.equal(decodeRun({ ...run, outcome: 'Skipped' }, '').unknownOutcome, 'Skipped');
    assert.equal(decodeRun({ id: 1 }, '').outcome, 'Unknown');
  });
  it('a schedule that never ran has no time', () => {
    for (const lastRanAt of [0, null, undefined, ''])
      assert.equal('lastRanAt' in decodeSchedule({ ...schedule, lastRanAt }, ''), false);
  });
});

describe('decoding: definitions', () => {
  it('none, where there is none or one that cannot be read whole', () => {
    const step = { cog: 'a/b', stepId: 'C' };
    const none = [
      null,
      undefined,
      '',
      'x',
      [],
      {},
      { steps: null },
      { steps: {} },
      { steps: [null] },
      { steps: [step, { stepId: 'C' }] },
      { steps: [{ cog: 'a/b' }] },
      { steps: [{ ...step, data: [] }] },
      { steps: [{ ...step, name: 5 }] },
      { steps: [{ ...step, waitFor: 'soon' }] },
      { steps: [step], tokens: [] },
      { steps: [step], scenario: {} },
      { steps: [step], linkedScenarios: { onPass: { templateId: 'x' } } },
      { steps: [step], linkedScenarios: { onFail: { steps: [{}] } } },
    ];
    for (const value of none) assert.equal(decodeDefinition(value), null, JSON.stringify(value));
  });
  it('all of it, with what we do not know', () => {
    const whole = {
      version: 3,
      scenario: 'S',
      description: 'D',
      tokens: { a: { b: 1 } },
      steps: [{ cog: 'a/b', stepId: 'C', name: 'N', data: { x: null }, waitFor: 1, failAfter: 2, retries: 3 }],
      linkedScenarios: {
        always: 1,
        onPass: { templateId: 1, why: 'x', steps: [{ cog: 'a/b', stepId: 'C' }] },
        onFail: {},
      },
    };
    assert.deepEqual(decodeDefinition(whole), whole);
  });
  it('numbers that came as text are numbers, and nulls are nothing', () => {
    const sent = {
      scenario: null,
      steps: [{ cog: 'a/b', stepId: 'C', data: null, waitFor: '5', failAfter: null }],
      linkedScenarios: null,
      tokens: null,
    };
    assert.deepEqual(decodeDefinition(sent), { steps: [{ cog: 'a/b', stepId: 'C', waitFor: 5 }] });
  });
  it('a scenario without one is a scenario all the same', () => {
    assert.deepEqual(
      [
        decodeScenario({ ...scenario, definition: null }, '').definition,
        decodeScenario({ ...scenario, definition: null }, '').name,
      ],
      [null, 'Scenario'],
    );
  });
});

describe('decoding: logs and registries', () => {
  it('an entry that cannot be read keeps its place', () => {
    const { entries } = decodeRunLog(
      {
        id: 5,
        body: [
          null,
          'x',
          { outcome: 'Skipped', message: 5, cog: {}, stepData: [] },
          { outcome: 'Failed', message: 'm' },
        ],
      },
      '',
    );
    assert.deepEqual(entries, [
      { outcome: 'Unknown', message: '' },
      { outcome: 'Unknown', message: '' },
      { outcome: 'Unknown', message: '' },
      { outcome: 'Failed', message: 'm' },
    ]);
  });
  it('a log without a body is an empty one', () => {
    for (const body of [undefined, null, 'x', {}])
      assert.deepEqual(decodeRunLog({ id: 5, body }, ''), { id: 5, entries: [] });
  });
  it('a registry entry is decoded whatever its definitions hold', () => {
    const entry = decodeRegistryEntry(
      {
        name: 'v/c',
        stepDefinitionsList: [
          { stepId: 'A', expression: '(', type: 'x', expectedFieldsList: [null, { key: 5 }] },
          null,
        ],
        authFieldsList: 'x',
      },
      '',
    );
    assert.deepEqual(entry, {
      name: 'v/c',
      label: '',
      version: '',
      homepage: '',
      authHelpUrl: '',
      authFieldsList: [],
      stepDefinitionsList: [
        {
          stepId: 'A',
          name: '',
          help: '',
          type: 0,
          expression: '(',
          expectedFieldsList: [{ key: '', optionality: 0, type: 0, description: '', help: '' }],
          expectedRecordsList: [],
        },
      ],
    });
  });
});

describe('decoding: organizations, members and connections', () => {
  it('an organization with its limits', () => {
    const limits = {
      plan: 'team',
      urlSlug: 'acme',
      maxRunsPerPeriod: '500',
      scheduleIntervalLowerBound: 3600,
      notificationEmailAddress: 'qa@acme.test',
      notificationSetting: 'every fail',
    };
    assert.deepEqual(decodeOrganization({ ...organization, ...limits }, ''), {
      id: 7,
      ...stamped,
      name: 'Acme',
      statusPageIsPublic: false,
      ...limits,
      maxRunsPerPeriod: 500,
    });
    assert.deepEqual(decodeOrganization({ id: 7, name: 'Acme', notificationSetting: 'weekly' }, ''), {
      id: 7,
      name: 'Acme',
    });
  });
  it('a membership, its user and organization in both shapes', () => {
    assert.deepEqual(decodeMember(membership, ''), {
      id: 8,
      ...stamped,
      role: 'org-admin',
      user: { id: 9, record: user },
      organization: { id: 7, record: decodeOrganization(organization, '') },
    });
    assert.deepEqual(decodeMember({ id: 8, role: 'org-owner', member: '9', organization: 7 }, ''), {
      id: 8,
      user: { id: 9 },
      organization: { id: 7 },
    });
  });
  it('a group knows its members by id or by UUID', () => {
    assert.deepEqual(decodeNotificationGroup(group, '').members, [
      { id: 0, record: user },
      { id: 8, record: user },
    ]);
    assert.deepEqual(decodeNotificationGroup({ id: 3, name: 'G', members: null, email: 'g@acme.test' }, ''), {
      id: 3,
      name: 'G',
      members: [],
      email: 'g@acme.test',
    });
  });
  it('a connection of which nobody says whether it is valid is not invalid', () => {
    assert.deepEqual(decodeConnection({ id: 1, cog: 'a/b' }, ''), { id: 1, cog: 'a/b', profile: 'default' });
    assert.deepEqual(decodeConnection(connection, ''), {
      id: 10,
      ...stamped,
      cog: 'a/b',
      profile: 'default',
      isValid: true,
    });
  });
});

describe('decoding: jobs', () => {
  const read = (more: object) => decodeJob('j-1')({ jobId: 'j-1', ...more }, '');
  const made = { id: 4, name: 'S', definition };

  for (const [name, data] of Object.entries({
    'the scenario': JSON.stringify(made),
    'the scenario under its name': JSON.stringify({ scenario: made }),
    'no JSON text but the thing itself': made,
  })) {
    it(`complete, with ${name} as data`, () => {
      const { status, scenario: found } = read({ status: 'Complete', data });
      assert.deepEqual([status, found?.id, found?.record?.definition], ['Complete', 4, definition]);
    });
  }
  it("complete, with the scenario's id alone", () =>
    assert.deepEqual(read({ status: 'Complete', data: '{"scenario": 4}' }), {
      jobId: 'j-1',
      status: 'Complete',
      scenario: { id: 4 },
    }));

  for (const data of [undefined, null, '', 'oops', '[]', '{}', '{"scenario": {}}', '{"id": "x"}']) {
    it(`complete, with ${JSON.stringify(data)} for data: what it made is not known`, () =>
      assert.deepEqual(read({ status: 'Complete', data }), { jobId: 'j-1', status: 'Complete' }));
  }

  for (const data of [
    '{"message": "No cog."}',
    '{"error": {"message": "No cog."}}',
    '{"error": "No cog."}',
    '"No cog."',
    'No\ncog.',
    { message: 'No cog.' },
  ]) {
    it(`failed, with ${JSON.stringify(data)}`, () =>
      assert.deepEqual(read({ status: 'Failed', data }), { jobId: 'j-1', status: 'Failed', failure: 'No cog.' }));
  }
  for (const data of [undefined, '{}', '{"stack": "at x"}', '[1]', '5']) {
    it(`failed, with ${JSON.stringify(data)}: nothing is known of why`, () =>
      assert.deepEqual(read({ status: 'Failed', data }), { jobId: 'j-1', status: 'Failed' }));
  }

  it('going on, or in a status that nobody knows', () => {
    assert.deepEqual(read({ status: 'Processing', data: '{"message": "x"}', createdAt: '1700000000000' }), {
      jobId: 'j-1',
      status: 'Processing',
      createdAt: 1_700_000_000_000,
    });
    assert.deepEqual(read({ status: 'Processing', data: JSON.stringify(made) }), {
      jobId: 'j-1',
      status: 'Processing',
    });
    assert.deepEqual(decodeJob('j-1')({}, ''), { jobId: 'j-1', status: 'Unknown' });
  });
});
