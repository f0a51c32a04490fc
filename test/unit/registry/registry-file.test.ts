import assert from 'node:assert/strict';
import { createCatalog } from '../../../src/registry/catalog';
import { readRegistryFile } from '../../../src/registry/registry-file';

const step = {
  stepId: 'S',
  name: 'Say',
  type: 0,
  expression: 'say (?<word>.+)',
  expectedFieldsList: [],
  expectedRecordsList: [],
  actionList: ['say'],
  targetObject: 'Word',
};
const entry = (name: string): object => ({ name, label: name, cog: name, cogLabel: name, stepDefinitionsList: [step] });

/** The names of a file's entries, then its problems. */
const read = (content: unknown): readonly string[] => {
  const { entries, problems } = readRegistryFile(typeof content === 'string' ? content : JSON.stringify(content));
  return [...entries.map(({ name }) => name), ...problems];
};

const noEntry = 'The file contains no registry entry. An entry has a "name" and a "stepDefinitionsList".';
const noJson = 'The file is not JSON. A registry file contains one registry entry, or a list of them.';
const leftOut = (index: number): string =>
  `Entry ${index} of the list is ignored. It has no "name" or no "stepDefinitionsList".`;

describe('registry files', () => {
  const cases: readonly (readonly [unknown, readonly string[]])[] = [
    [entry('a/b'), ['a/b']],
    [
      [entry('a/b'), entry('c/d')],
      ['a/b', 'c/d'],
    ],
    [`\uFEFF${JSON.stringify([entry('a/b')])}\r\n`, ['a/b']],
    [[], []],
    [
      [entry('a/b'), null, [entry('x/y')], { name: 'c/d' }, entry('')],
      ['a/b', leftOut(2), leftOut(3), leftOut(4), leftOut(5)],
    ],
    [{ name: 'some-package', version: '1.0.0' }, [noEntry]],
    [{ ...entry('a/b'), stepDefinitionsList: {} }, [noEntry]],
    ['null', [noEntry]],
    ['', [noJson]],
    ['[', [noJson]],
    ['['.repeat(100_000), [noJson]],
  ];
  for (const [content, expected] of cases) {
    it(`reads ${JSON.stringify(content).slice(0, 60)}`, () => assert.deepEqual(read(content), expected));
  }

  it('gives what a catalog can be made of, in the order of the file', () => {
    const { entries } = readRegistryFile(
      JSON.stringify([entry('a/b'), entry('c/d'), { name: 'a/b', stepDefinitionsList: [] }]),
    );
    const catalog = createCatalog(entries);
    assert.deepEqual([...catalog.cogs.keys()], ['c/d', 'a/b']);
    assert.equal(catalog.definition('c/d', 'S')?.name, 'Say');
    assert.equal(catalog.definition('a/b', 'S'), undefined);
  });
});
