import { codeOf } from '../../../base/error-text';
import { t } from '../../../base/localize';

/** What the file system does not do, in plain words; the cause says it in the system's. */
export class FileProblem extends Error {
  override readonly name = 'FileProblem';
  constructor(
    readonly path: string,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

export const isMissing = (error: unknown): boolean => ['ENOENT', 'ENOTDIR'].includes(codeOf(error) ?? '');

const words: Readonly<Record<string, (path: string) => string>> = {
  EACCES: (path) => t('{0} may not be written. Check who may write the file and its folder.', path),
  EPERM: (path) =>
    t(
      '{0} may not be written. Check who may write the file and its folder, and whether another program has it open.',
      path,
    ),
  EBUSY: (path) => t('{0} is in use by another program. Close it there and try again.', path),
  EROFS: (path) => t('{0} lies on a disk that is read-only.', path),
  ENOSPC: (path) => t('There is no room left on the disk for {0}. Make room and try again.', path),
  EDQUOT: (path) => t('There is no room left for {0} within your quota. Make room and try again.', path),
  EFBIG: (path) =>
    t(
      '{0} would be larger than this disk, or the limit on your files, allows. Raise the limit or move the folder to another disk, and try again.',
      path,
    ),
  EIO: (path) => t('The disk failed at {0}. See whether it is well, and try again.', path),
  ENAMETOOLONG: (path) =>
    t('The name {0} is too long for this disk. Rename the scenario or move the folder higher up.', path),
  EISDIR: (path) => t('{0} is a folder. Move it out of the way.', path),
  EEXIST: (path) => t('{0} is there already.', path),
  ENOTDIR: (path) => t('A folder of {0} is a file. Move it out of the way.', path),
  EMFILE: (path) => t('Too many files are open to write {0}. Try again.', path),
};

/** The error to throw for what the file system said of a path. */
export function fileProblem(path: string, error: unknown): unknown {
  const say = words[codeOf(error) ?? ''];
  return say ? new FileProblem(path, say(path), { cause: error }) : error;
}
