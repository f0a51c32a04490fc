import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Content } from '../../../src/sync/model/content';
import { freshWorkForEach, verifyInOrder } from './fresh';
import { doAll, machine, undone, type Told } from './machine';
import { changeCloud, made, scenarioFiles, verifyTruth, verifyWhole } from './truth';
import { work, type Order, type Working } from './work';
import { fileText } from '../../unit/sync/made-texts';

/** No file may grow over 4 kB: a write of more stops half way, as on a disk that is full. */
const limited: Pick<Working, 'under'> = { under: ['sh', '-c', 'ulimit -f 8; exec "$0" "$@"'] };
/** Fits by itself; what is kept of it (the text, and what it means, twice) does not. */
const medium = 'm'.repeat(2500);
const large = 'l'.repeat(6000);
const tooLarge = (path: RegExp): RegExp =>
  new RegExp(
    `${path.source} would be larger than this disk, or your file size limit, allows\\. Raise the limit or move the folder to another disk, and try again\\.`,
  );

describe('a disk that takes no more', () => {
  const fresh = freshWorkForEach();

  const at = (path: string): string => join(fresh.here.folder, path);
  const mean = (...contents: readonly Content[]): readonly Content[] => {
    for (const content of contents) fresh.meant.change(content.name, content);
    return contents;
  };
  const inCloud = (...contents: readonly Content[]): Promise<void> => changeCloud(fresh.here, mean(...contents));
  const inFiles = (...contents: readonly Content[]): void =>
    mean(...contents).forEach((content) => writeFileSync(at(`${content.name}.crank.yml`), fileText(content)));
  const named = (what: string, count: number, says = 'first'): readonly Content[] =>
    Array.from({ length: count }, (_, index) => made(`${what} ${index}`, says));
  const told = async (
    direction: Order['direction'],
    how: Omit<Working, 'worker'>,
    folder = fresh.here.folder,
  ): Promise<Told> => {
    const all = await work({ ...fresh.here, folder, direction, waits: false }, { worker: fresh.worker, ...how });
    assert.ok(all);
    return all;
  };

  /** Nothing is torn or left lying about, and the status is so; once the trouble is gone, both ways bring all in order. */
  async function verifyMended(mend?: () => void): Promise<void> {
    await verifyWhole(fresh.here, fresh.meant);
    // From a folder that may not be written nothing can be removed either: the next look does that.
    if (!mend)
      assert.deepEqual(
        readdirSync(fresh.here.folder, { recursive: true, encoding: 'utf8' }).filter((path) =>
          /\.tmp$|\.lock$/.test(path),
        ),
        [],
      );
    mend?.();
    await verifyTruth(fresh.here, fresh.meant);
    await verifyInOrder(fresh);
  }

  it('in a pull of new scenarios: what fits is there, the rest is told with what helps', async () => {
    await inCloud(...named('small', 5), made('medium', medium), made('large', large));
    const failed = undone(await told('pull', limited));
    assert.equal(failed.length, 2, failed.join('\n'));
    assert.match(failed.join('\n'), tooLarge(/large\.crank\.yml/));
    assert.match(failed.join('\n'), tooLarge(/medium failed: \.stackmoxie\/base\/.*json/));
    assert.deepEqual([...scenarioFiles(fresh.here.folder)].sort(), [
      'medium.crank.yml',
      ...named('small', 5).map(({ name }) => `${name}.crank.yml`),
    ]);
    await verifyMended();
  });

  it('in a pull of changes: the file stays as it was', async () => {
    await inCloud(...named('small', 5), made('grows', 'first'));
    await doAll(machine(fresh.here), 'pull');
    await inCloud(...named('small', 5, 'second'), made('grows', large));
    const before = readFileSync(at('grows.crank.yml'), 'utf8');
    const failed = undone(await told('pull', limited));
    assert.equal(failed.length, 1, failed.join('\n'));
    assert.match(failed.join('\n'), tooLarge(/grows\.crank\.yml/));
    assert.equal(readFileSync(at('grows.crank.yml'), 'utf8'), before);
    await verifyMended();
  });

  it('in a push: what cannot be noted first is not sent, and what was sent is told as sent', async () => {
    await inCloud(made('grows', 'first'), made('shrinks', large));
    await doAll(machine(fresh.here), 'pull');
    inFiles(made('grows', large), made('shrinks', 'second'), made('new', large));
    const all = await told('push', limited);
    const outcome = (name: string): string =>
      all.items
        .filter((item) => item.name === name)
        .map((item) => [item.outcome, item.reason, ...item.notes].join(' '))
        .join();
    assert.match(
      outcome('grows'),
      /^done .*The cloud was updated, but this folder could not record it: /,
      'without a base both sides say the same',
    );
    assert.match(
      outcome('shrinks'),
      /^failed .stackmoxie\/backups\/.* try again\.$/,
      'nothing is overwritten without a backup',
    );
    assert.match(
      outcome('new'),
      /^failed .stackmoxie\/journal\/.* try again\.$/,
      'nothing is created that could be created twice',
    );
    assert.deepEqual(
      (await machine(fresh.here).cloud.scenarios()).map(
        ({ name, description }) => `${name} ${description?.length ?? 0}`,
      ),
      ['grows 6000', 'shrinks 6000'],
    );
    await verifyMended();
  });

  it('where the links have no room: the next look writes them', async () => {
    const long = (what: string, count: number): readonly Content[] => named(`${what} ${'n'.repeat(120)}`, count);
    await inCloud(...long('known', 30));
    await doAll(machine(fresh.here), 'pull');
    await inCloud(...long('new', 2));
    const failed = undone(await told('pull', limited));
    assert.match(failed.join('\n'), tooLarge(/\.stackmoxie\/links\.json/));
    assert.equal(failed.length, 1, failed.join('\n'));
    await verifyMended();
  });

  it('because it is full', async function full() {
    const disk = join(fresh.place.folder, 'disk');
    mkdirSync(disk);
    // A disk of 40 pages, of the process alone; what is on it at its end is kept.
    const script =
      'mount -t tmpfs -o size=160k tmpfs "$0" || exit 9; folder="$1"; shift; "$@"; code=$?; cp -a "$0/." "$folder"; exit $code';
    const under = ['unshare', '-Urm', 'sh', '-c', script, disk, fresh.here.folder] as const;
    // Where a system gives nobody a disk of his own, limits of files have to do.
    if (spawnSync(under[0], [...under.slice(1), 'true']).status !== 0) this.skip();
    await inCloud(...named('small', 40));
    const failed = undone(await told('pull', { under }, disk));
    const done = scenarioFiles(fresh.here.folder).length;
    assert.ok(done > 3 && done < 37, `it was full half way: ${done} files`);
    assert.ok(failed.length >= 40 - done);
    for (const line of failed)
      assert.match(line, /The disk is full, so .* cannot be written\. Free some space and try again\.$/);
    assert.ok(
      !existsSync(at('.stackmoxie/links.json')) && readdirSync(at('.stackmoxie/journal')).length === 1,
      'the links had no room: the journal tells',
    );
    await verifyMended();
  });

  it('because the folder may not be written any more, half way', async function unwritable() {
    // What root may not do nobody can try on root: then somebody else works.
    const isRoot = process.getuid?.() === 0;
    const options = isRoot ? { uid: 65_534, gid: 65_534 } : {};
    if (spawnSync(process.execPath, ['-e', ''], options).status !== 0) this.skip();
    chmodSync(fresh.place.folder, 0o755);
    if (isRoot) chownSync(fresh.here.folder, 65_534, 65_534);
    await inCloud(...named('small', 120));
    const heard = (lines: number): void => {
      if (lines === 4) chmodSync(fresh.here.folder, 0o555);
    };
    const failed = undone(await told('pull', { options, heard }));
    assert.ok(failed.length > 0 && failed.length < 120, `${failed.length} were not done`);
    for (const line of failed)
      assert.match(line, /crank\.yml cannot be written\. Check the permissions of the file and its folder\.$/);
    await verifyMended(() => chmodSync(fresh.here.folder, 0o755));
  });

  it('because something else stands where the state has to be', async () => {
    await inCloud(...named('small', 2));
    writeFileSync(at('.stackmoxie'), 'a note');
    const failed = undone(await doAll(machine(fresh.here), 'pull'));
    assert.deepEqual(
      failed.map((line) => line.replace(/^\S+ \d /, '')),
      Array.from(
        { length: 2 },
        () => 'failed: A folder in the path of .stackmoxie/links.lock is a file. Move it out of the way.',
      ),
    );
    assert.deepEqual(scenarioFiles(fresh.here.folder), []);
    rmSync(at('.stackmoxie'));
    await verifyMended();
  });
});
