import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../../base/dispose';
import { baseScheme } from '../../ids';
import { isScenarioFile } from '../../scenario-files';
import type { SyncFolder, SyncFolders } from '../folder/sync-folders';

/** What files and scenarios last agreed on, as documents that the editor holds files against. */
export class BaseDocuments implements vscode.TextDocumentContentProvider, Disposable {
  readonly #store = new DisposableStore();
  readonly #changed = this.#store.add(new vscode.EventEmitter<vscode.Uri>());
  readonly onDidChange = this.#changed.event;
  /** What was given, by address. */
  readonly #given = new Map<string, string>();

  constructor(private readonly folders: SyncFolders) {
    this.#store.add(vscode.workspace.registerTextDocumentContentProvider(baseScheme, this));
    this.#store.add(vscode.workspace.onDidCloseTextDocument(({ uri }) => void this.#given.delete(uri.toString())));
    this.#store.add(folders.onDidChange((folder) => void this.#lookAgain(folder)));
  }

  /** The base's address; `undefined` where there is none. */
  async of(file: vscode.Uri): Promise<vscode.Uri | undefined> {
    return isScenarioFile(file) && (await this.#text(file)) !== undefined ? baseUri(file) : undefined;
  }

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    const text = (await this.#text(fileOf(uri))) ?? '';
    this.#given.set(uri.toString(), text);
    return text;
  }

  dispose(): void {
    this.#store.dispose();
  }

  async #text(file: vscode.Uri): Promise<string | undefined> {
    try {
      const folder = await this.folders.at(file);
      const path = folder.pathOf(file);
      const id = path === undefined ? undefined : await folder.engine.linkOf(path);
      return id === undefined ? undefined : (await folder.engine.base(id))?.text;
    } catch {
      // No organization, or a disk that gives nothing: then there is nothing to hold a file against.
      return undefined;
    }
  }

  async #lookAgain(folder: SyncFolder): Promise<void> {
    for (const [key, text] of [...this.#given]) {
      const uri = vscode.Uri.parse(key, true);
      if (folder.pathOf(fileOf(uri)) !== undefined && ((await this.#text(fileOf(uri))) ?? '') !== text)
        this.#changed.fire(uri);
    }
  }
}

/** By its name no scenario file: nobody should look for problems in it. */
const baseUri = (file: vscode.Uri): vscode.Uri =>
  vscode.Uri.from({ scheme: baseScheme, path: `${file.path}.base`, query: file.toString() });
const fileOf = (base: vscode.Uri): vscode.Uri => vscode.Uri.parse(base.query, true);
