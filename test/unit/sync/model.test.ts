import assert from 'node:assert/strict';
import { Story } from './model/story';

/** Each with how likely it is. */
const acts: readonly (readonly [number, (story: Story) => void | Promise<void>])[] = [
  [34, (story) => story.sync()],
  [12, (story) => story.editFile()],
  [12, (story) => story.setHere()],
  [10, (story) => story.editCloud()],
  [10, (story) => story.setThere()],
  [5, (story) => story.newFile()],
  [5, (story) => story.deleteThere()],
  [3, (story) => story.deleteHere()],
  [3, (story) => story.loseBase()],
  [3, (story) => story.blind()],
  [3, (story) => story.drop()],
];
const total = acts.reduce((sum, [likely]) => sum + likely, 0);

async function act(story: Story): Promise<void> {
  let place = story.chance.below(total);
  for (const [likely, doIt] of acts) {
    place -= likely;
    if (place < 0) return doIt(story);
  }
}

/** More of them in a longer run, and others with another seed. */
const stories = Number(process.env['STACK_MOXIE_SOAK_STORIES'] ?? 40);
const firstSeed = Number(process.env['STACK_MOXIE_SEED'] ?? 1) * 100_000;

describe('push and pull of every key that a file can name', () => {
  it(`lose nothing, double nothing and tell the truth in ${stories} stories of two people, a bad service and killed processes`, async function patient() {
    this.timeout(10_000 + stories * 500);
    for (let seed = firstSeed; seed < firstSeed + stories; seed += 1) {
      const story = new Story(seed);
      const where = (count: number): string => `story ${seed}, act ${count}`;
      await story.world.engine.apply(await story.world.engine.planPull('everything'));
      for (let count = 0; count < 20; count += 1) {
        await act(story);
        assert.deepEqual(
          { lost: story.lost, doubles: story.doubles, untold: await story.untold(), blind: story.world.cloud.blind },
          { lost: [], doubles: [], untold: [], blind: [] },
          where(count),
        );
      }
      assert.deepEqual(await story.end(), [], where(20));
      assert.deepEqual(
        { lost: story.lost, doubles: story.doubles, untold: await story.untold() },
        { lost: [], doubles: [], untold: [] },
        where(21),
      );
    }
  });
});
