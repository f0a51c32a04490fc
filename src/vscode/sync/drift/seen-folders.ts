import { DisposableStore, type Disposable } from '../../../base/dispose';
import { Emitter, type Event } from '../../../base/event';
import type { Status } from '../../../sync/plan/status';
import { changesList, type ChangesList } from '../../../view/sync/drift/changes-list';
import { isDrifted, type Drifted } from '../../../view/sync/drift/drift';
import type { FolderChanges } from '../../../view/sync/drift/changes-tooltip';
import { organizationWords } from '../../../view/sync/messages/names';
import type { SyncFolder } from '../folder/sync-folders';
import { inFolder } from '../folder/which-folder';

/** A folder as it was seen last, and what kept it from being seen since. */
export interface SeenFolder {
  readonly folder: SyncFolder;
  readonly status: Status;
  readonly list: ChangesList;
  readonly drifted: readonly Drifted[];
  /** When the cloud was listed last, in Unix milliseconds. */
  readonly listedAt: number | undefined;
  /** Why it could not be since. */
  readonly failure?: string | undefined;
}

/** What decorations, status bar and Source Control draw. */
export class SeenFolders implements Disposable {
  readonly #store = new DisposableStore();
  readonly #changed = this.#store.add(new Emitter<undefined>());
  readonly onDidChange: Event<undefined> = this.#changed.event;
  readonly #seen = new Map<string, SeenFolder>();

  get all(): readonly SeenFolder[] {
    return [...this.#seen.values()];
  }

  /** Takes up a folder's status. */
  note(folder: SyncFolder): void {
    const { status, listedAt } = folder;
    if (!status) return;
    const before = this.#seen.get(folder.uri.toString());
    // A look at files alone makes nothing that is told of the cloud younger.
    const failure = before?.listedAt === listedAt ? before?.failure : undefined;
    this.#seen.set(folder.uri.toString(), {
      folder,
      status,
      listedAt,
      list: changesList(status),
      drifted: status.files.filter(isDrifted),
      failure,
    });
    this.#changed.fire(undefined);
  }

  /** What was seen stays, and says why it may be old. */
  fail({ uri }: SyncFolder, failure: string): void {
    const seen = this.#seen.get(uri.toString());
    if (!seen) return;
    this.#seen.set(uri.toString(), { ...seen, failure });
    this.#changed.fire(undefined);
  }

  /** Forgets folders that are no longer there, or of another organization. */
  keep(folders: readonly SyncFolder[]): void {
    const gone = this.all.filter(({ folder }) => !folders.includes(folder));
    for (const { folder } of gone) this.#seen.delete(folder.uri.toString());
    if (gone.length > 0) this.#changed.fire(undefined);
  }

  dispose(): void {
    this.#seen.clear();
    this.#store.dispose();
  }
}

/** What is told of a folder. */
export const changesOf = ({ folder, status, drifted, listedAt, failure }: SeenFolder): FolderChanges => ({
  organization: inFolder(folder, organizationWords(folder.session)),
  files: drifted,
  seenAt: listedAt,
  problems: [...(failure === undefined ? [] : [failure]), ...status.problems],
});
