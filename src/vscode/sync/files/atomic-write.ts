import { link, lstat, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { codeOf } from '../../../base/error-text';
import { t } from '../../../base/localize';
import { FileChangedError, NotUtf8Error } from '../../../sync/model/ports';
import { decodeUtf8, encodingName, encodingOf } from '../../utf8';
import { processOfTemporary, writeWholeFile } from '../../whole-file';
import { FileProblem, isMissing } from './file-problem';
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
  const isNew = options.expected !== undefined && options.expected.content === undefined;
  await writeWholeFile(place, content, {
    mode: await modeOf(place, options.path),
    isDurable: options.isDurable,
    put: async (temporary) => {
      await check(place, options);
      await (isNew ? putNew(temporary, place, options) : rename(temporary, place));
    },
  });
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

/** Longer than any write takes. */
const longest = 60 * 60 * 1000;

/** Removes a temporary file that a killed process has left. @param name the file's own name, whatever file it is. */
export async function sweep(folder: string, name: string): Promise<void> {
  const pid = processOfTemporary(name);
  if (pid === undefined) return;
  try {
    const place = join(folder, name);
    if (!isRunning(pid) || Date.now() - (await lstat(place)).mtimeMs > longest) await rm(place, { force: true });
  } catch {
    // It does no harm where it lies; the next look tries again.
  }
}
