import fc from 'fast-check';
import assert from 'node:assert/strict';
import { coerceData } from '../../../../src/registry/coerce';
import { anyCase, tokenSource } from '../../../../src/registry/schema/field-shapes';
import { createValidators } from '../../../../src/registry/schema/validators';
import { findTokens } from '../../../../src/scenario/tokens';
import type { FieldType } from '../../../../src/wire/registry';
import { define, fieldTypes } from './definitions';

const validators = createValidators();
const required = new Map(fieldTypes.map((type) => [type, define([`v! ${type}`])]));
const optional = new Map(fieldTypes.map((type) => [type, define([`v ${type}`])]));
const accepts = (type: FieldType, v: unknown, definitions = required): boolean =>
  validators.check(definitions.get(type)!, { v }).length === 0;

const map = { a: 1 };
const good: Readonly<Record<FieldType, readonly unknown[]>> = {
  ANYSCALAR: ['', 'x', 0, 1.5, false],
  STRING: ['', 'x', 501441, true],
  BOOLEAN: [true, false, 'true', 'False', ' TRUE '],
  NUMERIC: [0, -1.5, '5', ' 5 ', '-7', '+7', '1e3', '.5', '5.', '12.50 EUR', '80%', '3rd', '5px', '7 days', '2-fold'],
  DATE: [
    '2026-03-10',
    '2026-03',
    '2024-02-29',
    '2026-03-10T23:30:00-05:00',
    '2026-03-10 23:30',
    'March 10, 2026',
    '10 Mar 2026 23:59',
    '3/10/2026',
    1_773_100_000_000,
  ],
  DATETIME: [
    '2026-03-10T23:30:00.789Z',
    '2026-03-10',
    'Tue, 10 Mar 2026 10:00:00 GMT',
    'Tue Mar 10 2026 10:00:00 GMT+0100 (CET)',
    'March 10, 2026 10:00 PM',
  ],
  EMAIL: [
    'ada@example.com',
    ' ada@example.com ',
    'ada+tag@localhost',
    '"ada lovelace"@example.com',
    'ädä@exämple.com',
    'a.b-c_d@sub.example.museum',
  ],
  PHONE: ['+1 (555) 010-1234 ext 5', '0049 30 901820', '1-800-FLOWERS', '112', 15550101234, 'tel:+15550101234', '٠١٢٣'],
  ANYNONSCALAR: [map, [1], {}, []],
  MAP: [map, {}],
  URL: [
    'https://example.com/a b?c=d#e',
    'HTTP://EXAMPLE.COM',
    'example.com',
    '//cdn.example.com/x',
    '/contact',
    'localhost',
    'localhost:8080/x',
    'go.example.com',
    'about:blank',
    'https://{{host}}/x',
  ],
};
const bad: Readonly<Record<FieldType, readonly unknown[]>> = {
  ANYSCALAR: [map, [1]],
  STRING: [map, ['x']],
  BOOLEAN: ['yes', 'truely', '', 1, map],
  NUMERIC: ['', 'x', 'five', '1,000', '1.000.000', '10:30', '1/2', '2026-01-01', '5 000', 'Infinity', true, map, [1]],
  DATE: [
    '',
    'tomorrow',
    'someday',
    'room 5',
    '5',
    '2026-02-30',
    '2026-13-01',
    '2026-04-31',
    '10.3.2026',
    '2026-03-10T25:00',
    true,
    map,
  ],
  DATETIME: ['soon', '2026-03-10T23', '2026-03-10T23:61', map],
  EMAIL: ['', 'ada', 'ada@', '@example.com', 'a@b@c', 'ada example@example.com', 'Ada <ada@example.com>', 5, map],
  PHONE: ['', 'none', '12', 'ada123@example.com', true, map],
  ANYNONSCALAR: ['', 'x', 5, true, '{"a":1}'],
  MAP: ['', 'x', 5, true, [map]],
  URL: ['', 'homepage', 'the home page', 'https://', 'http:', 'see example.com', 5, map],
};

describe('values by field type', () => {
  for (const type of fieldTypes) {
    it(`${type}: takes what the runner takes, and nothing else`, () => {
      assert.deepEqual(
        good[type].filter((value) => !accepts(type, value)),
        [],
      );
      assert.deepEqual(
        bad[type].filter((value) => accepts(type, value)),
        [],
      );
    });
  }

  it('a text with a token is taken for every type', () => {
    for (const type of fieldTypes) {
      assert.ok(accepts(type, '{{lead.value}}') && accepts(type, 'before {{date(1 day ago)}}\nbehind'), type);
      if (bad[type].includes(''))
        assert.ok(!accepts(type, '{{ spaced }}') && !accepts(type, '{{}}'), `${type}: no token to the runner`);
    }
  });

  it('an optional field may be left empty', () => {
    for (const type of fieldTypes) {
      assert.ok(accepts(type, null, optional), type);
      if (type !== 'MAP' && type !== 'ANYNONSCALAR') assert.ok(accepts(type, '', optional), type);
      assert.ok(!accepts(type, null), type);
    }
  });

  it('a number text that is accepted is one to the runner, and a date that is one to the runner is accepted', () => {
    const digits = fc.stringMatching(/^[-+ ]?[\d.,: /eE-]{1,12}( ?[a-z%]{0,4})?$/);
    fc.assert(
      fc.property(
        digits,
        (v) =>
          !accepts('NUMERIC', v) ||
          !Number.isFinite(Number.parseFloat(v)) ||
          typeof coerceData(required.get('NUMERIC')!, { v })['v'] === 'number',
      ),
      { seed: 4, numRuns: 500 },
    );
    const dates = fc.oneof(
      fc
        .date({ min: new Date('1900-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
        .chain((date) =>
          fc.constantFrom(
            date.toISOString(),
            date.toISOString().slice(0, 10),
            date.toISOString().slice(0, 16),
            date.toString(),
            date.toUTCString(),
            date.toLocaleDateString('en-US'),
            date.toLocaleString('en-US'),
          ),
        ),
      fc.stringMatching(/^\d{4}-[01]\d-[0-3]\d([T ][0-2]\d:[0-5]\d)?$/),
    );
    fc.assert(
      fc.property(dates, (v) => coerceData(required.get('DATE')!, { v })['v'] === v || accepts('DATE', v)),
      { seed: 4, numRuns: 500 },
    );
  });

  it('knows tokens as the runner does', () => {
    const pattern = new RegExp(tokenSource, 'u');
    const texts = fc.string({ unit: fc.constantFrom('{', '}', 'a', ' ', '.', '\n', '😀'), maxLength: 12 });
    fc.assert(
      fc.property(texts, (text) => pattern.test(text) === findTokens(text).length > 0),
      { seed: 4, numRuns: 2000 },
    );
  });

  it('a text of 100,000 characters is judged at once, whatever it is made of', () => {
    const pieces = ['1', ' ', '@', '.', 'a', '{{', '{{a', '"', '-', '1 ', ':/', '1,'];
    const texts = pieces.flatMap((piece) => ['', '!', '\n@ '].map((end) => piece.repeat(100_000 / piece.length) + end));
    // A quadratic pattern would take more than the suite's time for one of these texts.
    const accepted = fieldTypes.filter((type) => texts.filter((text) => accepts(type, text)).length > 0);
    assert.deepEqual(accepted, ['ANYSCALAR', 'STRING', 'NUMERIC', 'PHONE', 'URL']);
  });

  it('writes patterns that take a text in any case, and no other', () => {
    const characters = [
      'a',
      'Z',
      '5',
      'é',
      '.',
      '^',
      '$',
      '[',
      ']',
      '(',
      ')',
      '{',
      '}',
      '|',
      '\\',
      '/',
      '*',
      '+',
      '?',
      '-',
      ' ',
      '\n',
      'ß',
      'İ',
      'ǅ',
      '😀',
      '𐐀',
    ];
    const texts = fc.string({ unit: fc.constantFrom(...characters), maxLength: 4 });
    fc.assert(
      fc.property(texts, texts, (text, other) => {
        const pattern = new RegExp(`^(?:${anyCase(text)})$`, 'u');
        const same = other.toLowerCase() === text.toLowerCase() || other.toUpperCase() === text.toUpperCase();
        return (
          pattern.test(text) &&
          pattern.test(text.toLowerCase()) &&
          pattern.test(text.toUpperCase()) &&
          (same || !pattern.test(other))
        );
      }),
      { seed: 4, numRuns: 100 },
    );
  });
});
