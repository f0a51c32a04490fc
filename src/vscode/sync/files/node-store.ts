import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { NotUtf8Error, type StorePort } from '../../../sync/model/ports';
import { readText, writeWhole } from './atomic-write';
import { makeFolder } from '../../whole-file';
import { fileProblem } from './file-problem';
import { locate } from './inside';
import { isProcessRunning, processName } from './process-name';
import { StateLock } from './state-lock';
import { walk } from './walk';

const folder = '.stackmoxie';
/** Those that only we write. */
const ownFiles = /^(?:base|backups|journal)\//;

/** The state folder of a workspace folder, on the disk. */
export class NodeStore implements StorePort {
  readonly process = processName;
  readonly #root: string;
  readonly #lock: StateLock;
  #swept: Promise<unknown> | undefined;

  /** @param root the workspace folder's path on the disk. */
  constructor(root: string) {
    this.#root = root;
    this.#lock = new StateLock(join(root, folder, 'links.lock'));
  }

  isRunning(process: string): boolean {
    return isProcessRunning(process);
  }

  async read(path: string): Promise<string | undefined> {
    try {
      return await this.#at(path, (place) => readText(place, `${folder}/${path}`));
    } catch (error) {
      // What no person writes and a disk has spoilt is as good as lost; a person's words are not.
      if (error instanceof NotUtf8Error && ownFiles.test(path)) return undefined;
      throw error;
    }
  }

  async list(under: string): Promise<readonly string[]> {
    // Once, and for all that a killed process left.
    this.#swept ??= locate(this.#root, folder).then((place) =>
      walk(place, { isWanted: () => false, withHidden: true }),
    );
    await this.#swept;
    const found = await this.#at(under, (place) => walk(place, { isWanted: () => true, withHidden: true }));
    return found.map((path) => `${under}/${path}`);
  }

  put(path: string, text: string): Promise<void> {
    // A base that a power failure takes is made again, or asks; to flush thousands of them takes long.
    return this.#at(path, (place) =>
      writeWhole(place, text, { path: `${folder}/${path}`, isDurable: !path.startsWith('base/') }),
    );
  }

  /** The same of bytes: what is kept of a file whose text is not known. */
  putBytes(path: string, bytes: Uint8Array): Promise<void> {
    return this.#at(path, (place) => writeWhole(place, bytes, { path: `${folder}/${path}`, isDurable: true }));
  }

  delete(path: string): Promise<void> {
    return this.#at(path, (place) => rm(place, { force: true }));
  }

  async alone<T>(work: () => Promise<T>): Promise<T> {
    return this.#at('links.lock', async () => {
      await makeFolder(join(this.#root, folder));
      return this.#lock.run(work);
    });
  }

  async #at<T>(path: string, work: (place: string) => Promise<T>): Promise<T> {
    try {
      return await work(await locate(this.#root, `${folder}/${path}`));
    } catch (error) {
      throw fileProblem(`${folder}/${path}`, error);
    }
  }
}
