import assert from 'node:assert/strict';
import { changesFor, definitionFor } from '../../../src/sync/diff/changes';
import { contentOfScenario } from '../../../src/sync/model/cloud-content';
import { differences, isSame } from '../../../src/sync/diff/compare';
import type { Content } from '../../../src/sync/model/content';
import { mergeContents } from '../../../src/sync/diff/merge';
import { keyOf } from '../../../src/sync/plan/plan';
import { rewriteFile } from '../../../src/sync/file/rewrite';
import type { ScenarioDefinition } from '../../../src/wire/definition';
import { language, stored } from './made';
import { content, input, madeWorld, step, type MadeWorld } from './made-world';
import { contentIn, fileText } from './made-texts';

const path = 'One.crank.yml';
const tokens = { email: 'ada@example.com' };
const using = content('One', { tokens, steps: [step('{{email}}')] });

async function states(world: MadeWorld): Promise<readonly string[]> {
  return (await world.engine.status()).files.map((file) => `${file.state} ${file.path ?? ''}`);
}

/** A fresh clone: files and links are there, bases are not, and the service holds no tokens. */
function clone(): MadeWorld {
  const world = madeWorld();
  world.cloud.dropsTokens = true;
  world.cloud.put(input(using));
  world.files.texts.set(path, fileText(using));
  world.disk.texts.set(
    'links.json',
    JSON.stringify({ organizations: { [world.cloud.organization]: { [path]: 1 } }, version: 1 }),
  );
  return world;
}

describe('a service that drops tokens says nothing about them', () => {
  it('in a fresh clone: files with tokens are in sync, and a push of another change sends the tokens along', async () => {
    const world = clone();
    assert.deepEqual(await states(world), [`inSync ${path}`]);
    assert.deepEqual(
      (await world.engine.planPull('everything')).items.map(({ what }) => what),
      ['agree'],
    );
    await world.engine.apply(await world.engine.planPull('everything'));
    assert.deepEqual(await states(world), [`inSync ${path}`]);
    assert.deepEqual((await world.engine.base(1))?.file.tokens, tokens);
    world.files.texts.set(path, fileText({ ...using, description: 'mine' }));
    const { results } = await world.engine.apply(await world.engine.planPush('everything'));
    assert.match(results[0]?.notes.join() ?? '', /did not store the tokens/);
  });

  it('where both sides differ otherwise, taking theirs leaves the tokens of the file', async () => {
    const world = clone();
    world.cloud.change(1, { ...using, description: 'theirs' });
    const plan = await world.engine.planPull('everything');
    assert.deepEqual(
      plan.items.map(({ what, here, cloud }) => [what, here.length, cloud.length]),
      [['conflict', 1, 1]],
      'the description, not the tokens',
    );
    await world.engine.apply(plan, { resolutions: new Map(plan.items.map((item) => [keyOf(item), 'theirs'])) });
    assert.equal(world.files.texts.get(path), fileText({ ...using, description: 'theirs' }));
    assert.deepEqual(await states(world), [`inSync ${path}`]);
  });

  it('where a file is linked, moved along, or has changed tokens since', async () => {
    const world = clone();
    world.disk.texts.clear();
    assert.deepEqual(
      (await world.engine.planPush({ paths: [path] })).items.map(({ what, isChosen }) => [what, isChosen]),
      [['link', true]],
    );
    await world.engine.apply(await world.engine.planPull('everything'));
    world.files.texts.set(path, fileText({ ...using, tokens: { email: 'bob@example.com' } }));
    assert.deepEqual(await states(world), [`localChanges ${path}`]);
    world.cloud.change(1, { ...using, description: 'theirs' });
    await world.engine.apply(await world.engine.planPull('everything'));
    assert.equal(
      world.files.texts.get(path),
      fileText({ ...using, tokens: { email: 'bob@example.com' }, description: 'theirs' }),
    );
  });

  it('until it holds some: then they are a change of the cloud, also between plan and push', async () => {
    const world = madeWorld();
    world.cloud.put(input(content('One')));
    await world.engine.apply(await world.engine.planPull('everything'));
    world.files.texts.set(path, fileText(content('One', { description: 'mine' })));
    const plan = await world.engine.planPush('everything');
    world.cloud.change(1, content('One', { tokens }));
    assert.deepEqual(
      (await world.engine.apply(plan)).results.map(({ outcome }) => outcome),
      ['conflict'],
    );
    assert.deepEqual(await states(world), [`conflict ${path}`]);
    await world.engine.apply(await world.engine.planPull('everything'));
    assert.deepEqual(contentIn(world.files.texts.get(path) ?? ''), content('One', { tokens, description: 'mine' }));
  });
});

describe('a content without tokens', () => {
  const silent = contentOfScenario(stored(using, { definition: { scenario: 'One', steps: using.steps } }));
  const text =
    'scenario: One\n# who\ntokens:\n  email: ada@example.com\nsteps:\n- cog: a/b\n  stepId: One\n  data:\n    value: "{{email}}"\n';

  it('is what a definition without the key says; an empty key says that there are none', () => {
    assert.equal('tokens' in silent, false);
    assert.deepEqual(contentOfScenario(stored(using, { definition: { steps: [], tokens: {} } })).tokens, {});
  });

  it('differs in no token from any other, and leaves those of a file and of a merge', () => {
    assert.deepEqual([isSame(silent, using), isSame(using, silent), differences(silent, using)], [true, true, []]);
    assert.equal(
      rewriteFile(text, { ...silent, description: 'new' }, language),
      text.replace('scenario: One\n', 'scenario: One\ndescription: new\n'),
    );
    const changed: Content = { ...using, tokens: { email: 'b' } };
    for (const sides of [
      [using, changed, silent],
      [using, silent, changed],
      [silent, changed, silent],
    ] as const)
      assert.deepEqual(mergeContents(...sides), {
        content: { ...changed, settings: mergeContents(...sides).content.settings },
        conflicts: [],
      });
  });

  it('is told by a push of a file without tokens only to a service that holds the key', () => {
    const names = { folder: () => undefined, notificationGroup: () => undefined };
    const bare = content('One', { steps: using.steps });
    const held: ScenarioDefinition = { scenario: 'One', description: '', steps: using.steps, tokens };
    assert.deepEqual(definitionFor(bare, held).tokens, {});
    assert.equal('tokens' in definitionFor(bare, { steps: [] }), false);
    assert.deepEqual(changesFor(silent, bare, names), {});
    assert.deepEqual(definitionFor(silent, held).tokens, tokens);
  });
});
