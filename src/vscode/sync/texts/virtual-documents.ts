import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../../base/dispose';
import { safeName } from '../../../sync/model/names';
import { syncScheme } from '../../ids';

interface Held {
  text: string;
  readonly isReadonly: boolean;
  changedAt: number;
}

/** What a tab shows of a text. */
export interface DocumentTitle {
  readonly name: string;
  /** With its dot: it tells the language. */
  readonly ending: string;
  readonly isReadonly?: boolean;
}

/** What a tab shows of a text's name, before its ending. */
export const fileNameOf = (name: string): string => safeName(name, 'scenario', 120);

/** Texts that are kept for editors that may still show them. */
const mostKept = 200;

/** Texts of push and pull that lie on no disk: the sides of a comparison, the result of a merge, a summary. */
export class VirtualDocuments implements vscode.FileSystemProvider, Disposable {
  readonly #store = new DisposableStore();
  readonly #changed = this.#store.add(new vscode.EventEmitter<vscode.FileChangeEvent[]>());
  readonly onDidChangeFile = this.#changed.event;
  readonly #held = new Map<string, Held>();
  #count = 0;

  constructor() {
    this.#store.add(vscode.workspace.registerFileSystemProvider(syncScheme, this, { isCaseSensitive: true }));
  }

  /** Holds a text under a name for its tab. */
  add(text: string, { name, ending, isReadonly = true }: DocumentTitle): vscode.Uri {
    const file = `${fileNameOf(name)}${ending}`;
    const known = isReadonly ? this.#known(text, file) : undefined;
    if (known !== undefined) return vscode.Uri.from({ scheme: syncScheme, path: known });
    this.#count += 1;
    const uri = vscode.Uri.from({ scheme: syncScheme, path: `/${String(this.#count)}/${file}` });
    this.#held.set(uri.path, { text, isReadonly, changedAt: this.#count });
    this.#forgetOld();
    return uri;
  }

  /** As it was saved last; `undefined` where it is not held any more. */
  text(uri: vscode.Uri): string | undefined {
    return this.#held.get(uri.path)?.text;
  }

  stat(uri: vscode.Uri): vscode.FileStat {
    const { text, isReadonly, changedAt } = this.#at(uri);
    return {
      type: vscode.FileType.File,
      ctime: 0,
      mtime: changedAt,
      size: Buffer.byteLength(text),
      ...(isReadonly ? { permissions: vscode.FilePermission.Readonly } : {}),
    };
  }

  readFile(uri: vscode.Uri): Uint8Array {
    return Buffer.from(this.#at(uri).text);
  }

  writeFile(uri: vscode.Uri, content: Uint8Array): void {
    const held = this.#at(uri);
    if (held.isReadonly) throw vscode.FileSystemError.NoPermissions(uri);
    this.#count += 1;
    held.text = Buffer.from(content).toString('utf8');
    held.changedAt = this.#count;
    this.#changed.fire([{ type: vscode.FileChangeType.Changed, uri }]);
  }

  watch(): vscode.Disposable {
    return new vscode.Disposable(() => undefined);
  }

  readDirectory(): [string, vscode.FileType][] {
    return [];
  }

  createDirectory(uri: vscode.Uri): void {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  delete(uri: vscode.Uri): void {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  rename(uri: vscode.Uri): void {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  dispose(): void {
    this.#held.clear();
    this.#store.dispose();
  }

  /** Where the same text is held already, which nobody can change: its tab is shown again. */
  #known(text: string, file: string): string | undefined {
    for (const [path, held] of this.#held)
      if (held.isReadonly && held.text === text && path.endsWith(`/${file}`)) return path;
    return undefined;
  }

  /** What an editor shows is kept, and so is what somebody may be merging. */
  #forgetOld(): void {
    if (this.#held.size <= mostKept) return;
    const shown = new Set(
      vscode.workspace.textDocuments.filter(({ uri }) => uri.scheme === syncScheme).map(({ uri }) => uri.path),
    );
    for (const [path, { isReadonly }] of [...this.#held]) {
      if (this.#held.size <= mostKept) break;
      if (isReadonly && !shown.has(path)) this.#held.delete(path);
    }
  }

  #at(uri: vscode.Uri): Held {
    const held = this.#held.get(uri.path);
    if (!held) throw vscode.FileSystemError.FileNotFound(uri);
    return held;
  }
}
