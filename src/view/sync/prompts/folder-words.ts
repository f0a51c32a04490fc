import { t } from '../../../base/localize';
import { iconless, plainName } from '../../../base/plain-text';
import { newFolders, type Target } from '../../../sync/plan/target-folders';
import type { Id } from '../../../wire/payload';

/** Where scenarios go: a folder that is there, none, one that is made, or each where its file lies here. */
export type Place = Target | { readonly asHere: ReadonlyMap<string, Target> };

/** A row of the list of folders; without a place it asks for the name of a new one. */
export interface FolderRow {
  readonly label: string;
  readonly description?: string;
  readonly place?: Place;
}

export interface FolderChoices {
  readonly folders: readonly { readonly id: Id; readonly name: string }[];
  /** Where each file would go by where it lies here; absent where no file asks. */
  readonly asHere?: ReadonlyMap<string, Target>;
}

/** The organization itself first, unless the files' own directories say surely more; then the folders by name; a new one last. */
export function folderRows({ folders, asHere }: FolderChoices): readonly FolderRow[] {
  const sorted = folders
    .map((folder) => ({
      label: `$(folder) ${iconless(plainName(folder.name, t('Folder {0}', folder.id)))}`,
      place: { id: folder.id, name: folder.name },
    }))
    .sort((one, other) => one.label.localeCompare(other.label));
  const top: FolderRow = {
    label: `$(circle-slash) ${t('No folder')}`,
    description: t('the top of the organization'),
    place: { id: null },
  };
  const [here, isSure] = asHereRow(asHere, folders);
  const first = isSure ? [here, top] : [top, here];
  return [...first.filter((row) => row !== undefined), ...sorted, { label: `$(new-folder) ${t('New Folder…')}` }];
}

/** Offered where some file lies in a directory; sure where each has its folder already. */
function asHereRow(
  asHere: FolderChoices['asHere'],
  folders: FolderChoices['folders'],
): readonly [row: FolderRow | undefined, isSure: boolean] {
  const targets = [...(asHere?.values() ?? [])];
  const isTop = (target: Target): boolean => 'id' in target && target.id === null;
  if (!asHere || targets.every(isTop)) return [undefined, false];
  const made = newFolders(targets);
  const known = folders.filter(({ id }) => targets.some((target) => 'id' in target && target.id === id));
  const names = [
    ...known.map(({ name }) => plainName(name, '')),
    ...made.map((name) => t('{0} (new)', plainName(name, ''))),
    ...(targets.some(isTop) ? [t('no folder')] : []),
  ];
  const label = names.length === 1 ? t('The Same Folder as Here') : t('The Same Folders as Here');
  return [
    { label: `$(list-tree) ${label}`, description: iconless(names.join(', ')), place: { asHere } },
    made.length === 0,
  ];
}

const longestName = 255;

/** Why a new folder cannot have a name; `undefined` where it can. @param organization as prompts name it */
export function folderNameProblem(name: string, taken: readonly string[], organization: string): string | undefined {
  const plain = nameKey(name);
  if (plain === '') return t('A folder needs a name.');
  if (plain.length > longestName) return t('A name can have at most {0} characters.', longestName);
  return taken.some((other) => nameKey(other) === plain)
    ? t('{0} already has a folder with this name. Choose it in the list, or type another name.', organization)
    : undefined;
}

const nameKey = (name: string): string => name.normalize('NFC').trim();
