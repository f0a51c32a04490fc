import { t } from '../../../base/localize';
import { escapeMarkdown } from '../../../base/markdown';
import { nameLimit } from '../../../base/plain-text';
import type { TimeFormat } from '../../time';
import { driftLooks, driftName, inOrder, type Drifted } from './drift';

/** What is known of one workspace folder. */
export interface FolderChanges {
  /** The organization as prompts name it. */
  readonly organization: string;
  readonly files: readonly Drifted[];
  /** When the cloud was looked at last, in Unix milliseconds. */
  readonly seenAt?: number | undefined;
  /** Why it could not be looked at since, and what is wrong with the links: for people. */
  readonly problems: readonly string[];
}

const mostFiles = 10;

/** The status bar's tooltip, as Markdown; what others wrote in it is escaped. */
export function changesTooltip(
  folders: readonly FolderChanges[],
  { time, now }: { readonly time: TimeFormat; readonly now: number },
): string {
  return folders
    .filter(({ files, problems }) => files.length > 0 || problems.length > 0)
    .map((folder) => {
      const age =
        folder.seenAt === undefined
          ? t('The cloud has not been checked yet.')
          : t('The cloud was last checked {0}.', time.age(folder.seenAt, now));
      return [
        `**${escapeMarkdown(folder.organization, nameLimit)}**`,
        fileLines(folder.files),
        ...folder.problems.map((problem) => `⚠ ${escapeMarkdown(problem)}`),
        escapeMarkdown(age),
      ]
        .filter((part) => part !== '')
        .join('\n\n');
    })
    .join('\n\n---\n\n');
}

function fileLines(files: readonly Drifted[]): string {
  const shown = inOrder(files)
    .slice(0, mostFiles)
    .map((file) => `${escapeMarkdown(driftLooks[file.state].badge)} ${escapeMarkdown(driftName(file), nameLimit)}`);
  const left = files.length - shown.length;
  return [...shown, ...(left > 0 ? [escapeMarkdown(t('and {0} more', left))] : [])].join('  \n');
}
