import assert from 'node:assert/strict';
import { BaseStore } from '../../../src/sync/store/base-store';
import { Journal } from '../../../src/sync/store/journal';
import { parseLinks, renderLinks } from '../../../src/sync/store/links';
import { content, MadeDisk, MadeStore, organization } from './made-world';
import { compileFile } from '../../../src/sync/file/compile';

const nested = (levels: number): string => `${'{"x":'.repeat(levels)}1${'}'.repeat(levels)}`;
const deep = nested(100_000);
const language = { catalog: undefined, now: 0 };

describe('what is nested without end, in a file of ours', () => {
  it('is no base', async () => {
    const disk = new MadeDisk();
    const bases = new BaseStore(new MadeStore(disk, 'deep-1'), organization);
    await bases.put(1, { text: '', file: content('One'), cloud: content('One') });
    const [place = ''] = disk.texts.keys();
    disk.texts.set(place, (disk.texts.get(place) ?? '').replace('"tokens":{}', `"tokens":{"a":${deep}}`));
    assert.equal(await bases.get(1), undefined);
  });

  it('is no entry of the journal', async () => {
    const disk = new MadeDisk();
    const journal = new Journal(new MadeStore(disk, 'deep-2'), { now: () => 1 });
    disk.texts.set(
      'journal/1-x-1.json',
      `{"organization":"${organization}","process":"","began":1,"intents":[{"what":"create","path":"a.crank.yml","after":0,"began":1,"content":${deep}}]}`,
    );
    const { going, cutOff, unreadable } = await journal.read(organization);
    assert.deepEqual([going, cutOff, unreadable.map(({ place }) => place)], [[], [], ['journal/1-x-1.json']]);
  });

  it('leaves the links that stand beside it, and counts as damage, which is kept in a backup', () => {
    const file = parseLinks(`{"other":${deep},"organizations":{"o":{"a.crank.yml":1}}}`);
    assert.deepEqual(
      [file.links, file.isDamaged, file.others],
      [[{ organization: 'o', path: 'a.crank.yml', id: 1 }], true, {}],
    );
    assert.doesNotThrow(() => renderLinks(file));
  });

  it('is a problem of a scenario file, never an error', () => {
    for (const text of [
      `scenario: A\nsteps:\n- cog: a/b\n  stepId: C\n  data: ${nested(5_000)}\n`,
      `scenario: A\ntokens: ${nested(5_000)}\nsteps: []\n`,
    ]) {
      const { content: said, problems } = compileFile(text, language);
      assert.deepEqual([said, problems.length > 0], [undefined, true]);
    }
  });
});
