import assert from 'node:assert/strict';
import { readPlainStep } from '../../../../src/scenario/document/plain-step';
import { readTree } from '../../../../src/scenario/document/read-tree';
import { rounds } from '../../../support/rounds';
import { createRandom } from './mutations';

const first = ['- step', '- stepId', '-  cog', '- "step"', '-\tstep', '- - step', '- true', '- step name', '-'];
const keys = [
  'failAfter',
  'data',
  'lead',
  'FirstName',
  'zip code',
  'step',
  'data',
  'y',
  'no',
  'on',
  'null',
  'True',
  'nulls',
  '<<',
  '"quoted"',
  'ünder',
  'a.b',
  '1',
  '? x',
  'key ',
  '-',
];
const values = [
  'text',
  'Then I navigate to https://acme.test/#top',
  'a value: with a colon',
  'ends:',
  'before # a comment',
  'is#none',
  '{{token}}',
  'uses {{token}}',
  '[a, b]',
  '{a: b}',
  '"double"',
  '"with \\" in it"',
  '"two" words',
  "'single'",
  "'it''s'",
  '"open',
  '12',
  '0',
  '007',
  '1.10',
  '-3',
  '+1',
  '1e3',
  '0x1f',
  '0o7',
  '1_000',
  '123456789012345678',
  '.5',
  '.inf',
  '~',
  'null',
  'Null',
  'true',
  'TRUE',
  'false',
  'yes',
  'off',
  '2026-03-10',
  '2026-03-10T22:30',
  '5 days from now',
  '12:30',
  '10 # a comment',
  '1 2',
  '|',
  '>-',
  '&anchor x',
  '*alias',
  '!!str 1',
  '%',
  '@x',
  '`x`',
  ', x',
  '? x',
  '- x',
  '-x',
  ': x',
  ':x',
  '',
  '  ',
  'trailing  ',
  '👩‍🚀 flies',
  'Übung',
  'é',
  '\u00a0x',
  'x\u00a0',
  'x\u2028y',
  'x\u0085y',
  'x\ty',
  '\ufeffx',
  'x\u0000y',
  '/path',
  '($x)',
  '$1',
  '_',
  '=',
  '<a>',
  '"\t"',
  "''",
  '""',
  '"#"',
  "': '",
];
const between = [
  '',
  '',
  '',
  '',
  '\n',
  '   \n',
  '# a comment\n',
  '    # deeper\n',
  '\t\n',
  '  more words\n',
  '      and: deeper\n',
  '---\n',
  '...\n',
];

/** A step that YAML may find anything in. */
function makeStep(random: () => number): string {
  // The first of a list are the plainest.
  const lean = 1 + Math.floor(random() * 6);
  const pick = (list: readonly string[]): string => list[Math.floor(random() ** lean * list.length)] ?? '';
  const end = random() < 0.15 ? '\r\n' : '\n';
  const unusualSpace = (): string => (random() < 0.5 ? '' : '  ');
  const line = (indent: number, key: string): string => {
    const space = random() < 0.9 ? ' ' : unusualSpace();
    const value = random() < 0.7 ? pick(values) : '';
    return `${' '.repeat(indent)}${key}:${space}${value}\n${pick(between)}`;
  };
  const base = random() < 0.8 ? 0 : 2;
  const depths = random() < 0.85 ? [2, 2, 4, 4, 6] : [0, 1, 2, 3, 4];
  const others = Array.from({ length: Math.floor(random() * 5) }, () =>
    line(base + (depths[Math.floor(random() * depths.length)] ?? 2), pick(keys)),
  );
  const text = pick(between) + line(base, pick(first)) + others.join('');
  return (random() < 0.1 ? text.trimEnd() : text).replaceAll('\n', end);
}

describe('a step that is read without the parser of YAML', () => {
  it('is what that parser reads, whatever it may hold', () => {
    const tries = rounds(4_000);
    let read = 0;
    for (let seed = 1; seed <= tries; seed++) {
      const text = makeStep(createRandom(seed));
      const plain = readPlainStep(text);
      if (!plain) continue;
      read += 1;
      assert.deepEqual(plain, readTree(text), `seed ${String(seed)}: ${JSON.stringify(text)}`);
    }
    assert.ok(read > tries / 20, `not only the parser reads: ${String(read)} of ${String(tries)}`);
  });

  it('is nearly every one that people write', () => {
    const steps = [
      '- step: Given I navigate to http://www.acme.test/\n',
      '# Why\n- step: "Then the title should be {{title}}"\n  failAfter: 90\n\n',
      '- cog: automatoninc/crm\n  stepId: Create\r\n  waitFor: 3\n  data:\n    lead:\n      FirstName: Ada\n      Zip code: "00123"\n    isNew: true\n',
      '  - step: Then it was on 2026-03-10\n    data:\n',
    ];
    for (const step of steps) assert.deepEqual(readPlainStep(step), readTree(step), step);
  });
});
