import type { TextChange } from '../../../../src/scenario/document/document';

/** Numbers from 0 to 1 that are the same for the same seed. */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Files with what makes YAML hard to cut. */
export const documents: readonly string[] = [
  `# A file with comments everywhere
scenario: Contact form creates a lead   # its name
description: |
  First line.

  steps:
  - not a step
tokens:
  test: { email: ada@example.com, 'zip code': "00123" }
  # a comment in the tokens
  flat.key: 1.10
steps:
# before the first
- step: Given I navigate to https://example.com/contact#top
- step: "Then the FirstName field on {{test.email}} should be \\"Ada\\" 👩‍🚀"   # why
  failAfter: 90

# about the third
- cog: automatoninc/web
  stepId: EnterValueIntoField
  data: { domQuerySelector: 'input[name=q]', value: "x" }
- step: |
    And a block
    # no comment
    of text
  data:
    value: >-
      folded
      text

    list: [a, b,
      c]
  # the end of the fourth
stackmoxie:
  folder: Lead capture
`,
  `scenario: Indented
description: 'two
  lines'
steps:
  - step: one
    waitFor: 1
  # about two
  - step: two
    data:
      a: 1
      a: 2

  -
    step: three
  - four
`,
  '\uFEFFscenario: BOM and CRLF\r\nsteps:\r\n- step: one\r\n\r\n# c\r\n- step: two\r\n  data: {x: 1}\r\n',
  `scenario: Anchors
base: &base { cog: a/b, stepId: c }
steps:
- <<: *base
  data: &d { x: 1 }
- step: two
  data: *d
- step: three
`,
  'steps:\n- step: no end of line',
  '',
  'scenario: nothing yet\nsteps:\n',
];

const snippets = [
  '\n',
  '\n\n',
  ' ',
  '  ',
  '- ',
  '\n- step: new',
  '\n  - step: new',
  ':',
  ': ',
  '#',
  ' # note',
  '\n# note\n',
  '"',
  "'",
  '{',
  '}',
  '[',
  ']',
  '|',
  '>',
  '|\n',
  '&a ',
  '*a',
  '<<: *base',
  '\t',
  '\r\n',
  '---\n',
  'é',
  '👩‍🚀',
  '{{x}}',
  'steps:',
  '\nsteps:\n',
  'data:',
  '\ntokens:\n  a: 1\n',
  '!!str ',
  '%YAML 1.2\n',
  '?',
  '? ',
  ',',
  '- - x\n',
  '!',
  '@',
  '`',
  'x',
];

/** A small change somewhere: letters put in, taken out, or moved. */
export function mutate(text: string, random: () => number): TextChange {
  const at = (length: number): number => Math.floor(random() * length);
  const start = at(text.length + 1);
  const kind = random();
  if (kind < 0.5) return { start, end: start, text: snippets[at(snippets.length)] ?? '' };
  const end = Math.min(text.length, start + (kind < 0.8 ? 1 + at(3) : at(40)));
  if (kind < 0.9) return { start, end, text: '' };
  const from = at(text.length + 1);
  return { start, end, text: text.slice(from, from + at(30)) };
}

export const applyChange = (text: string, { start, end, text: put }: TextChange): string =>
  text.slice(0, start) + put + text.slice(end);
