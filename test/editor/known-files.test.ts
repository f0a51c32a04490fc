import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import type { Summary } from '../../src/sync/apply/summary';
import { commands } from '../../src/vscode/ids';
import { answering, type Answers } from './answers';
import { between } from './between';
import { doing as doingIn, writes, type Doing } from './doing';
import { definitionOf, fileOf } from './made-file';
import { freshPlace } from './place';
import { ask, type Named } from './world';
import { itInSoak } from '../support/rounds';

const labelled = (start: string) => (items: readonly vscode.QuickPickItem[]) =>
  items.find(({ label }) => label.replace(/^\$\([^)]*\) /, '').startsWith(start));
const outcomes = (summary: Summary | undefined): readonly string[] =>
  (summary?.results ?? []).map(({ item, outcome }) => `${item.what} ${item.path ?? ''} ${outcome}`);

describe('a file that may be a scenario already', () => {
  const { place } = freshPlace();

  const doing = (answers: Answers, command: string, ...args: readonly unknown[]): Promise<Doing> =>
    doingIn(place, answers, command, ...args);
  const createThere = (name: string): Promise<number> =>
    place.colleagueCreates({ name, definition: definitionOf(name) });

  it('and says the same is linked by a pull of that scenario: nothing is written, nothing asked', async () => {
    const id = await createThere('Known');
    await place.write('sub/any.crank.yml', fileOf('Known'));
    const { summary, said, asked } = await doing({}, commands.pullScenario, { scenarioId: id });
    assert.deepEqual([outcomes(summary), asked], [['link sub/any.crank.yml done'], []]);
    assert.deepEqual(said, ['sub/any.crank.yml is linked to "Known" in Acme (Sandbox). They are identical.']);
    assert.equal(await place.read('sub/any.crank.yml'), fileOf('Known'));
    await assert.rejects(() => place.read('Known.crank.yml'));
  });

  itInSoak('and has its name alone is asked about: linked, what differs asks; or a new file is written', async () => {
    const id = await createThere('Namesake');
    await place.write('sub/mine.crank.yml', fileOf('Namesake', 'http://shop.acme.test/'));
    const cancelled = await doing({}, commands.pullScenario, { scenarioId: id });
    assert.deepEqual([cancelled.summary, writes()], [undefined, []]);
    assert.match(
      cancelled.asked[0] ?? '',
      /^Link sub\/mine\.crank\.yml · differs.* \| Write a New File · Namesake\.crank\.yml$/,
    );
    const { summary, said } = await doing({ pick: labelled('Link') }, commands.pullScenario, { scenarioId: id });
    assert.deepEqual(outcomes(summary), ['link sub/mine.crank.yml done']);
    assert.deepEqual(said, [
      'sub/mine.crank.yml is linked to "Namesake" in Acme (Sandbox). They differ. The next push or pull asks which to keep.',
    ]);
    const next = await doing({}, commands.pushFile, place.uri('sub/mine.crank.yml'));
    assert.match(next.said[0] ?? '', /^“Namesake” was changed here, and/);
    await place.run(commands.unlinkFile, place.uri('sub/mine.crank.yml'));
  });

  it('is not created in the cloud a second time unless that is meant', async () => {
    const id = await createThere('Twice');
    const path = await place.write('Twice.crank.yml', fileOf('Twice'));
    const cancelled = await doing({}, commands.createInCloud, place.uri(path));
    assert.deepEqual([cancelled.summary, writes()], [undefined, []]);
    assert.match(
      cancelled.asked[0] ?? '',
      new RegExp(`^Link to Scenario ${String(id)} · identical \\| Create Another in Acme \\(Sandbox\\)`),
    );
    const created = await doing(
      { pick: (items) => labelled('Create Another')(items) ?? labelled('No folder')(items) },
      commands.createInCloud,
      place.uri(path),
    );
    assert.deepEqual([outcomes(created.summary), writes()], [['create Twice.crank.yml done'], ['POST /scenarios']]);
    place.owns(...(created.summary?.results.flatMap((result) => result.id ?? []) ?? []));
    const other = await place.write('Other.crank.yml', fileOf('Twice'));
    const linked = await doing({}, commands.pushFile, place.uri(other));
    assert.deepEqual(
      [outcomes(linked.summary), writes()],
      [['link Other.crank.yml done'], []],
      'a push of it links it',
    );
  });

  it('of several that may be meant is chosen where the plan is looked at: checking it asks which', async () => {
    const id = await createThere('Either');
    await createThere('Plain');
    for (const path of ['one.crank.yml', 'other.crank.yml']) await place.write(path, fileOf('Either'));
    await place.run(commands.pullAll);
    const key = `pull ${String(id)}`;
    const back = await doing({}, commands.toggleItem, { key });
    assert.deepEqual(back.asked, [
      'Link one.crank.yml · identical | Link other.crank.yml · identical | Write a New File · Either.crank.yml',
    ]);
    await doing({ pick: labelled('Link other') }, commands.toggleItem, { key });
    const { summary } = await doing({}, commands.applyPreview);
    const ours = outcomes(summary).filter((outcome) => /Plain|one\.|other|Either/.test(outcome));
    assert.deepEqual(ours.sort(), ['create Plain.crank.yml done', 'link other.crank.yml done']);
    assert.equal(await place.read('other.crank.yml'), fileOf('Either'));
  });
});

describe('the folder that new scenarios go to', () => {
  const { place } = freshPlace();
  const made: string[] = [];

  afterEach(async () => {
    for (const { id } of (await folders()).filter(({ name }) => made.includes(name)))
      await place.colleagueRemovesFolder(id);
    made.length = 0;
  });

  const folders = (): Promise<readonly Named[]> => ask<readonly Named[]>('/folders');
  const folderOf = async (id: number | undefined): Promise<string | undefined> =>
    (await place.scenario<{ readonly feature?: Named | null }>(id ?? 0)).feature?.name;

  async function creating(answers: Answers, ...paths: readonly string[]): Promise<Summary | undefined> {
    const { stop } = answering(answers);
    try {
      const uris = paths.map((path) => place.uri(path));
      const summary =
        (await place.run(commands.createInCloud, uris[0], uris)) ??
        (paths.length > 1 ? await place.run(commands.applyPreview) : undefined);
      place.owns(...(summary?.results.flatMap(({ id }) => id ?? []) ?? []));
      return summary;
    } catch {
      return undefined;
    } finally {
      stop();
    }
  }

  it('is one that is there, or none, which comes first', async () => {
    const path = await place.write('Placed.crank.yml', fileOf('Placed'));
    const [folder] = await folders();
    assert.ok(folder);
    let first: string | undefined;
    const summary = await creating(
      { pick: (items) => ((first = items[0]?.label), labelled(folder.name)(items)) },
      path,
    );
    assert.equal(first, '$(circle-slash) No folder');
    assert.equal(await folderOf(summary?.results[0]?.id), folder.name);
  });

  it('is made where it is new, once all is agreed to; a name that exists is refused; stepping back leaves nothing behind', async () => {
    const path = await place.write('Fresh.crank.yml', fileOf('Fresh'));
    made.push('Fresh folder');
    const before = await folders();
    between().seen.length = 0;
    await creating({ pick: labelled('New Folder') }, path);
    await creating({}, path);
    await creating({ pick: labelled('New Folder'), type: ` ${before[0]?.name ?? ''} ` }, path);
    await creating({ pick: labelled('New Folder'), type: ' ' }, path);
    assert.deepEqual([writes(), await folders()], [[], before]);
    const summary = await creating({ pick: labelled('New Folder'), type: ' Fresh folder ' }, path);
    assert.equal(await folderOf(summary?.results[0]?.id), 'Fresh folder');
    assert.deepEqual(writes(), ['POST /folders', 'POST /scenarios']);
    for (const command of [commands.pushFile, commands.pullScenario])
      assert.equal(await place.run(command, place.uri(path)), undefined, 'the folder that was made is no difference');
  });

  itInSoak('is asked for in the same way where scenarios are moved', async () => {
    const id = await place.colleagueCreates({ name: 'Moved', definition: definitionOf('Moved') });
    const [folder] = await folders();
    assert.ok(folder);
    between().seen.length = 0;
    for (const answers of [
      {},
      { pick: labelled('New Folder') },
      { pick: labelled('New Folder'), type: folder.name },
    ] satisfies readonly Answers[]) {
      const { stop } = answering(answers);
      await place.run(commands.moveToFolder, { kind: 'scenario', scenarioId: id }).then(undefined, () => undefined);
      stop();
    }
    assert.deepEqual(writes(), []);
    const { stop } = answering({ pick: labelled(folder.name) });
    await place.run(commands.moveToFolder, { kind: 'scenario', scenarioId: id });
    stop();
    assert.equal(await folderOf(id), folder.name);
  });

  it('whose making loses its answer is not made twice', async () => {
    const path = await place.write('Lost.crank.yml', fileOf('Lost'));
    made.push('Lost folder');
    between().rule = ({ method, path: asked }) =>
      method === 'POST' && asked.endsWith('/folders') ? { reset: 'afterwards' } : undefined;
    const summary = await creating({ pick: labelled('New Folder'), type: 'Lost folder' }, path);
    assert.equal(await folderOf(summary?.results[0]?.id), 'Lost folder');
    assert.equal((await folders()).filter(({ name }) => name === 'Lost folder').length, 1);
  });

  it('is asked once for several files, which may keep the folders that they have here', async () => {
    const [folder] = await folders();
    assert.ok(folder);
    made.push('Brand new');
    const paths = [`${folder.name}/One of three`, 'deep/Brand new/Two of three', 'Three of three'].map(
      (path) => `${path}.crank.yml`,
    );
    for (const path of paths) await place.write(path, fileOf(path.replace(/^.*\/|\.crank\.yml$/g, '')));
    let count = 0;
    let described: string | undefined;
    const pick: Answers['pick'] = (items) => {
      count += 1;
      const row = labelled('The Same Folders as Here')(items);
      described = row?.description;
      return row;
    };
    between().seen.length = 0;
    const summary = await creating({ pick }, ...paths);
    assert.deepEqual([count, described], [1, `${folder.name}, Brand new (new), no folder`]);
    const homes = new Map(
      await Promise.all((summary?.results ?? []).map(async ({ item, id }) => [item.name, await folderOf(id)] as const)),
    );
    assert.deepEqual(
      [homes.get('One of three'), homes.get('Two of three'), homes.get('Three of three')],
      [folder.name, 'Brand new', undefined],
    );
    assert.equal(writes().filter((request) => request === 'POST /folders').length, 1);
  });

  itInSoak(
    'of several files is not asked again when the user steps back: the preview stays, and nothing is created',
    async () => {
      const paths = ['Back 1', 'Back 2'].map((path) => `${path}.crank.yml`);
      for (const path of paths) await place.write(path, fileOf(path.replace('.crank.yml', '')));
      between().seen.length = 0;
      assert.equal(await creating({}, ...paths), undefined);
      assert.deepEqual(writes(), []);
      const { stop } = answering({ pick: labelled('No folder') });
      const summary = await place.run(commands.applyPreview).finally(stop);
      place.owns(...(summary?.results.flatMap(({ id }) => id ?? []) ?? []));
      assert.deepEqual(
        summary?.results.map(({ outcome }) => outcome),
        ['done', 'done'],
      );
    },
  );
});
