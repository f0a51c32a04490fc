import assert from 'node:assert/strict';
import { hasConflictMarkers, withConflictMarkers } from '../../../src/sync/diff/conflict-markers';
import type { Content } from '../../../src/sync/model/content';
import { contentIn, fileText } from './made-texts';
import { content, input, madeWorld, step, type MadeWorld } from './made-world';

const path = 'One.crank.yml';
const made = (values: readonly string[], description = ''): Content =>
  content('One', { description, steps: values.map(step) });

/** A file and its scenario that both were changed since they agreed. */
async function changed(base: Content, mine: string | ((text: string) => string), theirs: Content): Promise<MadeWorld> {
  const world = madeWorld();
  world.cloud.put(input(base));
  await world.engine.apply(await world.engine.planPull('everything'));
  const pulled = world.files.texts.get(path) ?? '';
  world.files.texts.set(path, typeof mine === 'string' ? mine : mine(pulled));
  world.cloud.change(1, theirs);
  return world;
}

/** What a person is given to merge. */
async function given({ engine }: MadeWorld): Promise<string> {
  const [item] = (await engine.planPull('everything')).items;
  assert.equal(item?.what, 'conflict');
  return withConflictMarkers(engine.textsOfMerge(item), { mine: 'Mine', theirs: 'Acme' });
}

describe('a merge by hand', () => {
  it('has marks around what both changed differently, and both sides’ other changes', async () => {
    const world = await changed(
      made(['one', 'two', 'three']),
      fileText(made(['one', 'mine', 'three'], 'by me')),
      made(['one', 'theirs', 'new']),
    );
    assert.equal(
      await given(world),
      fileText(made(['one', 'mine', 'new'], 'by me')).replace(
        '    value: mine\n',
        '<<<<<<< Mine\n    value: mine\n=======\n    value: theirs\n>>>>>>> Acme\n',
      ),
    );
  });

  it('has marks where both moved a step: it is never there twice unasked', async () => {
    const world = await changed(
      made(['one', 'two', 'three', 'four', 'five']),
      fileText(made(['two', 'three', 'four', 'five', 'one'])),
      made(['two', 'three', 'one', 'four', 'five']),
    );
    assert.ok(hasConflictMarkers(await given(world)));
  });

  for (const lineBreak of ['\n', '\r\n']) {
    it(`of a file that cannot be read has their changes without marks (${JSON.stringify(lineBreak)})`, async () => {
      const typed = (text: string): string =>
        text
          .replace('scenario: One\n', '# mine\nscenario: One\n')
          .replace('value: one\n', 'value: "one\n')
          .replaceAll('\n', lineBreak);
      const world = await changed(made(['one', 'two', 'three']), typed, made(['one', 'two', 'theirs']));
      assert.equal(contentIn(world.files.texts.get(path) ?? ''), undefined);
      assert.equal(await given(world), typed(fileText(made(['one', 'two', 'theirs']))));
    });
  }

  it('where the base is lost has marks around all that differs', async () => {
    const world = await changed(made(['one', 'two']), fileText(made(['mine', 'two'])), made(['one', 'theirs']));
    for (const place of [...world.disk.texts.keys()].filter((key) => key.startsWith('base/')))
      world.disk.texts.delete(place);
    assert.equal((await given(world)).match(/<<<<<<< Mine/g)?.length, 2);
  });
});
