import { t } from '../../../base/localize';
import { errorLines, errorLinesOfFiles, foundWords, type FileErrors } from '../messages/file-errors';
import { scenarioCount } from '../messages/names';

/** Errors that the prompt lists; it tells how many there are besides. */
const mostListed = 10;

/** Asked before files with errors, or with numbers that are not sent as they are written, are pushed. @param name of the first file's scenario @param organization as prompts name it */
export function problemPrompt(
  files: readonly FileErrors[],
  name: string,
  organization: string,
): { readonly message: string; readonly detail: string; readonly push: string; readonly show: string } {
  const [first, ...others] = files;
  const errors = foundWords(files.flatMap((file) => file.errors));
  const isOne = first !== undefined && others.length === 0;
  return {
    message: isOne
      ? t('“{0}” has {1}. Push it to {2} anyway?', name, errors, organization)
      : t('{0} have {1}. Push them to {2} anyway?', scenarioCount(files.length), errors, organization),
    detail: (isOne ? errorLines(first.errors, mostListed) : errorLinesOfFiles(files, mostListed)).join('\n'),
    push: t('Push Anyway'),
    show: t('Show Problems'),
  };
}
