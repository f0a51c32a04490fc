import type { Dirent } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { foldersWithoutScenarios } from '../../../scenario/file-name';
import { sweep } from './atomic-write';
import { isMissing } from './file-problem';

const passedOver = new Set(foldersWithoutScenarios);

export interface WalkOptions {
  /** Whether a file of that name counts. */
  readonly isWanted: (name: string) => boolean;
  /** Whether folders whose names begin with a dot count. */
  readonly withHidden: boolean;
}

/** The files below a folder, sorted, `/` between their parts. Symbolic links to folders are not followed. */
export async function walk(folder: string, options: WalkOptions): Promise<readonly string[]> {
  const found: string[] = [];
  await visit(folder, '', { ...options, found });
  return found.sort();
}

interface Visit extends WalkOptions {
  readonly found: string[];
}

async function visit(folder: string, prefix: string, options: Visit): Promise<void> {
  const entries = await entriesOf(folder);
  for (const entry of entries) {
    const { name } = entry;
    if (entry.isDirectory()) {
      if (passedOver.has(name) || (name.startsWith('.') && !options.withHidden)) continue;
      await visit(join(folder, name), `${prefix}${name}/`, options);
    } else if (name.startsWith('.stackmoxie-')) await sweep(folder, name);
    else if (options.isWanted(name) && (entry.isFile() || (await isFile(join(folder, name), entry))))
      options.found.push(`${prefix}${name}`);
  }
}

async function entriesOf(folder: string): Promise<readonly Dirent[]> {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

async function isFile(place: string, entry: Dirent): Promise<boolean> {
  if (!entry.isSymbolicLink()) return false;
  try {
    return (await stat(place)).isFile();
  } catch {
    return false;
  }
}
