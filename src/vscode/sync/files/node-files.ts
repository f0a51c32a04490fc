import { readdir, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { t } from '../../../base/localize';
import { isScenarioName } from '../../../scenario/file-name';
import { samePath } from '../../../sync/model/names';
import { FileChangedError, type FilePort } from '../../../sync/model/ports';
import { readBytes, readText, writeWhole } from './atomic-write';
import { makeFolder } from '../../whole-file';
import { fileProblem, FileProblem } from './file-problem';
import { checkPlain, isThere, locate } from './inside';
import { walk } from './walk';

/** A workspace folder's files on the disk. What an editor holds is not its matter: see the port that is put before it. */
export class NodeFiles implements FilePort {
  readonly #root: string;

  /** @param root the workspace folder's path on the disk. */
  constructor(root: string) {
    this.#root = root;
  }

  read(path: string): Promise<string | undefined> {
    return this.#at(path, (place) => readText(place, path));
  }

  /** The file as it lies on the disk, whatever its encoding. */
  readBytes(path: string): Promise<Uint8Array | undefined> {
    return this.#at(path, readBytes);
  }

  /** Writes a text where `expected` lies. Throws a `FileChangedError` where it does not. */
  replaceBytes(path: string, content: string | Uint8Array, expected: Uint8Array): Promise<void> {
    return this.#at(path, (place) =>
      writeWhole(place, content, { path, expected: { content: expected }, isDurable: true }),
    );
  }

  write(path: string, text: string, expected: string | undefined): Promise<void> {
    return this.#at(path, (place) =>
      writeWhole(place, text, { path, expected: { content: expected }, isDurable: true }),
    );
  }

  remove(path: string, expected: string): Promise<void> {
    return this.#at(path, async (place) => {
      if ((await readText(place, path)) !== expected) throw new FileChangedError(path);
      await rm(place);
    });
  }

  rename(from: string, to: string): Promise<void> {
    return this.#at(from, async (source) => {
      const place = await this.#placeFor(to);
      await makeFolder(dirname(place));
      if (samePath(from) === samePath(to)) return renameCase(source, place);
      if (await isThere(place)) throw new FileProblem(to, t('{0} already exists.', to));
      await rename(source, place);
    });
  }

  list(): Promise<readonly string[]> {
    return walk(this.#root, { isWanted: isScenarioName, withHidden: false });
  }

  /** Where a new name lies: its folder may not lead out; the name itself is not followed. */
  async #placeFor(path: string): Promise<string> {
    checkPlain(path);
    const folder = dirname(path);
    return folder === '.'
      ? join(await realpath(this.#root), basename(path))
      : join(await locate(this.#root, folder), basename(path));
  }

  async #at<T>(path: string, work: (place: string) => Promise<T>): Promise<T> {
    try {
      return await work(await locate(this.#root, path));
    } catch (error) {
      throw fileProblem(path, error);
    }
  }
}

/** Another way to write the same name: the file system may take both for one, and may even do nothing. */
async function renameCase(source: string, place: string): Promise<void> {
  if (source === place) return;
  if ((await isThere(place)) && (await stat(source)).ino !== (await stat(place)).ino)
    throw new FileProblem(place, t('{0} already exists.', basename(place)));
  await rename(source, place);
  if (!(await readdir(dirname(place))).includes(basename(place))) {
    // The name in between is a scenario file's too: whenever the process ends, the file is seen.
    const between = place.replace(/(\.crank\.ya?ml)$/i, ' (renaming)$1');
    await rename(source, between);
    await rename(between, place);
  }
}
