import { randomBytes } from 'node:crypto';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { codeOf } from '../base/error-text';

export interface WholeFileOptions {
  /** The file's mode; without it the process's usual one. */
  readonly mode?: number | undefined;
  /** Whether the file must survive a power failure once this has resolved. */
  readonly isDurable?: boolean;
  /** Puts the temporary file in place. Without it, it replaces whatever is there. */
  readonly put?: (temporary: string) => Promise<void>;
}

/**
 * Writes a file whole or not at all: a temporary file next to it takes its place at once. VS Code's own API deletes the old
 * file first, so that a reader may find none.
 */
export async function writeWholeFile(
  path: string,
  content: string | Uint8Array,
  { mode, isDurable = false, put = (temporary) => rename(temporary, path) }: WholeFileOptions = {},
): Promise<void> {
  const folder = dirname(path);
  await makeFolder(folder);
  const temporary = join(folder, temporaryName());
  try {
    await writeTemporary(temporary, content, { mode, isDurable });
    await put(temporary);
  } finally {
    // If it cannot be removed now, a later sweep does it. The error to report is the one that kept the file from being written.
    await rm(temporary, { force: true }).catch(() => undefined);
  }
  if (isDurable) await flushFolder(folder);
}

/** Makes a folder and its parents. A file in the way is reported as a file in the place of a folder, wherever it is. */
export async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
    throw Object.assign(new Error('A file stands where a folder has to be.', { cause: error }), { code: 'ENOTDIR' });
  }
}

const temporaryName = (): string => `.stackmoxie-${process.pid}-${randomBytes(6).toString('hex')}.tmp`;

/** The process that made a temporary file; `undefined` for any other file's name. */
export function processOfTemporary(name: string): number | undefined {
  const pid = /^\.stackmoxie-(\d+)-[0-9a-f]{12}\.tmp$/.exec(name)?.[1];
  return pid === undefined ? undefined : Number(pid);
}

async function writeTemporary(
  temporary: string,
  content: string | Uint8Array,
  { mode, isDurable }: Pick<WholeFileOptions, 'mode' | 'isDurable'>,
): Promise<void> {
  const file = await open(temporary, 'wx', mode);
  try {
    await file.writeFile(content, 'utf8');
    // The process's mask may have cleared some of its bits.
    if (mode !== undefined) await file.chmod(mode);
    if (isDurable) await file.sync();
  } finally {
    await file.close();
  }
}

/** Makes the new name survive a power failure, where the system can do that. */
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
