import assert from 'node:assert/strict';
import configuration from '../../../syntaxes/language-configuration.json';
import { parse } from 'yaml';
import { editAfterTyping } from '../../../src/language/typing/typing';
import { createRandom, documents } from '../scenario/document/mutations';
import { rounds } from '../../support/rounds';
import { behind, forms, step, wanted } from '../../support/typed-forms';
import { typeAt } from './typist';

describe('typing in a scenario file', () => {
  for (const [name, above, typed, expected, below = ''] of forms) {
    for (const [ends, end] of [
      ['', '\n'],
      [', with CRLF', '\r\n'],
    ] as const) {
      it(`${name} stands where it belongs${ends}`, () => {
        const crlf = (text: string): string => text.replaceAll('\n', end);
        assert.equal(typeAt(crlf(`${above}¦${below}`), typed), crlf(`${wanted(above, expected)}¦${behind(below)}`));
      });
    }
  }

  it('puts each line of a whole file where it belongs', () => {
    const typed = 'scenario: A\ndescription: >-\nTwo\nlines.';
    const file = typeAt(`¦`, typed).replace('¦', '');
    const more = typeAt(`${file}\n¦`, 'tokens:\nlead:\nemail: a@b.c').replace('¦', '');
    const steps = typeAt(
      `${more}\n¦`,
      'steps:\n- cog: a/b\nstepId: C\ndata:\nrows:\n- a: 1\nb: 2\n- a: 3\nb: 4',
    ).replace('¦', '');
    assert.deepEqual(parse(steps), {
      scenario: 'A',
      description: 'Two lines.',
      tokens: { lead: { email: 'a@b.c' } },
      steps: [
        {
          cog: 'a/b',
          stepId: 'C',
          data: {
            rows: [
              { a: 1, b: 2 },
              { a: 3, b: 4 },
            ],
          },
        },
      ],
    });
  });

  it('leaves a dash where it is when the answer comes late or the line is not being written', () => {
    assert.equal(
      typeAt(`${step}  data:\n    rows:\n    - x¦`, '\n- y', 'late'),
      `${step}  data:\n    rows:\n    - x\n    - y¦`,
    );
    assert.equal(typeAt(`${step}¦  - x`, 'a'), `${step}a¦  - x`);
    assert.equal(typeAt(`${step}  -¦ more`, ' '), `${step}  - ¦ more`);
  });

  it('closes a token once: braces that are typed after those that are there, or in them, are taken back', () => {
    for (const [marked, typed, expected] of [
      ['go to {{email¦}}', '}}', 'go to {{email}}¦'],
      ['go to {{email}}¦', '}', 'go to {{email}}¦'],
      ['go to {{email}}¦ and on', '}}', 'go to {{email}}¦ and on'],
      ["'go to {{email¦}}'", '}}/path', "'go to {{email}}/path¦'"],
      ['"{{email}}¦"', '}', '"{{email}}¦"'],
      ['{{email}}¦', '}', '{{email}}¦'],
      ['|\n    go to {{email}}¦', '}', '|\n    go to {{email}}¦'],
    ] as const)
      assert.equal(typeAt(`steps:\n- step: ${marked}`, typed), `steps:\n- step: ${expected}`);
    assert.equal(typeAt('steps:\n- step: go to {{email¦', '}}}}', 'late'), 'steps:\n- step: go to {{email}}¦');
  });

  it('leaves braces that something else has opened, and those that close no token', () => {
    for (const [marked, typed] of [
      [`'{"a": {{email}}¦'`, '}'],
      [`'{"a": {"b": {{email}}¦'`, '}}'],
      [`'{"a": 1¦'`, '}'],
      [`'{{{}¦'`, '}}'],
      ['|\n    {\n      "a": {{email}}¦', '}'],
      [`'{"a": "}", "b": {{email}}¦'`, '}'],
      [`"{\\"a\\": \\"x } y\\", \\"b\\": {{email}}¦"`, '}'],
    ] as const)
      assert.equal(typeAt(`steps:\n- step: ${marked}`, typed), `steps:\n- step: ${marked.replace('¦', `${typed}¦`)}`);
    assert.equal(
      typeAt('steps:\n- { step: a, data: { text: {{email}}¦', '}}'),
      'steps:\n- { step: a, data: { text: {{email}}}}¦',
    );
  });

  it('has rules that take no long time on any line', () => {
    const lines = [
      'a '.repeat(5000),
      `- ${'a: '.repeat(3000)}`,
      `"${'\\"'.repeat(5000)}`,
      ' '.repeat(9000),
      `- ${'&a '.repeat(3000)}`,
      `${':a'.repeat(5000)} #`,
    ];
    const start = performance.now();
    for (const { beforeText, afterText } of configuration.onEnterRules)
      for (const line of lines) for (const source of [beforeText, afterText ?? '']) new RegExp(source).test(line);
    assert.ok(performance.now() - start < 2000);
  });
});

describe('what is set right after typing', () => {
  it('is the indentation of the line that is typed in, in any text', () => {
    const random = createRandom(12);
    for (let round = 0; round < rounds(400); round++) {
      const text = documents[Math.floor(random() * documents.length)] ?? '';
      const at = Math.floor(random() * (text.length + 1));
      const typed = random() < 0.5 ? '\n' : `\n${' '.repeat(Math.floor(random() * 9))}-`;
      const after = text.slice(0, at) + typed + text.slice(at);
      const edit = editAfterTyping(after, at + typed.length, typed.at(-1) ?? '');
      if (!edit) continue;
      assert.match(edit.text, /^ *$/);
      assert.match(after.slice(edit.start, edit.end), /^ *$/);
      assert.ok(after.lastIndexOf('\n', edit.start - 1) >= at, 'It is in the line that Enter began.');
    }
  });
});
