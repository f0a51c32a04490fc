import assert from 'node:assert/strict';
import { createCatalog } from '../../../src/registry/catalog';
import { coerceData } from '../../../src/registry/coerce';

const types = [
  'ANYSCALAR',
  'STRING',
  'BOOLEAN',
  'NUMERIC',
  'DATE',
  'DATETIME',
  'EMAIL',
  'PHONE',
  'ANYNONSCALAR',
  'MAP',
  'URL',
] as const;
type TypeName = (typeof types)[number];

function coerce(type: TypeName, value: unknown): unknown {
  const step = {
    stepId: 'S',
    name: '',
    type: 0,
    expression: 's',
    expectedFieldsList: [{ key: 'v', optionality: 0, type: types.indexOf(type), description: '' }],
    expectedRecordsList: [],
  };
  const definition = createCatalog([
    {
      name: 'a/b',
      label: '',
      version: '',
      homepage: '',
      authHelpUrl: '',
      authFieldsList: [],
      stepDefinitionsList: [step],
    },
  ]).definition('a/b', 'S');
  assert.ok(definition);
  const data = coerceData(definition, { v: value, other: 'true' });
  assert.equal(data['other'], 'true', 'what is no field is left alone');
  return data['v'];
}

describe('values in their field type', () => {
  const cases: readonly (readonly [TypeName, unknown, unknown])[] = [
    ['BOOLEAN', 'true', true],
    ['BOOLEAN', 'False', false],
    ['BOOLEAN', true, true],
    ['BOOLEAN', 'maybe', 'maybe'],
    ['BOOLEAN', '', ''],
    ['BOOLEAN', 1, 1],
    ['NUMERIC', '12.50 EUR', 12.5],
    ['NUMERIC', '-7', -7],
    ['NUMERIC', '1e3', 1000],
    ['NUMERIC', ' 0 ', 0],
    ['NUMERIC', 5, 5],
    ['NUMERIC', 'x', 'x'],
    ['NUMERIC', 'Infinity', 'Infinity'],
    ['NUMERIC', '1e999', '1e999'],
    ['NUMERIC', '', ''],
    ['NUMERIC', true, true],
    ['DATE', '2026-03-10', '2026-03-10'],
    ['DATE', '2026-03-10T23:30:00-05:00', '2026-03-11'],
    ['DATE', '2026-03-10 23:30', '2026-03-10'],
    ['DATE', 'March 10, 2026', '2026-03-10'],
    ['DATE', '10 Mar 2026 23:59', '2026-03-10'],
    ['DATE', '3/10/2026', '2026-03-10'],
    ['DATE', 1_773_100_000_000, '2026-03-09'],
    ['DATE', 'someday', 'someday'],
    ['DATE', 'room 5', 'room 5'],
    ['DATE', '5', '5'],
    ['DATE', '2026-02-30', '2026-02-30'],
    ['DATE', '{{crm.contact.born}}', '{{crm.contact.born}}'],
    ['DATE', 9e15, 9e15],
    ['DATETIME', '2026-03-10T23:30:00-05:00', '2026-03-11T04:30:00'],
    ['DATETIME', '2026-03-10T23:30:00.789Z', '2026-03-10T23:30:00'],
    ['DATETIME', '2026-03-10T23:30', '2026-03-10T23:30:00'],
    ['DATETIME', '2026-03-10', '2026-03-10T00:00:00'],
    ['DATETIME', 'Tue, 10 Mar 2026 10:00:00 GMT', '2026-03-10T10:00:00'],
    ['DATETIME', 'Tue Mar 10 2026 10:00:00 GMT+0100 (CET)', '2026-03-10T09:00:00'],
    ['DATETIME', null, null],
    ['STRING', '12', '12'],
    ['STRING', 12, 12],
    ['ANYSCALAR', 'true', 'true'],
    ['EMAIL', 'a@b.c', 'a@b.c'],
    ['PHONE', '0049', '0049'],
    ['URL', 'x', 'x'],
    ['MAP', { a: '1' }, { a: '1' }],
    ['MAP', '{"a":1}', '{"a":1}'],
    ['ANYNONSCALAR', '[1]', '[1]'],
  ];
  for (const [type, given, want] of cases)
    it(`${type} ${JSON.stringify(given)} → ${JSON.stringify(want)}`, () => assert.deepEqual(coerce(type, given), want));

  it('does not depend on the zone of this machine', () => {
    const zone = process.env['TZ'];
    try {
      for (const name of ['Asia/Tokyo', 'America/Los_Angeles']) {
        process.env['TZ'] = name;
        assert.equal(coerce('DATE', 'March 10, 2026'), '2026-03-10');
        assert.equal(coerce('DATETIME', '2026-03-10 00:30'), '2026-03-10T00:30:00');
      }
    } finally {
      if (zone === undefined) delete process.env['TZ'];
      else process.env['TZ'] = zone;
    }
  });
});
