import assert from 'node:assert/strict';
import { changedNumbers } from '../../../src/scenario/edit/changed-numbers';
import { parseFile } from '../../../src/scenario/parse';

/** What is written, what is sent, and what number that is; nothing where it is a text, or both are the same characters. */
const forms: readonly (readonly [
  written: string,
  sent?: string,
  kind?: 'integer' | 'fraction' | 'rounded' | 'rounded integer',
])[] = [
  ['0'],
  ['7'],
  ['-7'],
  ['1.5'],
  ['9007199254740991'],
  ['9007199254740992'],
  ['12345678901234567000'],
  ['"01234"'],
  ["'+491701234567'"],
  ['1_000'],
  ['1,000'],
  ['08:30'],
  ['2026-03-10'],
  ['1.10.0'],
  ['0x'],
  ['0b11'],
  ['-0x1F'],
  ['+'],
  ['1e'],
  ['!!str 01234'],
  ['01234', '1234', 'integer'],
  ['-01', '-1', 'integer'],
  ['007', '7', 'integer'],
  ['08', '8', 'integer'],
  ['+491701234567', '491701234567', 'integer'],
  ['1.10', '1.1', 'fraction'],
  ['1.0', '1', 'integer'],
  ['5.', '5', 'integer'],
  ['.5', '0.5', 'fraction'],
  ['-.5', '-0.5', 'fraction'],
  ['-0', '0', 'integer'],
  ['-0.0', '0', 'integer'],
  ['1e3', '1000', 'integer'],
  ['12E5', '1200000', 'integer'],
  ['1.5e-3', '0.0015', 'fraction'],
  ['1e21', '1e+21', 'integer'],
  ['0x1F', '31', 'integer'],
  ['0o17', '15', 'integer'],
  ['0.1234567890123456789', '0.12345678901234568', 'rounded'],
  ['1e-400', '0', 'rounded'],
  ['.inf', 'null', 'rounded'],
  ['-.INF', 'null', 'rounded'],
  ['.nan', 'null', 'rounded'],
  ['9007199254740993', '9007199254740992', 'rounded integer'],
  ['-9007199254740993', '-9007199254740992', 'rounded integer'],
  ['12345678901234567890', '12345678901234567000', 'rounded integer'],
  ['9007199254740993.0', '9007199254740992', 'rounded integer'],
  ['0x20000000000001', '9007199254740992', 'rounded integer'],
  ['1e400', 'null', 'rounded integer'],
];

/** The places of a value, and the path of each. */
const places: readonly (readonly [before: string, path: readonly (string | number)[], after?: string])[] = [
  ['scenario: x\ntokens:\n  zip: ', ['tokens', 'zip']],
  ['scenario: x\ntokens: { deep: { zip: ', ['tokens', 'deep', 'zip'], ' } }'],
  ['steps:\n- cog: a/b\n  stepId: One\n  data:\n    zip: ', ['steps', 0, 'data', 'zip']],
  ['steps:\n- step: x\n  data: { list: [a, ', ['steps', 0, 'data', 'list', 1], '] }'],
  [
    'linkedScenarios:\n  onFail:\n    steps:\n    - step: y\n    - step: x\n      data:\n        rows:\n        - - ',
    ['linkedScenarios', 'onFail', 'steps', 1, 'data', 'rows', 0, 0],
  ],
];

describe('numbers that are sent otherwise than they are written', () => {
  for (const [written, sent, kind = ''] of forms) {
    it(`${written} is ${sent === undefined ? 'none' : `sent as ${sent}`}`, () => {
      for (const [before, path, after = ''] of places) {
        const isFlow = after !== '';
        if (isFlow && /[,:]/.test(written)) continue;
        const start = before.length;
        const wanted =
          sent === undefined
            ? []
            : [
                {
                  path,
                  span: { start, end: start + written.length },
                  written,
                  sent,
                  isExact: !kind.startsWith('rounded'),
                  isInteger: kind.endsWith('integer'),
                },
              ];
        assert.deepEqual(changedNumbers(`${before}${written}${after}\n`), wanted, before);
      }
    });
  }

  it('are found where a tag makes a number of a quoted text', () => {
    const [found] = changedNumbers('scenario: x\ntokens:\n  zip: !!int "9007199254740993"\n');
    assert.deepEqual([found?.sent, found?.isExact, found?.isInteger], ['9007199254740992', false, true]);
  });

  it('are those of waits, too, and what is sent is what the file says to push, pull and runs', () => {
    const text = 'scenario: x\nsteps:\n- step: x\n  waitFor: 05\n  failAfter: 1e2\n';
    assert.deepEqual(
      changedNumbers(text).map(({ path, written, sent }) => [...path, written, sent]),
      [
        ['steps', 0, 'waitFor', '05', '5'],
        ['steps', 0, 'failAfter', '1e2', '100'],
      ],
    );
    for (const [written, sent] of forms) {
      const value = parseFile(
        `scenario: x\ntokens: { a: ${/[,:]/.test(written) ? `"${written}"` : written} }\nsteps: []\n`,
      ).scenario?.tokens?.['a'];
      if (sent !== undefined)
        assert.equal(JSON.stringify(typeof value === 'number' ? value + 0 : value), sent, written);
    }
  });

  it('are not those of names, descriptions and settings, which are texts', () => {
    assert.deepEqual(
      changedNumbers(
        'scenario: 1.10\ndescription: 01234\nsteps:\n- step: 007\n  name: 1e3\nstackmoxie:\n  instructions: 08\n',
      ),
      [],
    );
  });

  it('are told where they are keys, and at the alias that brings them', () => {
    const text = 'tokens:\n  01: a\n  x: &zip 01234\n  y: *zip\nsteps: []\n';
    assert.deepEqual(
      changedNumbers(text).map(({ path, span, sent }) => [...path, text.slice(span.start, span.end), sent]),
      [
        ['tokens', '01', '01', '1'],
        ['tokens', 'x', '01234', '1234'],
        ['tokens', 'y', '*zip', '1234'],
      ],
    );
  });

  it('are looked for in whatever text, and found in none that is no scenario', () => {
    for (const text of [
      '',
      '01',
      '- 01',
      'steps: 01',
      'tokens: [',
      'steps:\n- 01\n- null',
      '\ufeff',
      '%YAML 1.1\n---\ntokens: { a: 012 }\n',
    ])
      assert.ok(Array.isArray(changedNumbers(text)), text);
  });
});
