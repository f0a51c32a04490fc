import assert from 'node:assert/strict';
import { content, input, madeWorld } from './made-world';
import { fileText } from './made-texts';

describe('a file that is written anew', () => {
  it('keeps its line breaks and its byte order mark', async () => {
    const world = madeWorld();
    world.cloud.put(input(content('One')));
    await world.engine.apply(await world.engine.planPull('everything'));
    for (const [mark, eol] of [
      ['', '\r\n'],
      ['\ufeff', '\n'],
      ['\ufeff', '\r\n'],
    ] as const) {
      const description = JSON.stringify([mark, eol]);
      world.cloud.change(1, content('One', { description }));
      world.files.texts.set('One.crank.yml', `${mark}no${eol}scenario${eol}`);
      await world.engine.apply(await world.engine.planPull({ ids: [1] }), {
        resolutions: new Map([['pull 1', 'theirs']]),
      });
      const wanted = fileText(content('One', { description }));
      assert.equal(world.files.texts.get('One.crank.yml'), mark + wanted.replaceAll('\n', eol));
    }
  });
});
