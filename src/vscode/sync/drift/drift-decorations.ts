import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../../base/dispose';
import { driftLooks, driftWords, type Drifted } from '../../../view/sync/drift/drift';
import { rowScheme } from '../../ids';
import type { SeenFolder, SeenFolders } from './seen-folders';

/** Shows in the Explorer and in the view which files and scenarios drifted apart. */
export class DriftDecorations implements vscode.FileDecorationProvider, Disposable {
  readonly #store = new DisposableStore();
  readonly #changed = this.#store.add(new vscode.EventEmitter<vscode.Uri[]>());
  readonly onDidChangeFileDecorations = this.#changed.event;
  #drifted: ReadonlyMap<string, Drifted> = new Map();

  /** @param organization the one whose scenarios the view shows; its rows say only numbers */
  constructor(
    private readonly seen: SeenFolders,
    private readonly organization: () => string | undefined,
  ) {
    this.#store.add(seen.onDidChange(() => this.update()));
    this.#store.add(vscode.window.registerFileDecorationProvider(this));
  }

  /** Draws again what changed. */
  update(): void {
    const before = this.#drifted;
    const now = new Map(this.seen.all.flatMap((folder) => this.#entries(folder)));
    this.#drifted = now;
    const changed = [...new Set([...before.keys(), ...now.keys()])].filter(
      (key) => !isSame(before.get(key), now.get(key)),
    );
    if (changed.length > 0) this.#changed.fire(changed.map((key) => vscode.Uri.parse(key, true)));
  }

  provideFileDecoration(uri: vscode.Uri): vscode.FileDecoration | undefined {
    const file = this.#drifted.get(uri.toString());
    if (!file) return undefined;
    const { badge, color } = driftLooks[file.state];
    const decoration = new vscode.FileDecoration(badge, driftWords(file), new vscode.ThemeColor(color));
    decoration.propagate = uri.scheme !== rowScheme;
    return decoration;
  }

  dispose(): void {
    this.#store.dispose();
  }

  #entries({ folder, drifted }: SeenFolder): readonly (readonly [string, Drifted])[] {
    const isShown = folder.session.organization === this.organization();
    return drifted.flatMap((file) => [
      ...(file.path === undefined || file.state === 'deletedHere'
        ? []
        : [[folder.uriOf(file.path).toString(), file] as const]),
      ...(file.id === undefined || !isShown ? [] : [[rowUri(file.id).toString(), file] as const]),
    ]);
  }
}

/** The address of a scenario's row in the view. */
const rowUri = (id: number): vscode.Uri => vscode.Uri.from({ scheme: rowScheme, path: `/${id}` });

const isSame = (one: Drifted | undefined, other: Drifted | undefined): boolean =>
  one === other ||
  (one !== undefined && other !== undefined && one.state === other.state && driftWords(one) === driftWords(other));
