import assert from 'node:assert/strict';
import { parseDocument } from 'yaml';
import { accept, itemsAt } from './accept';

const head = 'scenario: S\ndescription: D\nsteps:\n';
const data = '    data:\n      url: "http://x"\n';

/** The file after the first sentence was accepted at `¦`, below what stands before the steps. */
function accepted(marked: string): string {
  const item = itemsAt(head + marked).find(({ kind }) => kind === 'sentence');
  assert.ok(item, marked);
  return accept((head + marked).replace('¦', ''), item).slice(head.length);
}

describe('completion in a quote that is open at the end of its line', () => {
  it('adds no quote where one closes on a line below', () => {
    const cases: readonly (readonly [string, string])[] = [
      ['  - step: "I nav¦\n      to it"\n', '  - step: "Given I navigate to url\n      to it"\n'],
      ["  - step: 'I nav¦\n\n      to it' # so\n", "  - step: 'Given I navigate to url\n\n      to it' # so\n"],
      [
        '  - step: "I nav¦\r\n      to \\"it\\"\r\n      at once"\r\n    x: 1\r\n',
        '  - step: "Given I navigate to url\r\n      to \\"it\\"\r\n      at once"\r\n    x: 1\r\n',
      ],
      ['  - { step: "I nav¦\n      to it", x: 1 }\n', '  - { step: "Given I navigate to url\n      to it", x: 1 }\n'],
      ['  - step: "create a crm¦\n      to it"\n', '  - step: "Given I create a crm contact\n      to it"\n'],
    ];
    for (const [marked, wanted] of cases) {
      const file = accepted(marked);
      assert.equal(file, wanted);
      assert.deepEqual(
        parseDocument(head + file).errors.map(({ message }) => message),
        [],
        file,
      );
    }
  });

  it('closes it where what comes below is something else', () => {
    const below = [
      '',
      data,
      '  - step: "I click"\n',
      '\n  - step: I say "so"\n',
      '      more: "x"\n',
      '# a "comment"\n',
      '      to it\n',
    ];
    for (const lines of below)
      assert.equal(
        accepted(`  - step: "I nav¦\n${lines}`).split('\n')[0],
        '  - step: "Given I navigate to url"',
        lines,
      );
  });
});
