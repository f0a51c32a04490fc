import { lstat, open, readFile, rm, type FileHandle } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { codeOf } from '../../../base/error-text';
import { t } from '../../../base/localize';
import { FileProblem, isMissing } from './file-problem';
import { isProcessRunning, processName } from './process-name';

/** Longer than anybody holds the lock, in milliseconds; a sleeping machine may. */
const longestHeld = 10_000;
const longestWait = 20_000;

/** A lock that processes share by a file. What a killed process left is broken, by one process at a time. */
export class StateLock {
  readonly #place: string;
  #last: Promise<unknown> = Promise.resolve();

  /** @param place the lock file's path on the disk; its folder has to be there. */
  constructor(place: string) {
    this.#place = place;
  }

  /** Does `work` while nobody else has the lock. Throws a `FileProblem` where it cannot be had. */
  run<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.#last.then(
      () => this.#locked(work),
      () => this.#locked(work),
    );
    this.#last = mine;
    return mine;
  }

  async #locked<T>(work: () => Promise<T>): Promise<T> {
    const end = Date.now() + longestWait;
    while (!(await take(this.#place))) {
      if (Date.now() > end)
        throw new FileProblem(
          this.#place,
          t('Another window keeps the links of this folder locked. Close it, or remove {0}.', this.#place),
        );
      await breakStale(this.#place);
      await delay(5 + Math.random() * 20);
    }
    try {
      return await work();
    } finally {
      await rm(this.#place, { force: true });
    }
  }
}

/** Makes a file that says who made it, unless there is one. */
async function take(place: string): Promise<boolean> {
  try {
    await sign(place, await open(place, 'wx'));
    return true;
  } catch (error) {
    // Windows says EPERM of a file that is just being removed.
    if (['EEXIST', 'EPERM'].includes(codeOf(error) ?? '')) return false;
    throw error;
  }
}

/** Says who made a file. A full disk may have taken the file and take no word: then it is nobody's, and goes. */
async function sign(place: string, file: FileHandle): Promise<void> {
  try {
    try {
      await file.writeFile(processName);
    } finally {
      await file.close();
    }
  } catch (error) {
    await rm(place, { force: true });
    throw error;
  }
}

/** Removes the lock of a process that is gone. A lock of its own sees to it that no fresh one is removed in its place. */
async function breakStale(place: string): Promise<void> {
  if (!(await isStale(place))) return;
  const breaking = place.replace(/\.lock$/, '.breaking.lock');
  if (!(await take(breaking))) {
    if (await isStale(breaking)) await rm(breaking, { force: true });
    return;
  }
  try {
    if (await isStale(place)) await rm(place, { force: true });
  } finally {
    await rm(breaking, { force: true });
  }
}

async function isStale(place: string): Promise<boolean> {
  try {
    const [holder, { mtimeMs }] = await Promise.all([readFile(place, 'utf8'), lstat(place)]);
    // Empty: killed, or just now, between making it and writing in it.
    return (holder !== '' && !isProcessRunning(holder)) || Date.now() - mtimeMs > (holder === '' ? 1000 : longestHeld);
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}
