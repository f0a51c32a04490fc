import fc from 'fast-check';
import { Lexer } from 'yaml';

/** Every comment of a text, sorted. */
export function commentsIn(text: string): readonly string[] {
  const lexemes = [...new Lexer().lex(text)];
  return lexemes
    .filter((lexeme, index) => lexeme.startsWith('#') && lexemes[index - 1] !== '\u001f')
    .map((comment) => comment.trim())
    .sort();
}

const scalar = fc.constantFrom(
  'plain text',
  "'it''s # no comment'",
  '"yes"',
  '5',
  '"{{test.email}}"',
  'null',
  '1.10',
  '"emoji 😀"',
  "'#'",
);
const block = fc.constantFrom('|-\n      a\n        b', '>\n      folded\n      text', '|\n      one\n\n      two');
const value = fc.oneof({ weight: 4, arbitrary: scalar }, { weight: 1, arbitrary: block });
const endComment = fc.option(
  fc.integer({ min: 0, max: 999 }).map((n) => ` # end ${n}`),
  { nil: '' },
);
const lineComment = (indent: string): fc.Arbitrary<string> =>
  fc.option(
    fc.integer({ min: 0, max: 999 }).map((n) => `${indent}# line ${n}\n`),
    { nil: '', freq: 2 },
  );
const blank = fc.constantFrom('', '', '', '\n', '\n\n');

const dataLine = (key: string): fc.Arbitrary<string> =>
  fc
    .tuple(lineComment('    '), value, endComment)
    .map(([above, text, end]) => `${above}    ${key}: ${text}${text.includes('\n') ? '' : end}\n`);
const data = fc
  .tuple(
    endComment,
    fc
      .uniqueArray(fc.constantFrom('email', 'name', 'value', 'field'), { minLength: 1, maxLength: 3 })
      .chain((keys) => fc.tuple(...keys.map(dataLine))),
  )
  .map(([end, lines]) => `data:${end}\n${lines.join('')}`);
const part = (key: string): fc.Arbitrary<string> =>
  key === 'data' ? data : fc.tuple(scalar, endComment).map(([text, end]) => `${key}: ${text}${end}\n`);

const step = fc
  .tuple(
    blank,
    lineComment(''),
    fc.shuffledSubarray(['step', 'waitFor', 'failAfter', 'data', 'note'], { minLength: 1 }),
  )
  .chain(([gap, above, keys]) =>
    fc
      .tuple(
        ...keys.map((key, index) =>
          fc
            .tuple(lineComment('  '), part(key))
            .map(([comment, text]) => (index === 0 ? `- ${text}` : `${comment}  ${text}`)),
        ),
      )
      .map((parts) => gap + above + parts.join('')),
  );
const steps = fc.array(step, { minLength: 1, maxLength: 5 }).map((all) => `steps:\n${all.join('')}`);

/** Scenario files with comments and blank lines in all places, keys in any order, all styles of scalars. */
export const scenarioText = fc
  .tuple(steps, blank, lineComment(''), endComment, fc.boolean(), fc.boolean())
  .map(([list, gap, above, end, first, crlf]) => {
    const frame = `scenario: A form${end}\n`;
    const text = first ? `${above}${frame}${gap}${list}` : `${list}${gap}${above}${frame}`;
    return crlf ? text.replaceAll('\n', '\r\n') : text;
  });
