import { t } from '../../base/localize';
import { plainLine } from '../../base/plain-text';
import { listed } from './conflict-prompt';
import { scenarioCount } from './names';

/** What is wrong in one file. */
export interface FileProblems {
  readonly path: string;
  readonly problems: readonly { readonly message: string; /** From 1. */ readonly line: number }[];
}

/** Asked before files with errors are pushed. @param organization as prompts name it */
export function problemPrompt(files: readonly FileProblems[], name: string, organization: string): { readonly message: string; readonly detail: string; readonly push: string; readonly show: string } {
  const [first] = files;
  const count = files.reduce((sum, { problems }) => sum + problems.length, 0);
  const errors = count === 1 ? t('1 error') : t('{0} errors', count);
  const isOne = files.length === 1 && first !== undefined;
  const lines = files.flatMap(({ path, problems }) => problems.map(({ line, message }) => (isOne ? t('Line {0}: {1}', line, message) : t('{0}, line {1}: {2}', path, line, message))));
  return {
    message: isOne ? t('“{0}” has {1}. Push it to {2} anyway?', name, errors, organization) : t('{0} have {1}. Push them to {2} anyway?', scenarioCount(files.length), errors, organization),
    detail: listed(lines).map((line) => plainLine(line)).join('\n'),
    push: t('Push Anyway'),
    show: t('Show Problems'),
  };
}
