import assert from 'node:assert/strict';
import { scenarioEnding } from '../../../src/scenario/file-name';
import { bytesOf, directoriesOf, isScenarioPath, safeName, samePath, TakenPaths } from '../../../src/sync/model/names';

const names: readonly (readonly [name: string, safe: string])[] = [
  ['Contact form creates a lead', 'Contact form creates a lead'],
  ['a/b\\c:d*e?"f"<g>|h', 'a-b-c-d-e--f--g--h'],
  ['..', 'Scenario'],
  ['../../etc/passwd', '-..-etc-passwd'],
  ['.hidden', 'hidden'],
  ['ends. . .', 'ends'],
  ['  spaces \t and\nlines ', 'spaces - and-lines'],
  ['CON', 'CON_'],
  ['nul.txt', 'nul_.txt'],
  ['COM1', 'COM1_'],
  ['lpt¹', 'lpt¹_'],
  ['CONtact', 'CONtact'],
  ['node_modules', 'node_modules_'],
  ['🚀 launch 👩‍🚀', '🚀 launch 👩‍🚀'],
  ['\u202egnp.exe\u202c', 'gnp.exe'],
  ['a\u0000b\u001fc\u200bd\ufeff', 'a-b-cd'],
  ['lone \ud800 half', 'lone - half'],
  ['Caf\u0065\u0301', 'Caf\u00e9'],
  ['', 'Scenario'],
  ['   ', 'Scenario'],
  ['\u200d', 'Scenario'],
];

describe('names of files', () => {
  for (const [name, safe] of names)
    it(`of ${JSON.stringify(name)} is ${JSON.stringify(safe)}`, () => assert.equal(safeName(name, 'Scenario'), safe));

  it('fit into 255 bytes with ending and number, and cut no character in two', () => {
    for (const name of [
      'x'.repeat(200),
      'é'.repeat(200),
      '漢'.repeat(200),
      '🚀'.repeat(200),
      `${'漢'.repeat(80)}. . . .`,
    ]) {
      const taken = new TakenPaths();
      const paths = Array.from({ length: 12 }, () => taken.take('', name, { ending: scenarioEnding, otherwise: 'x' }));
      assert.equal(new Set(paths.map(samePath)).size, 12);
      for (const path of paths) {
        assert.ok(bytesOf(path) <= 255 && path.endsWith(scenarioEnding) && !/[\ud800-\udfff]/u.test(path), path);
        assert.doesNotMatch(path.slice(0, -scenarioEnding.length), /[. ]$/);
      }
      assert.equal(bytesOf(paths[0] ?? ''), Buffer.byteLength(paths[0] ?? ''));
    }
  });

  it('are unique where case or the way of writing a letter does not count', () => {
    const taken = new TakenPaths(['Leads/one.crank.yml']);
    const take = (name: string): string => taken.take('leads', name, { ending: scenarioEnding, otherwise: 'x' });
    assert.deepEqual(['ONE', 'Café', 'cafe\u0301', 'straße', 'STRASSE', 'a/b', 'a:b'].map(take), [
      'leads/ONE (2).crank.yml',
      'leads/Café.crank.yml',
      'leads/café (2).crank.yml',
      'leads/straße.crank.yml',
      'leads/STRASSE (2).crank.yml',
      'leads/a-b.crank.yml',
      'leads/a-b (2).crank.yml',
    ]);
  });

  it('of folders stay when a folder is added', () => {
    const before = directoriesOf([
      { id: 5, name: 'Sales' },
      { id: 2, name: 'a/b' },
    ]);
    const after = directoriesOf([
      { id: 9, name: 'SALES' },
      { id: 5, name: 'Sales' },
      { id: 2, name: 'a/b' },
    ]);
    assert.deepEqual(
      [...before].every(([id, name]) => after.get(id) === name),
      true,
    );
    assert.deepEqual(after.get(9), 'SALES (2)');
  });

  it('tells which paths are scenario files of the folder', () => {
    assert.deepEqual(
      [
        'a.crank.yml',
        'b/c.CRANK.YAML',
        'a.yml',
        '../a.crank.yml',
        '.StackMoxie/a.crank.yml',
        'a\\b.crank.yml',
        './a.crank.yml',
      ].map(isScenarioPath),
      [true, true, false, false, false, false, false],
    );
  });
});
