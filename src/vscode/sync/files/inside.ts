import { lstat, realpath } from 'node:fs/promises';
import { basename, dirname, join, relative, sep } from 'node:path';
import { t } from '../../../base/localize';
import { FileProblem, isMissing } from './file-problem';

/**
 * Where a path of a folder lies on the disk, symbolic links followed. Throws a `FileProblem` for one that leads out of the
 * folder, by `..` or by a symbolic link.
 */
export async function locate(root: string, path: string): Promise<string> {
  const parts = path.split('/');
  const isPlain = path !== '' && parts.every((part) => part !== '' && part !== '.' && part !== '..' && !/[\\\u0000]/.test(part)) && !/^[a-z]:/i.test(path);
  if (!isPlain) throw leadsOut(path);
  const realRoot = await realpath(root);
  const place = await follow(join(realRoot, ...parts), path);
  const within = relative(realRoot, place);
  if (within === '' || within === '..' || within.startsWith(`..${sep}`) || within.includes(':')) throw leadsOut(path);
  return place;
}

const leadsOut = (path: string): FileProblem => new FileProblem(path, t('{0} lies outside of the workspace folder and is left alone.', path));

/** The place with the links of all that exists of it followed. */
async function follow(place: string, path: string): Promise<string> {
  try {
    return await realpath(place);
  } catch (error) {
    if (!isMissing(error)) throw error;
    if (await isThere(place)) throw new FileProblem(path, t('{0} is a symbolic link to nothing. Remove it.', path), { cause: error });
    return join(await follow(dirname(place), path), basename(place));
  }
}

export async function isThere(place: string): Promise<boolean> {
  try {
    await lstat(place);
    return true;
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}
