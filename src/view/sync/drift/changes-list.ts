import type { FileStatus, Status } from '../../../sync/plan/status';
import { inOrder, isDrifted, type Drifted } from './drift';

/** A scenario that has no file yet, in a folder whose others have. */
export interface NewInCloud extends FileStatus {
  readonly state: 'cloudOnly';
  readonly id: number;
}

/** What Source Control lists. */
export interface ChangesList {
  /** Of this side, conflicts first. */
  readonly changes: readonly Drifted[];
  /** Of the other. */
  readonly incoming: readonly (Drifted | NewInCloud)[];
  /** What asks to be done; scenarios without a file do not. */
  readonly count: number;
  readonly hasLinks: boolean;
}

const incomingStates: ReadonlySet<string> = new Set(['cloudChanges', 'behind', 'deletedInCloud', 'unreadable']);

/**
 * Scenarios that have no file may be hundreds. Listed are those of folders most of whose scenarios have one: there somebody
 * works with files, and would miss what a colleague added.
 */
export function changesList({ files }: Status): ChangesList {
  const drifted = inOrder(files.filter(isDrifted));
  const changes = drifted.filter(({ state }) => !incomingStates.has(state));
  const changed = drifted.filter(({ state }) => incomingStates.has(state));
  return {
    changes,
    incoming: [...changed, ...newInCloud(files)],
    count: drifted.length,
    hasLinks: files.some(isLinked),
  };
}

const isLinked = ({ state }: FileStatus): boolean => state !== 'notLinked' && state !== 'cloudOnly';
const isNew = (file: FileStatus): file is NewInCloud => file.state === 'cloudOnly' && file.id !== undefined;

function newInCloud(files: readonly FileStatus[]): readonly NewInCloud[] {
  const balance = new Map<number, number>();
  for (const file of files) {
    if (typeof file.folder === 'number')
      balance.set(file.folder, (balance.get(file.folder) ?? 0) + (isLinked(file) ? 1 : -1));
  }
  return files
    .filter(isNew)
    .filter(({ folder }) => typeof folder === 'number' && (balance.get(folder) ?? 0) > 0)
    .sort((one, other) => one.name.localeCompare(other.name));
}
