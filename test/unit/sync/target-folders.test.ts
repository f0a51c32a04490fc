import assert from 'node:assert/strict';
import { newFolders, targetsLike, type Target } from '../../../src/sync/plan/target-folders';

const folders = [
  { id: 1, name: 'Lead capture' },
  { id: 2, name: 'a/b' },
  { id: 3, name: 'Twin' },
  { id: 4, name: 'twin' },
];
const words = (target: Target | undefined): string =>
  target && 'id' in target ? String(target.id) : `new ${target?.newFolder ?? ''}`;

describe('the folder of a new scenario', () => {
  const cases: Readonly<Record<string, string>> = {
    'x.crank.yml': 'null',
    'Lead capture/x.crank.yml': '1',
    'lead CAPTURE/x.crank.yml': '1',
    'tests/Lead capture/x.crank.yml': '1',
    'a-b/x.crank.yml': '2',
    'Twin/x.crank.yml': '3',
    'twin (2)/x.crank.yml': '4',
    'tests/Twin/x.crank.yml': 'null',
    'Fresh/x.crank.yml': 'new Fresh',
  };
  for (const [path, target] of Object.entries(cases))
    it(`of ${path} is ${target}`, () => assert.equal(words(targetsLike([path], folders).get(path)), target));

  it('is made once for all files that want it', () => {
    const targets = targetsLike(['Fresh/x.crank.yml', 'deep/fresh/y.crank.yml', 'Other/z.crank.yml'], folders);
    assert.deepEqual(newFolders(targets.values()), ['Fresh', 'Other']);
  });
});
