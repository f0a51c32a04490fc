import type { Id } from '../../wire/payload';
import type { SyncState } from '../model/content';
import type { SyncContext } from './context';
import { examine, itemOf } from './examine';
import { filesAtOnce } from '../model/limits';
import type { Look } from './look';
import { present } from '../model/present';
import type { Difference } from '../model/findings';
import { mapConcurrent } from '../../base/map-concurrent';

/** `moved`: both say the same, but the link has yet to follow the file. */
export type FileState = SyncState | 'moved';

/** How one file and its scenario stand. */
export interface FileStatus {
  readonly state: FileState;
  readonly path?: string;
  /** Where the link says that the file is: it was moved outside of the editor. */
  readonly movedFrom?: string;
  readonly id?: Id;
  /** The scenario's name; of a file that is not linked, its path. */
  readonly name: string;
  /** The scenario's folder; null: in none; absent where there is no scenario. */
  readonly folder?: Id | null;
  /** What changed in the file, and in the cloud, since both agreed. */
  readonly here: readonly Difference[];
  readonly cloud: readonly Difference[];
  /** Whether the file was changed and cannot be read as a scenario. */
  readonly isUnreadable: boolean;
  /** Who changed the scenario last, and when in Unix milliseconds. */
  readonly changedBy?: string;
  readonly changedAt?: number;
}

export interface Status {
  readonly organization: string;
  readonly files: readonly FileStatus[];
  /** What is wrong with the links, for people. */
  readonly problems: readonly string[];
}

/** `before`, with what a later look at some of its files told of them. */
export function withFiles(before: Status, { files, problems }: Status): Status {
  const later = new Map(files.filter(({ state }) => state !== 'cloudOnly').map((file) => [keyOf(file), file]));
  return { ...before, problems, files: before.files.map((file) => later.get(keyOf(file)) ?? file) };
}

const keyOf = ({ id, path }: FileStatus): string => `${id ?? ''} ${path ?? ''}`;

/** Keeps neither texts nor contents: 5,000 scenarios are a few hundred bytes each. @param only linked files of other paths are left out */
export async function statusOf(context: SyncContext, look: Look, only?: ReadonlySet<string>): Promise<Status> {
  const linked = await mapConcurrent(
    only ? look.links.filter(({ path }) => only.has(path)) : look.links,
    async (file): Promise<FileStatus> => {
      const examined = await examine(context, look, file);
      const { path, id, movedFrom, name, here, cloud, changedBy, changedAt } = itemOf(examined);
      const { compiled, seen, standing } = examined;
      const folder = seen.scenario && (seen.scenario.folder?.id ?? null);
      const state = movedFrom !== undefined && standing.state === 'inSync' ? 'moved' : standing.state;
      return {
        state,
        name,
        here,
        cloud,
        isUnreadable: compiled !== undefined && !compiled.content,
        ...present({ path, id, movedFrom, folder, changedBy, changedAt }),
      };
    },
    { atOnce: filesAtOnce },
  );
  const known = new Set(look.links.map(({ id }) => id));
  const cloudOnly = [...look.scenarios.values()]
    .filter(({ id }) => !known.has(id) && look.isHeld({ id }) !== 'contradiction')
    .map(({ id, name, folder }): FileStatus => ({
      ...nothing,
      state: 'cloudOnly',
      id,
      name,
      folder: folder?.id ?? null,
    }));
  const notLinked = look.unlinked.map((path): FileStatus => ({ ...nothing, state: 'notLinked', path, name: path }));
  return {
    organization: context.organization,
    files: [...linked.filter((file) => file !== undefined), ...notLinked, ...cloudOnly],
    problems: [...look.problems, ...context.bases.problems],
  };
}

const nothing = { here: [], cloud: [], isUnreadable: false };
