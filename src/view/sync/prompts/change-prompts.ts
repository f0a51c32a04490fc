import { plainName } from '../../../base/plain-text';
import { t } from '../../../base/localize';
import { listed } from '../messages/and-more';

/** A question before something changes. `verb` is the title of its button; without it only protected organizations ask. */
export interface ChangeQuestion {
  readonly message: string;
  readonly detail?: string;
  readonly verb?: string;
}

const scenario = (name: string | undefined): string => plainName(name, t('Unnamed scenario'));

interface Renaming {
  /** The names before and after. */
  readonly from: string;
  readonly to: string;
  readonly organization: string;
}

export function renameQuestion({ from, to, organization }: Renaming): ChangeQuestion {
  return { message: t('Rename "{0}" to "{1}" in {2}?', scenario(from), scenario(to), organization) };
}

/** Pushing is asked about in protected organizations only. @param newFolders folders that are made first */
export function pushQuestion({
  names,
  organization,
  newFolders = [],
}: Several & { readonly newFolders?: readonly string[] }): ChangeQuestion {
  const [first] = names;
  const made =
    newFolders.length === 0 ? [] : [t('New folders: {0}', newFolders.map((name) => plainName(name, '')).join(', '))];
  if (names.length === 1)
    return {
      message: t('Push "{0}" to {1}?', scenario(first), organization),
      ...(made[0] === undefined ? {} : { detail: made[0] }),
    };
  return {
    message: t('Push {0} scenarios to {1}?', names.length, organization),
    detail: [bulleted(names), ...made].join('\n\n'),
  };
}

interface Several {
  readonly names: readonly string[];
  readonly organization: string;
}

/** Moving one is asked about in protected organizations only: it is undone as easily. @param folder absent: into no folder */
export function moveQuestion({ names, organization, folder }: Several & { readonly folder?: string }): ChangeQuestion {
  const [first] = names;
  const place = folder === undefined ? t('no folder') : `"${plainName(folder, t('Unnamed folder'))}"`;
  if (names.length === 1) return { message: t('Move "{0}" to {1} in {2}?', scenario(first), place, organization) };
  return {
    message: t('Move {0} scenarios to {1} in {2}?', names.length, place, organization),
    detail: bulleted(names),
    verb: t('Move {0}', names.length),
  };
}

/** @param files how many of them have a file here */
export function deleteInCloudQuestion({
  names,
  organization,
  files,
}: Several & { readonly files: number }): ChangeQuestion {
  const [first] = names;
  if (names.length === 1)
    return {
      message: t('Delete "{0}" in {1}?', scenario(first), organization),
      detail: sentences(
        t('This also deletes its runs and schedule, for everyone.'),
        files > 0 && t('Its file stays.'),
        t('A backup is kept; “Restore Backup…” restores it without the runs.'),
      ),
      verb: t('Delete in Cloud'),
    };
  return {
    message: t('Delete {0} scenarios in {1}?', names.length, organization),
    detail: `${bulleted(names)}\n\n${sentences(t('This also deletes their runs and schedules, for everyone.'), filesStay(files), t('Backups are kept; “Restore Backup…” restores them without the runs.'))}`,
    verb: t('Delete {0} in Cloud', names.length),
  };
}

const sentences = (...parts: readonly (string | false)[]): string => parts.filter((part) => part !== false).join(' ');

function filesStay(count: number): string | false {
  if (count === 0) return false;
  return count === 1 ? t('The file of one of them stays.') : t('Their files stay.');
}

interface SeveralFiles {
  readonly paths: readonly string[];
  readonly organization: string;
}

/** Of files; their scenarios stay. */
export function deleteHereQuestion({ paths, organization }: SeveralFiles): ChangeQuestion {
  const [first] = paths;
  if (paths.length === 1)
    return {
      message: t('Delete the file {0} here?', plainName(first, '')),
      detail: t('Its scenario stays in {0}. A backup of the file is kept; see “Restore Backup…”.', organization),
      verb: t('Delete File'),
    };
  return {
    message: t('Delete {0} files here?', paths.length),
    detail: `${bulleted(paths)}\n\n${t('Their scenarios stay in {0}. Backups of the files are kept; see “Restore Backup…”.', organization)}`,
    verb: t('Delete {0} Files', paths.length),
  };
}

export function unlinkQuestion({ paths, organization }: SeveralFiles): ChangeQuestion {
  const [first] = paths;
  if (paths.length === 1)
    return {
      message: t('Unlink {0} from its scenario in {1}?', plainName(first, ''), organization),
      detail: t('Neither the file nor the scenario is deleted. Changes are no longer pushed or pulled.'),
      verb: t('Unlink'),
    };
  return {
    message: t('Unlink {0} files from their scenarios in {1}?', paths.length, organization),
    detail: `${bulleted(paths)}\n\n${t('Neither the files nor the scenarios are deleted. Changes are no longer pushed or pulled.')}`,
    verb: t('Unlink {0}', paths.length),
  };
}

/** Names, one a line; of many the first. */
export const bulleted = (names: readonly string[]): string =>
  listed(names.map((name) => `• ${scenario(name)}`)).join('\n');
