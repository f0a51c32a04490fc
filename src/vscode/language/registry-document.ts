import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../base/dispose';
import type { RegistryKnowledge } from '../../view/registry/registry-knowledge';
import { registryUri } from '../registry-uri';
import { registryScheme } from '../ids';
import { time } from '../time';
import type { RegistryStore } from './registry-store';

/** The read-only document that lists what is known of the cogs; it follows what becomes known. */
export class RegistryDocument implements vscode.TextDocumentContentProvider, Disposable {
  readonly #store = new DisposableStore();
  readonly #changed = this.#store.add(new vscode.EventEmitter<vscode.Uri>());
  readonly onDidChange = this.#changed.event;
  readonly #shown = new Map<string, vscode.Uri>();

  constructor(
    private readonly registries: RegistryStore,
    private readonly report: (knowledge: RegistryKnowledge, format: { readonly time: typeof time }) => Promise<string>,
  ) {
    this.#store.add(vscode.workspace.registerTextDocumentContentProvider(registryScheme, this));
    this.#store.add(
      registries.onDidChange(() => {
        for (const uri of this.#shown.values()) this.#changed.fire(uri);
      }),
    );
    this.#store.add(vscode.workspace.onDidCloseTextDocument(({ uri }) => void this.#shown.delete(uri.toString())));
  }

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    const isFirst = !this.#shown.has(uri.toString());
    this.#shown.set(uri.toString(), uri);
    const about = uri.query === '' ? undefined : vscode.Uri.parse(uri.query);
    return this.report(isFirst ? await this.registries.need(about) : this.registries.knowledge(about), { time });
  }

  /** Shows what is known where a document lies. */
  async open(about: vscode.Uri | undefined): Promise<void> {
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(registryUri(about)), {
      preview: true,
    });
  }

  dispose(): void {
    this.#store.dispose();
  }
}
