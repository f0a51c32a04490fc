import * as vscode from 'vscode';
import type { Cancellation } from '../../../base/cancellation';
import type { Clock } from '../../../base/clock';
import { DisposableStore, type Disposable } from '../../../base/dispose';
import { CancelledError } from '../../../base/cancellation';
import type { Log } from '../../../base/log';
import { t } from '../../../base/localize';
import { intervalOf, RefreshPace, type Look } from '../../../sync/plan/refresh-pace';
import { settings } from '../../ids';
import { onDidChangeSettings, syncInterval } from '../../settings';
import { isScenarioFile, watchScenarioFiles } from '../../scenario-files';
import type { SeenFolders } from './seen-folders';
import type { RefreshOptions, SyncFolder, SyncFolders } from '../folder/sync-folders';

export interface RefreshWorld {
  readonly folders: SyncFolders;
  readonly seen: SeenFolders;
  readonly clock: Clock;
  readonly log: Log;
  readonly say: (error: unknown) => string;
}

/** What another window, a merge or a checkout changes. */
const linksFiles = '**/.stackmoxie/links.json';
const bases = '**/.stackmoxie/base/*/*.json';

/** Keeps what is known of files and cloud fresh, and never disturbs. */
export class Refresher implements Disposable {
  readonly #store = new DisposableStore();
  readonly #pace: RefreshPace;

  constructor(private readonly world: RefreshWorld) {
    const isFocused = (): boolean => vscode.window.state.focused;
    this.#pace = this.#store.add(
      new RefreshPace({
        clock: world.clock,
        isFocused,
        interval: () => intervalOf(syncInterval()),
        look: (look, cancellation) => this.#look(look, cancellation),
      }),
    );
    this.#followFolders();
    this.#followEditors();
    this.#followDisk();
    this.#pace.start();
  }

  /** Looks at the cloud because somebody asked. Throws what the API throws. */
  async ask(cancellation: Cancellation): Promise<readonly SyncFolder[]> {
    await this.#pace.idle();
    const linked = await this.#linked();
    for (const folder of linked) await this.#refresh(folder, { cancellation });
    return linked;
  }

  /** Which files there are may have changed. */
  filesChanged(): void {
    this.#pace.edited();
  }

  dispose(): void {
    this.#store.dispose();
  }

  #followFolders(): void {
    const { folders, seen } = this.world;
    this.#store.add(folders.onDidChange((folder) => seen.note(folder)));
    this.#store.add(folders.onDidRebind(() => void this.#rebound()));
    this.#store.add(
      vscode.window.onDidChangeWindowState(({ focused }) => {
        if (focused) this.#pace.focused();
      }),
    );
    this.#store.add(onDidChangeSettings(settings.syncInterval)(() => this.#pace.restart()));
  }

  #followEditors(): void {
    const note = ({ uri }: vscode.TextDocument): void => {
      if (isScenarioFile(uri)) this.#pace.edited(uri.toString());
    };
    this.#store.add(
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0) note(document);
      }),
    );
    this.#store.add(vscode.workspace.onDidSaveTextDocument(note));
    // What was not saved may have been thrown away.
    this.#store.add(vscode.workspace.onDidCloseTextDocument(note));
  }

  #followDisk(): void {
    const scenarios = this.#store.add(watchScenarioFiles());
    this.#store.add(scenarios.onDidChange((uri) => this.#pace.edited(uri.toString())));
    this.#store.add(scenarios.onDidCreate(() => this.#pace.edited()));
    this.#store.add(scenarios.onDidDelete(() => this.#pace.edited()));
    this.#follow(linksFiles, () => this.#pace.edited());
    this.#follow(bases, (uri) => this.#pace.edited(this.#fileOfBase(uri)));
  }

  #follow(pattern: string, changed: (uri: vscode.Uri) => void): void {
    const watcher = this.#store.add(vscode.workspace.createFileSystemWatcher(pattern));
    for (const event of [watcher.onDidChange, watcher.onDidCreate, watcher.onDidDelete])
      this.#store.add(event(changed));
  }

  /** The address of the one file whose base it is, as far as it is known. */
  #fileOfBase(base: vscode.Uri): string | undefined {
    const id = Number(/(\d+)\.json$/.exec(base.path)?.[1]);
    const seen = this.world.seen.all.find(({ folder }) => folder.pathOf(base) !== undefined);
    const path = seen?.status.files.find((file) => file.id === id)?.path;
    return path === undefined ? undefined : seen?.folder.uriOf(path).toString();
  }

  /** The same organization by another name asks for nothing new. */
  async #rebound(): Promise<void> {
    const { folders, seen } = this.world;
    const linked = await this.#linked();
    const known = seen.all.map(({ folder }) => folder);
    seen.keep(await folders.all());
    if (linked.some((folder) => !known.includes(folder))) await this.#pace.again();
  }

  async #look(look: Look, cancellation: Cancellation): Promise<void> {
    try {
      const linked = await this.#linked();
      this.world.seen.keep(linked);
      for (const folder of linked) await this.#lookAt(folder, look, cancellation);
    } catch (error) {
      this.world.log.warn(`Changes could not be looked at: ${String(error)}`);
    }
  }

  async #lookAt(folder: SyncFolder, look: Look, cancellation: Cancellation): Promise<void> {
    const local = 'cloud' in look ? undefined : pathsIn(folder, look.files);
    // What nobody could list yet is asked for at the pace of looks at the cloud, never by typing.
    if (local && (!folder.knowsCloud || (local !== 'all' && local.size === 0))) return;
    // What went wrong is noted: the tooltip tells.
    await this.#refresh(folder, { cancellation, ...(local ? { local } : {}) }).catch(() => undefined);
  }

  async #refresh(folder: SyncFolder, options: RefreshOptions): Promise<void> {
    try {
      await folder.refresh(options);
    } catch (error) {
      if (!(error instanceof CancelledError)) {
        const words = this.world.say(error);
        this.world.log.info(`${folder.name} could not be held against the cloud: ${words}`);
        this.world.seen.fail(folder, t('Last refresh failed: {0}', words));
      }
      throw error;
    }
  }

  async #linked(): Promise<readonly SyncFolder[]> {
    const places = vscode.workspace.workspaceFolders ?? [];
    const linked = await Promise.all(places.map(({ uri }) => hasLinks(uri)));
    if (!linked.includes(true)) return [];
    const names = new Set(places.filter((_, index) => linked[index]).map(({ uri }) => uri.toString()));
    return (await this.world.folders.all()).filter(({ uri }) => names.has(uri.toString()));
  }
}

export const linksFileOf = (folder: vscode.Uri): vscode.Uri => vscode.Uri.joinPath(folder, '.stackmoxie', 'links.json');

/** Links, or what a first pull or push has begun and not ended: where it was cut off, the next look makes the links. */
const hasLinks = async (folder: vscode.Uri): Promise<boolean> =>
  (await isThere(linksFileOf(folder))) || (await isThere(vscode.Uri.joinPath(folder, '.stackmoxie', 'journal')));

const isThere = async (uri: vscode.Uri): Promise<boolean> => {
  try {
    const { type } = await vscode.workspace.fs.stat(uri);
    return type !== vscode.FileType.Directory || (await vscode.workspace.fs.readDirectory(uri)).length > 0;
  } catch {
    return false;
  }
};

function pathsIn(folder: SyncFolder, files: ReadonlySet<string> | 'all'): ReadonlySet<string> | 'all' {
  if (files === 'all') return files;
  return new Set([...files].map((file) => folder.pathOf(vscode.Uri.parse(file))).filter((path) => path !== undefined));
}
