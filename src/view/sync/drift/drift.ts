import { compareTexts } from '../../../base/compare-texts';
import { t } from '../../../base/localize';
import { iconless, plainName } from '../../../base/plain-text';
import type { Difference } from '../../../sync/model/findings';
import type { FileState, FileStatus } from '../../../sync/plan/status';

/** The states that somebody should see. */
export type Drift = Exclude<FileState, 'inSync' | 'notLinked' | 'cloudOnly'>;

/** How a state looks: at most two characters, and a colour of the editor's theme. */
export interface DriftLook {
  readonly badge: string;
  readonly color: string;
  readonly words: () => string;
}

/** What is said where an organization is named; `name` is the organization's. */
export const driftLooks: Readonly<Record<Drift, DriftLook>> = {
  localChanges: {
    badge: '↑',
    color: 'gitDecoration.modifiedResourceForeground',
    words: () => t('Changed here, not pushed yet'),
  },
  moved: {
    badge: '→',
    color: 'gitDecoration.renamedResourceForeground',
    words: () => t('Moved. Its link follows with the next push or pull'),
  },
  cloudChanges: {
    badge: '↓',
    color: 'gitDecoration.submoduleResourceForeground',
    words: () => t('Changed in the cloud, not pulled yet'),
  },
  behind: {
    badge: '↓',
    color: 'gitDecoration.submoduleResourceForeground',
    words: () => t('Behind, as after a switch of branches. A pull brings it up to date'),
  },
  conflict: {
    badge: '!',
    color: 'gitDecoration.conflictingResourceForeground',
    words: () => t('Changed here and in the cloud'),
  },
  unreadable: {
    badge: '?',
    color: 'list.warningForeground',
    words: () => t('Cannot be read in the cloud, so it is left unchanged'),
  },
  deletedInCloud: {
    badge: '×',
    color: 'gitDecoration.deletedResourceForeground',
    words: () => t('Deleted in the cloud. The file is still here'),
  },
  deletedHere: {
    badge: '×',
    color: 'gitDecoration.deletedResourceForeground',
    words: () => t('The file was deleted here. The scenario is still in the cloud'),
  },
};

/** A file that drifted from its scenario. */
export interface Drifted extends FileStatus {
  readonly state: Drift;
}

export const isDrifted = (file: FileStatus): file is Drifted => file.state in driftLooks;

/** More are told as a number. */
const mostDifferences = 5;

/** One text for tooltips: what happened, and the first things that changed. */
export function driftWords(file: Drifted): string {
  const unread = file.isUnreadable ? [t('It cannot be read as a scenario. Fix its errors before pushing.')] : [];
  const by =
    file.changedBy !== undefined && file.cloud.length > 0
      ? [t('Last changed in the cloud by {0}.', plainName(file.changedBy, ''))]
      : [];
  const many = file.here.length > 0 && file.cloud.length > 0;
  return [
    driftLooks[file.state].words(),
    ...(file.movedFrom === undefined ? [] : [t('Moved from {0}.', plainName(file.movedFrom, ''))]),
    ...unread,
    ...by,
    ...differenceLines(file.here, many ? t('here: ') : ''),
    ...differenceLines(file.cloud, many ? t('in the cloud: ') : ''),
  ].join('\n');
}

function differenceLines(differences: readonly Difference[], where: string): readonly string[] {
  const lines = differences.slice(0, mostDifferences).map(({ words }) => `• ${where}${words}`);
  const left = differences.length - lines.length;
  return left > 0 ? [...lines, `• ${where}${t('{0} more', left)}`] : lines;
}

/** Conflicts first, then by path: the order of every list. */
export function inOrder(files: readonly Drifted[]): readonly Drifted[] {
  const rank = ({ state }: Drifted): number => (state === 'conflict' ? 0 : 1);
  return [...files].sort(
    (one, other) => rank(one) - rank(other) || compareTexts(one.path ?? one.name, other.path ?? other.name),
  );
}

/** How many files changed here, in the cloud, and in both. */
export interface DriftCounts {
  readonly here: number;
  readonly cloud: number;
  readonly conflicts: number;
}

export function countDrift(files: readonly FileStatus[]): DriftCounts {
  const count = (...states: readonly FileState[]): number => files.filter(({ state }) => states.includes(state)).length;
  return {
    here: count('localChanges', 'moved', 'deletedHere'),
    cloud: count('cloudChanges', 'behind', 'deletedInCloud'),
    conflicts: count('conflict'),
  };
}

/** `2↑ 1↓ 1!`; empty where nothing drifted. */
export function countsText({ here, cloud, conflicts }: DriftCounts): string {
  return [here > 0 ? `${here}↑` : '', cloud > 0 ? `${cloud}↓` : '', conflicts > 0 ? `${conflicts}!` : '']
    .filter((part) => part !== '')
    .join(' ');
}

/** The same for those who hear it. */
export const countsSpoken = (counts: DriftCounts): string => t('Stack Moxie: {0}', countsWords(counts));

/** `2 changed here, 1 changed in the cloud`. */
export function countsWords({ here, cloud, conflicts }: DriftCounts): string {
  const parts = [
    here > 0 ? t('{0} changed here', here) : '',
    cloud > 0 ? t('{0} changed in the cloud', cloud) : '',
    conflicts > 0 ? t('{0} changed on both sides', conflicts) : '',
  ];
  return parts.filter((part) => part !== '').join(', ');
}

/** A file's path, or what else names it where there is none. */
export const driftName = ({ path, name }: FileStatus): string => iconless(plainName(path ?? name, ''));
