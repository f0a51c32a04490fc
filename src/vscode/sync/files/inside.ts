import type { Stats } from 'node:fs';
import { lstat, realpath } from 'node:fs/promises';
import { basename, dirname, join, relative, sep } from 'node:path';
import { t } from '../../../base/localize';
import { FileProblem, isMissing } from './file-problem';

/**
 * Where a path of a folder lies on the disk, symbolic links followed. Throws a `FileProblem` for one that leads out of the
 * folder, by `..` or by a symbolic link.
 */
export async function locate(root: string, path: string): Promise<string> {
  checkPlain(path);
  const realRoot = await realpath(root);
  const place = await follow(join(realRoot, ...path.split('/')), path);
  const within = relative(realRoot, place);
  if (within === '' || within === '..' || within.startsWith(`..${sep}`) || within.includes(':')) throw leadsOut(path);
  return place;
}

/** Throws a `FileProblem` for a path that does not stay within the folder by its words alone. */
export function checkPlain(path: string): void {
  const isPlain =
    path.split('/').every((part) => part !== '' && part !== '.' && part !== '..' && !/[\\\u0000]/.test(part)) &&
    !/^[a-z]:/i.test(path);
  if (!isPlain) throw leadsOut(path);
}

const leadsOut = (path: string): FileProblem =>
  new FileProblem(path, t('{0} is outside the workspace folder and was not changed.', path));

/** The place with the links of all that exists of it followed. */
async function follow(place: string, path: string): Promise<string> {
  try {
    return await realpath(place);
  } catch (error) {
    if (!isMissing(error)) throw error;
    const found = await statsOf(place);
    if (!found) return join(await follow(dirname(place), path), basename(place));
    // Somebody has made it just now.
    if (!found.isSymbolicLink()) return follow(place, path);
    throw new FileProblem(path, t('{0} is a broken symbolic link. Remove it.', path), { cause: error });
  }
}

export const isThere = async (place: string): Promise<boolean> => (await statsOf(place)) !== undefined;

/** Of the thing itself, also where it is a symbolic link. */
async function statsOf(place: string): Promise<Stats | undefined> {
  try {
    return await lstat(place);
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}
