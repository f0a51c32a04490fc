import * as vscode from 'vscode';
import type { Timer } from '../../../base/clock';
import type { Disposable } from '../../../base/dispose';
import type { Log } from '../../../base/log';
import { Pauses } from '../../../base/pauses';
import type { PlanItem } from '../../../sync/plan/plan';
import type { SyncFolder } from '../folder/sync-folders';

/** A merge whose result somebody types. */
export interface Drafted {
  readonly job: { readonly folder: SyncFolder };
  readonly item: PlanItem;
  /** The result before anybody touched it: as it was made, and as the merge editor has laid it out. */
  readonly untouched: ReadonlySet<string>;
}

interface DraftsWorld {
  readonly clock: Timer;
  readonly log: Log;
}

/** Milliseconds without a key: so much may be lost with a window. */
const pauseMs = 500;

/** Keeps what is typed into merges among the backups, as it is typed: a window that is closed or dies takes none of it along. */
export class MergeDrafts implements Disposable {
  readonly #pauses: Pauses<string>;
  /** Where the last draft of each result lies. */
  readonly #places = new Map<string, Promise<string | undefined>>();
  readonly #subscription: Disposable;

  constructor(
    private readonly world: DraftsWorld,
    private readonly find: (result: vscode.Uri) => Drafted | undefined,
  ) {
    this.#pauses = new Pauses(world.clock, pauseMs);
    this.#subscription = vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length > 0 && find(document.uri)) void this.#keepSoon(document);
    });
  }

  /** What was merged has come to its file, or is not wanted. */
  async drop({ job: { folder } }: Drafted, result: vscode.Uri): Promise<void> {
    const key = result.toString();
    this.#pauses.cancel(key);
    const place = await this.#places.get(key);
    this.#places.delete(key);
    await folder.engine.dropDraft(place);
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#pauses.dispose();
  }

  async #keepSoon(document: vscode.TextDocument): Promise<void> {
    const key = document.uri.toString();
    if (!(await this.#pauses.after(key))) return;
    const drafted = this.find(document.uri);
    const text = document.getText();
    if (!drafted || drafted.untouched.has(text)) return;
    this.#places.set(key, this.#keep(drafted, text, this.#places.get(key)));
  }

  async #keep(
    { job: { folder }, item }: Drafted,
    text: string,
    before: Promise<string | undefined> | undefined,
  ): Promise<string | undefined> {
    const last = await before;
    try {
      return await folder.engine.keepDraft(item, text, last);
    } catch (error) {
      // Whoever types is not told for each key: the merge itself tells when it cannot be written.
      this.world.log.warn(
        `The draft of a merge could not be kept: ${error instanceof Error ? error.message : String(error)}`,
      );
      return last;
    }
  }
}
