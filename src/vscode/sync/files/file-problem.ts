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
  EACCES: (path) => t('{0} cannot be written. Check the permissions of the file and its folder.', path),
  EPERM: (path) =>
    t(
      '{0} cannot be written. Check the permissions of the file and its folder, and whether another program has it open.',
      path,
    ),
  EBUSY: (path) => t('{0} is in use by another program. Close it there and try again.', path),
  EROFS: (path) => t('{0} is on a read-only disk.', path),
  ENOSPC: (path) => t('The disk is full, so {0} cannot be written. Free some space and try again.', path),
  EDQUOT: (path) => t('Your disk quota is used up, so {0} cannot be written. Free some space and try again.', path),
  EFBIG: (path) =>
    t(
      '{0} would be larger than this disk, or your file size limit, allows. Raise the limit or move the folder to another disk, and try again.',
      path,
    ),
  EIO: (path) => t('The disk reported an error at {0}. Check the disk and try again.', path),
  ENAMETOOLONG: (path) =>
    t('The name {0} is too long for this disk. Rename the scenario or move the folder higher up.', path),
  EISDIR: (path) => t('{0} is a folder. Move it out of the way.', path),
  EEXIST: (path) => t('{0} already exists.', path),
  ENOTDIR: (path) => t('A folder in the path of {0} is a file. Move it out of the way.', path),
  EMFILE: (path) => t('{0} cannot be written because too many files are open. Try again.', path),
};

/** The error to throw for what the file system said of a path. */
export function fileProblem(path: string, error: unknown): unknown {
  const say = words[codeOf(error) ?? ''];
  return say ? new FileProblem(path, say(path), { cause: error }) : error;
}
