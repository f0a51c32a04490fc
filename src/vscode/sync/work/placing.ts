import { t } from '../../../base/localize';
import type { Plan, PlanItem } from '../../../sync/plan/plan';
import { References } from '../../../sync/model/references';
import { newFolders, targetsLike, type Target } from '../../../sync/plan/target-folders';
import { samePath } from '../../../sync/model/names';
import type { Folder } from '../../../wire/records';
import type { Place } from '../../../view/sync/prompts/folder-words';
import { organizationWords, scenarioCount, scenarioWords } from '../../../view/sync/messages/names';
import { makeFolder, pickFolder } from './folder-pick';
import type { Placing } from './job';
import type { SyncFolder } from '../folder/sync-folders';

/** New scenarios of which neither their files nor anybody has said where they go. */
const isHomeless = ({ direction, what, id, seen }: PlanItem): boolean =>
  direction === 'push' &&
  what === 'create' &&
  id === undefined &&
  seen.folder === undefined &&
  seen.content?.settings.folder === undefined;

/** Asks once where the new scenarios among some items go. Nothing is made yet. Throws a `CancelledError` when the user steps back. @returns `undefined` where nothing has to be placed */
export async function askPlace(folder: SyncFolder, items: readonly PlanItem[]): Promise<Placing | undefined> {
  const { session } = folder;
  const homeless = items.filter(isHomeless);
  const [first] = homeless;
  if (!first) return undefined;
  const organization = organizationWords(session);
  const title =
    homeless.length === 1
      ? t('Create “{0}” in {1}', scenarioWords(first), organization)
      : t('Create {0} in {1}', scenarioCount(homeless.length), organization);
  const paths = homeless.flatMap(({ path }) => path ?? []);
  const place = await pickFolder(session, { title, asHere: (folders) => targetsLike(paths, folders) });
  return placingOf(folder, place);
}

/** Where all new scenarios of a plan go that no file places. */
function placingOf(folder: SyncFolder, place: Place): Placing {
  const targetOf = (path: string | undefined): Target =>
    'asHere' in place ? (place.asHere.get(path ?? '') ?? { id: null }) : place;
  const names = newFolders('asHere' in place ? place.asHere.values() : [place]);
  return {
    newFolders: names,
    place: async (plan) => {
      const made = new Map<string, Folder>();
      for (const name of names) made.set(samePath(name), await makeFolder(folder, name));
      const folderOf = (target: Target): number | null =>
        'id' in target ? target.id : (made.get(samePath(target.newFolder))?.id ?? null);
      const items = plan.items.map((item) =>
        isHomeless(item) ? { ...item, seen: { ...item.seen, folder: folderOf(targetOf(item.path)) } } : item,
      );
      return { ...plan, items, references: withFolders(plan.references, [...made.values()]) };
    },
  };
}

/** What was just made has a name from now on. */
function withFolders({ folders, groups }: Plan['references'], made: readonly Folder[]): References {
  const known = new Set(folders.map(({ id }) => id));
  return new References({ folders: [...folders, ...made.filter(({ id }) => !known.has(id))], groups });
}
