import { lastPart } from '../../base/last-part';
import type { Id } from '../../wire/payload';
import { directoriesOf, safeName, samePath } from '../model/names';

/** Where a new scenario goes: a folder that is there, none (null), or one that is made. */
export type Target = { readonly id: Id | null; readonly name?: string } | { readonly newFolder: string };

interface Folder {
  readonly id: Id;
  readonly name: string;
}

/**
 * Gives files the folders in the cloud that they have here, by the names that a pull would give to directories: first by the
 * whole path, then by its last part. Where no folder has such a name one is to be made; where several could be meant, none is.
 * Files at the top go to none.
 */
export function targetsLike(
  paths: readonly string[],
  folders: readonly Folder[],
  root = '',
): ReadonlyMap<string, Target> {
  const byDirectory = new Map([...directoriesOf(folders, root)].map(([id, directory]) => [samePath(directory), id]));
  const byName = new Map<string, Id[]>();
  for (const { id, name } of folders) byName.set(nameKey(name), [...(byName.get(nameKey(name)) ?? []), id]);
  const targetOf = (path: string): Target => {
    const directory = path.slice(0, Math.max(0, path.lastIndexOf('/')));
    if (samePath(directory) === samePath(root)) return { id: null };
    const name = lastPart(directory);
    const [only, ...others] = byName.get(samePath(name)) ?? [];
    const id = byDirectory.get(samePath(directory)) ?? (others.length === 0 ? only : undefined);
    if (id !== undefined) return { id };
    return others.length > 0 ? { id: null } : { newFolder: name };
  };
  return new Map(paths.map((path) => [path, targetOf(path)]));
}

const nameKey = (name: string): string => samePath(safeName(name, 'Folder'));

/** The names of the folders that are to be made, each once. */
export function newFolders(targets: Iterable<Target>): readonly string[] {
  const names = new Map<string, string>();
  for (const target of targets)
    if ('newFolder' in target)
      names.set(samePath(target.newFolder), names.get(samePath(target.newFolder)) ?? target.newFolder);
  return [...names.values()];
}
