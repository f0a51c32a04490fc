import { randomBytes } from 'node:crypto';
import { link, lstat, mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { t } from '../../../base/localize';
import { FileChangedError, NotUtf8Error } from '../../../sync/model/ports';
import { decodeUtf8, encodingName, encodingOf } from '../../utf8';
import { codeOf, FileProblem, isMissing } from './file-problem';
import { isRunning } from './process-name';

export interface WriteOptions {
  /** The path as people know it. */
  readonly path: string;
  /** What has to be there: a text, bytes, or `undefined` for nothing. Without the key, whatever is there. */
  readonly expected?: { readonly content: string | Uint8Array | undefined };
  /** Whether the text has to outlast a power failure before this resolves. */
  readonly isDurable: boolean;
}

/** What is there; `undefined` where there is no file. Throws a `NotUtf8Error` where it is no text in UTF-8. @param path as people know it */
export async function readText(place: string, path: string): Promise<string | undefined> {
  const bytes = await readBytes(place);
  const text = bytes && decodeUtf8(bytes);
  if (!bytes || text !== undefined) return text;
  const encoding = encodingOf(bytes);
  throw new NotUtf8Error(path, encoding && encodingName(encoding));
}

/** The same, as it lies on the disk. */
export async function readBytes(place: string): Promise<Uint8Array | undefined> {
  try {
    return await readFile(place);
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

/**
 * Writes a file whole or not at all: a temporary file beside it, flushed, takes its place at once. What has to be there is
 * compared right before. A file that must not be there is made by a hard link, which never overwrites.
 */
export async function writeWhole(place: string, content: string | Uint8Array, options: WriteOptions): Promise<void> {
  const folder = dirname(place);
  await makeFolder(folder);
  const mode = await modeOf(place, options.path);
  const temporary = join(folder, temporaryName());
  try {
    await writeTemporary(temporary, content, { mode, isDurable: options.isDurable });
    await check(place, options);
    if (options.expected && options.expected.content === undefined) await putNew(temporary, place, options);
    else await rename(temporary, place);
  } finally {
    // Where it cannot be removed, a later look does that; what is told is what kept the file from being written.
    await rm(temporary, { force: true }).catch(() => undefined);
  }
  if (options.isDurable) await flushFolder(folder);
}

/** Makes a folder and those above it. What stands in the way is told as a file in the place of a folder, wherever it stands. */
export async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
    throw Object.assign(new Error('A file stands where a folder has to be.', { cause: error }), { code: 'ENOTDIR' });
  }
}

/** The mode to keep. A rename takes no notice of a file that is read-only, its owner would. */
async function modeOf(place: string, path: string): Promise<number | undefined> {
  try {
    const { mode } = await lstat(place);
    if ((mode & 0o222) === 0) throw new FileProblem(path, t('{0} is read-only. Make it writable and try again.', path));
    return mode & 0o7777;
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

interface Temporary {
  readonly mode: number | undefined;
  readonly isDurable: boolean;
}

async function writeTemporary(
  temporary: string,
  content: string | Uint8Array,
  { mode, isDurable }: Temporary,
): Promise<void> {
  const file = await open(temporary, 'wx', mode);
  try {
    await file.writeFile(content, 'utf8');
    // The process's mask may have taken something off.
    if (mode !== undefined) await file.chmod(mode);
    if (isDurable) await file.sync();
  } finally {
    await file.close();
  }
}

async function check(place: string, { expected, path }: WriteOptions): Promise<void> {
  if (expected && !(await isThere(place, path, expected.content))) throw new FileChangedError(path);
}

async function isThere(place: string, path: string, content: string | Uint8Array | undefined): Promise<boolean> {
  if (!(content instanceof Uint8Array)) return (await readText(place, path)) === content;
  const bytes = await readBytes(place);
  return bytes !== undefined && Buffer.compare(bytes, content) === 0;
}

async function putNew(temporary: string, place: string, { path }: WriteOptions): Promise<void> {
  try {
    await link(temporary, place);
  } catch (error) {
    if (codeOf(error) === 'EEXIST') throw new FileChangedError(path);
    // Not every file system has hard links; the look before has to do there.
    if (!['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK'].includes(codeOf(error) ?? '')) throw error;
    await rename(temporary, place);
  }
}

/** So that the new name outlasts a power failure, where the system can do that. */
async function flushFolder(folder: string): Promise<void> {
  try {
    const handle = await open(folder, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch {
    // Windows opens no folders; the file itself is flushed.
  }
}

const temporaryName = (): string => `.stackmoxie-${process.pid}-${randomBytes(6).toString('hex')}.tmp`;

/** Longer than any write takes. */
const longest = 60 * 60 * 1000;

/** Removes a temporary file that a killed process has left. @param name the file's own name, whatever file it is. */
export async function sweep(folder: string, name: string): Promise<void> {
  const pid = /^\.stackmoxie-(\d+)-[0-9a-f]{12}\.tmp$/.exec(name)?.[1];
  if (pid === undefined) return;
  try {
    const place = join(folder, name);
    if (!isRunning(Number(pid)) || Date.now() - (await lstat(place)).mtimeMs > longest)
      await rm(place, { force: true });
  } catch {
    // It does no harm where it lies; the next look tries again.
  }
}
