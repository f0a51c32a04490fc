import { t } from '../../../base/localize';
import type { FileState, FileStatus } from '../../../sync/plan/status';
import type { RowMark, RowMarks } from '../../row-mark';
import { countDrift, countsWords, driftLooks, isDrifted } from './drift';

/** What the view shows of the files that are linked to an organization's scenarios. */
export function rowMarks(organization: string, files: readonly FileStatus[]): RowMarks {
  const linked = files.filter(({ state, id }) => id !== undefined && state !== 'cloudOnly' && state !== 'notLinked');
  const counts = countDrift(linked);
  return {
    organization,
    rows: new Map(linked.flatMap((file) => (file.id === undefined ? [] : [[file.id, markOf(file)] as const]))),
    count: counts.here + counts.cloud + counts.conflicts,
    words: countsWords(counts),
  };
}

const markOf = (file: FileStatus): RowMark => ({
  state: menuState(file.state),
  words: isDrifted(file) ? driftLooks[file.state].words() : t('has a file here'),
});

const menuStates: Readonly<Partial<Record<FileState, FileState>>> = { behind: 'cloudChanges', moved: 'localChanges' };

/** Menus offer the same where a pull is what helps, or a push. */
export const menuState = (state: FileState): string => menuStates[state] ?? state;
