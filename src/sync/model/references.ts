import type { Id } from '../../wire/payload';
import type { Folder, NotificationGroup } from '../../wire/records';
import type { NamedReference } from './content';

/** Numbers of an organization's folders and notification groups; `undefined` where none, or several, have the name. */
export interface NameNumbers {
  folder(reference: NamedReference): Id | undefined;
  notificationGroup(reference: NamedReference): Id | undefined;
}

/** What scenarios name by numbers. */
export interface Named {
  readonly folders: readonly Folder[];
  readonly groups: readonly NotificationGroup[];
}

/** An organization's folders and groups: what names in files stand for. */
export class References implements NameNumbers {
  readonly folders: readonly Folder[];
  readonly groups: readonly NotificationGroup[];

  constructor({ folders, groups }: Named) {
    this.folders = folders;
    this.groups = groups;
  }

  folder(reference: NamedReference): Id | undefined {
    return numberOf(this.folders, reference);
  }

  /** By name where it is the folder's alone, by number otherwise. */
  nameOfFolder(id: Id): NamedReference {
    const name = this.folders.find((folder) => folder.id === id)?.name;
    return name !== undefined && name !== '' && this.folder(name) === id ? name : { id };
  }

  notificationGroup(reference: NamedReference): Id | undefined {
    return numberOf(this.groups, reference);
  }
}

/** A name counts where it is one record's alone. */
function numberOf(
  records: readonly { readonly id: Id; readonly name: string }[],
  reference: NamedReference,
): Id | undefined {
  const found = records.filter(({ id, name }) =>
    typeof reference === 'string' ? name === reference : id === reference.id,
  );
  return found.length === 1 ? found[0]?.id : undefined;
}
