import assert from 'node:assert/strict';
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { FileChangedError, NotUtf8Error } from '../../../src/sync/model/ports';
import { fileProblem, FileProblem } from '../../../src/vscode/sync/files/file-problem';
import { NodeFiles } from '../../../src/vscode/sync/files/node-files';
import { NodeStore } from '../../../src/vscode/sync/files/node-store';

const path = 'a folder/One.crank.yml';

describe('the files of a workspace folder', () => {
  let folder: string;
  let files: NodeFiles;
  const at = (name: string): string => join(folder, name);

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'files-'));
    files = new NodeFiles(folder);
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('are written with the folders above them, read, listed and removed', async () => {
    await files.write(path, 'é\r\n🚀', undefined);
    assert.deepEqual(
      [await files.read(path), await files.read('none.crank.yml'), await files.list()],
      ['é\r\n🚀', undefined, [path]],
    );
    await files.write(path, 'two', 'é\r\n🚀');
    await files.remove(path, 'two');
    assert.deepEqual([await files.list(), readdirSync(at('a folder'))], [[], []]);
  });

  it('are left alone where they are not as expected', async () => {
    await files.write(path, 'one', undefined);
    for (const act of [
      () => files.write(path, 'x', undefined),
      () => files.write(path, 'x', 'other'),
      () => files.remove(path, 'other'),
      () => files.write('none.crank.yml', 'x', 'was'),
    ])
      await assert.rejects(act, FileChangedError);
    assert.deepEqual(
      [readFileSync(at(path), 'utf8'), readdirSync(at('a folder')), await files.list()],
      ['one', ['One.crank.yml'], [path]],
    );
  });

  it('keep a byte order mark', async () => {
    await files.write(path, '\ufeffone', undefined);
    assert.equal(await files.read(path), '\ufeffone');
    await files.write(path, '\ufefftwo', '\ufeffone');
    assert.deepEqual([...readFileSync(at(path))], [0xef, 0xbb, 0xbf, ...Buffer.from('two')]);
  });

  it('that are not UTF-8 are neither read, written nor removed, and say what they seem to be', async () => {
    const kinds: readonly (readonly [bytes: Buffer, seems: string])[] = [
      [
        Buffer.from('scenario: Café\n', 'latin1'),
        'a/b.crank.yml is not UTF-8. It is not sent or changed until it is saved as UTF-8.',
      ],
      [
        Buffer.from('\ufeffscenario: Café\n', 'utf16le'),
        'a/b.crank.yml is UTF-16 LE. It is not sent or changed until it is saved as UTF-8.',
      ],
      [
        Buffer.from('\ufeffscenario: Café\n', 'utf16le').swap16(),
        'a/b.crank.yml is UTF-16 BE. It is not sent or changed until it is saved as UTF-8.',
      ],
      [
        Buffer.from('scenario: Cafe\n', 'utf16le'),
        'a/b.crank.yml is UTF-16 LE. It is not sent or changed until it is saved as UTF-8.',
      ],
      [
        Buffer.concat([Buffer.from('scenario: '), Buffer.from('é').subarray(0, 1)]),
        'a/b.crank.yml is not UTF-8. It is not sent or changed until it is saved as UTF-8.',
      ],
    ];
    mkdirSync(at('a'));
    for (const [bytes, message] of kinds) {
      writeFileSync(at('a/b.crank.yml'), bytes);
      const lossy = bytes.toString('utf8');
      for (const act of [
        () => files.read('a/b.crank.yml'),
        () => files.write('a/b.crank.yml', 'x', lossy),
        () => files.remove('a/b.crank.yml', lossy),
      ])
        await assert.rejects(
          act,
          (error: unknown) => error instanceof NotUtf8Error && error.message === message,
          message,
        );
      assert.deepEqual(readFileSync(at('a/b.crank.yml')), bytes);
      assert.deepEqual(await files.list(), ['a/b.crank.yml'], 'nothing is left beside it');
    }
  });

  it('are made by one of two who make them at once', async () => {
    const results = await Promise.allSettled(
      Array.from({ length: 8 }, (_, index) => files.write(path, `writer ${index}`, undefined)),
    );
    const [won, ...others] = results.filter(({ status }) => status === 'fulfilled');
    assert.ok(won && others.length === 0);
    assert.equal(readFileSync(at(path), 'utf8'), `writer ${results.indexOf(won)}`);
  });

  it('are written where many make one folder at once', async () => {
    const writes: Promise<void>[] = [];
    for (let count = 0; count < 800; count += 1) {
      writes.push(files.write(`${Math.floor(count / 8)}/a/b/c/${count}.crank.yml`, 'x', undefined));
      // One begins while another is at it.
      for (let turn = 0; turn < count % 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    }
    await Promise.all(writes);
    assert.equal((await files.list()).length, 800);
  });

  it('keep their mode', async () => {
    await files.write(path, 'one', undefined);
    chmodSync(at(path), 0o640);
    await files.write(path, 'two', 'one');
    assert.equal(statSync(at(path)).mode & 0o777, 0o640);
  });

  it('that are read-only say so', async () => {
    await files.write(path, 'one', undefined);
    chmodSync(at(path), 0o444);
    await assert.rejects(
      files.write(path, 'two', 'one'),
      (error: unknown) =>
        error instanceof FileProblem && error.message === `${path} is read-only. Make it writable and try again.`,
    );
    assert.equal(readFileSync(at(path), 'utf8'), 'one');
  });

  it('are never reached outside of the folder, by a path or by a symbolic link', async () => {
    const outside = mkdtempSync(join(tmpdir(), 'outside-'));
    try {
      writeFileSync(join(outside, 'x.crank.yml'), 'secret');
      symlinkSync(outside, at('link'));
      symlinkSync(join(outside, 'x.crank.yml'), at('x.crank.yml'));
      symlinkSync(join(outside, 'none.crank.yml'), at('dangling.crank.yml'));
      for (const bad of [
        '../x.crank.yml',
        '/etc/x.crank.yml',
        'link/x.crank.yml',
        'link/new.crank.yml',
        'x.crank.yml',
        'dangling.crank.yml',
        'a/../../x.crank.yml',
        'a\\..\\x.crank.yml',
        'c:x.crank.yml',
      ]) {
        await assert.rejects(() => files.read(bad), FileProblem, bad);
        await assert.rejects(() => files.write(bad, 'mine', undefined), FileProblem, bad);
        await assert.rejects(() => files.rename(bad, 'ok.crank.yml'), FileProblem, bad);
      }
      await files.write('ok.crank.yml', 'ok', undefined);
      await assert.rejects(() => files.rename('ok.crank.yml', 'link/ok.crank.yml'), FileProblem);
      assert.deepEqual(
        [readdirSync(outside), readFileSync(join(outside, 'x.crank.yml'), 'utf8')],
        [['x.crank.yml'], 'secret'],
      );
    } finally {
      rmSync(outside, { recursive: true });
    }
  });

  it('behind a symbolic link within the folder are written where they are', async () => {
    await files.write('real/One.crank.yml', 'one', undefined);
    symlinkSync(at('real/One.crank.yml'), at('link.crank.yml'));
    await files.write('link.crank.yml', 'two', 'one');
    assert.deepEqual(
      [lstatSync(at('link.crank.yml')).isSymbolicLink(), readFileSync(at('real/One.crank.yml'), 'utf8')],
      [true, 'two'],
    );
  });

  it('get another name, of another case too, and never overwrite', async () => {
    await files.write('One.crank.yml', 'one', undefined);
    await files.write('Two.crank.yml', 'two', undefined);
    await assert.rejects(files.rename('One.crank.yml', 'Two.crank.yml'), /already exists/);
    await files.rename('One.crank.yml', 'ONE.crank.yml');
    await files.rename('Two.crank.yml', 'sub/dir/Two.crank.yml');
    assert.deepEqual(await files.list(), ['ONE.crank.yml', 'sub/dir/Two.crank.yml']);
    assert.deepEqual(readdirSync(folder).sort(), ['ONE.crank.yml', 'sub']);
  });

  it('are not looked for in hidden folders, packages and what is no scenario', async () => {
    for (const name of [
      '.git/a.crank.yml',
      'node_modules/p/a.crank.yml',
      '.stackmoxie/a.crank.yml',
      'b.yml',
      'c.CRANK.YAML',
    ]) {
      mkdirSync(join(at(name), '..'), { recursive: true });
      writeFileSync(at(name), 'x');
    }
    assert.deepEqual(await files.list(), ['c.CRANK.YAML']);
  });

  it('are freed of what killed processes left beside them, and of nothing else', async () => {
    const dead = spawnSync(process.execPath, ['-e', '']).pid;
    const left = `.stackmoxie-${dead}-0123456789ab.tmp`;
    const [own, old] = [`.stackmoxie-${process.pid}-0123456789ab.tmp`, `.stackmoxie-${process.pid}-0123456789ac.tmp`];
    for (const name of [left, own, old, '.stackmoxie-note.txt', 'x.tmp']) writeFileSync(at(name), 'x');
    utimesSync(at(old), new Date(0), new Date(0));
    await files.list();
    assert.deepEqual(readdirSync(folder).sort(), ['.stackmoxie-note.txt', own, 'x.tmp'].sort());
  });

  it('say in plain words what the file system does not do', async () => {
    await assert.rejects(
      files.write(`${'x'.repeat(300)}.crank.yml`, 'x', undefined),
      (error: unknown) => error instanceof FileProblem && /too long for this disk/.test(error.message),
    );
    writeFileSync(at('file'), 'x');
    await assert.rejects(files.write('file/a.crank.yml', 'x', undefined), FileProblem);
    mkdirSync(at('dir.crank.yml'));
    await assert.rejects(files.read('dir.crank.yml'), /is a folder/);
    for (const [code, words] of [
      ['ENOSPC', /cannot be written/],
      ['EROFS', /read-only/],
      ['EACCES', /cannot be written/],
      ['EBUSY', /another program/],
    ] as const) {
      const said = fileProblem(path, Object.assign(new Error('x'), { code }));
      assert.ok(said instanceof FileProblem && words.test(said.message) && said.message.includes(path));
    }
    assert.deepEqual(
      readdirSync(folder).filter((name) => name.endsWith('.tmp')),
      [],
    );
  });
});

describe('the state folder', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'state-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('lets one at a time work alone, of several windows', async () => {
    const stores = [new NodeStore(folder), new NodeStore(folder), new NodeStore(folder)];
    let [inside, most, count] = [0, 0, 0];
    const work = async (store: NodeStore): Promise<void> => {
      inside += 1;
      most = Math.max(most, inside);
      const known = Number((await store.read('count')) ?? '0');
      await store.put('count', String(known + 1));
      inside -= 1;
      count += 1;
    };
    await Promise.all(Array.from({ length: 10 }, () => stores.map((store) => store.alone(() => work(store)))).flat());
    assert.deepEqual([most, count, await stores[0]?.read('count')], [1, 30, '30']);
  });

  it('breaks the lock of a process that is gone, and goes on after work that fails', async () => {
    const store = new NodeStore(folder);
    await assert.rejects(
      store.alone(() => Promise.reject(new Error('failed'))),
      /failed/,
    );
    const dead = spawnSync(process.execPath, ['-e', '']).pid;
    const host = store.process.split(':')[0] ?? '';
    writeFileSync(join(folder, '.stackmoxie/links.lock'), `${host}:${dead}:x`);
    writeFileSync(join(folder, '.stackmoxie/links.breaking.lock'), `${host}:${dead}:x`);
    assert.equal(await store.alone(() => Promise.resolve('done')), 'done');
    assert.deepEqual(
      [
        store.isRunning(`${host}:${dead}:x`),
        store.isRunning(store.process),
        store.isRunning(`${host}:${process.pid}:other`),
        store.isRunning('elsewhere:1:x'),
      ],
      [false, true, false, true],
    );
  });

  it('lists and puts whatever was there', async () => {
    const store = new NodeStore(folder);
    for (const [place, text] of [
      ['base/o/2.json', 'a'],
      ['base/o/1.json', 'b'],
      ['links.json', 'c'],
      ['base/o/1.json', 'd'],
    ] as const)
      await store.put(place, text);
    assert.deepEqual(
      [await store.list('base'), await store.read('base/o/1.json'), await store.list('backups')],
      [['base/o/1.json', 'base/o/2.json'], 'd', []],
    );
    await store.delete('base/o/1.json');
    await store.delete('base/o/1.json');
    assert.equal(await store.read('base/o/1.json'), undefined);
    await assert.rejects(store.put('../x', 'x'), FileProblem);
  });
});
