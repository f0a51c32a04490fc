import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { processOfTemporary, writeWholeFile } from '../../../src/vscode/whole-file';

describe('writeWholeFile', () => {
  let folder = '';
  beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'whole-file-'))));
  afterEach(() => rm(folder, { recursive: true }));

  it('makes the folder and replaces what is there', async () => {
    const path = join(folder, 'a', 'b.json');
    await writeWholeFile(path, 'one');
    await writeWholeFile(path, new TextEncoder().encode('two'), { isDurable: true });
    assert.deepEqual([await readFile(path, 'utf8'), await readdir(join(folder, 'a'))], ['two', ['b.json']]);
  });

  it('keeps the mode that it is given', async () => {
    const path = join(folder, 'b.json');
    await writeWholeFile(path, 'one', { mode: 0o600 });
    assert.equal((await stat(path)).mode & 0o777, 0o600);
  });

  it('leaves the old file, and no other, where the new one cannot take its place', async () => {
    const path = join(folder, 'b.json');
    await writeFile(path, 'old');
    const seen: (number | undefined)[] = [];
    const put = async (): Promise<void> => {
      const names = await readdir(folder);
      seen.push(...names.filter((name) => name !== 'b.json').map(processOfTemporary));
      throw new Error('refused');
    };
    await assert.rejects(writeWholeFile(path, 'new', { put }), /refused/);
    assert.deepEqual([await readFile(path, 'utf8'), await readdir(folder), seen], ['old', ['b.json'], [process.pid]]);
  });

  it('reports a file in the way of a folder as such', async () => {
    await writeFile(join(folder, 'a'), '');
    for (const path of ['a/b.json', 'a/b/c.json'])
      await assert.rejects(writeWholeFile(join(folder, path), ''), { code: 'ENOTDIR' });
  });
});
