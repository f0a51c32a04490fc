import * as vscode from 'vscode';
import { CancelledError } from '../../../base/cancellation';
import { DisposableStore, type Disposable } from '../../../base/dispose';
import { t } from '../../../base/localize';
import type { Log } from '../../../base/log';
import { iconless } from '../../../base/plain-text';
import type { PlanItem } from '../../../sync/plan/plan';
import { isProtected } from '../../../view/sync/prompts/protected-organizations';
import { judgeSave, protectedWords, savedWords, type PushHelp } from '../../../view/sync/messages/push-on-save';
import { organizationWords } from '../../../view/sync/messages/names';
import { run } from '../../commands';
import { commands } from '../../ids';
import { showWarning, type Choice } from '../../report';
import { protectedOrganizations, pushOnSave } from '../../settings';
import { isOwnSave } from '../folder/editor-files';
import { errorsOf, type ErrorsIn } from './errors-of-files';
import { isScenarioFile } from '../../scenario-files';
import type { SyncFolder, SyncFolders } from '../folder/sync-folders';

export interface PushOnSaveWorld {
  readonly folders: SyncFolders;
  readonly log: Log;
  readonly say: (error: unknown) => string;
  readonly errorsIn: ErrorsIn;
}

/** How long the status bar tells of a push. Milliseconds. */
const shownMs = 5_000;

/** Pushes what is saved, where the setting asks for it and nothing speaks against it. */
export class PushOnSave implements Disposable {
  readonly #store = new DisposableStore();
  readonly #byHand = new WeakSet<vscode.TextDocument>();
  /** What was told of a file, until it is pushed. */
  readonly #told = new Map<string, string>();
  #last: Promise<void> = Promise.resolve();

  constructor(private readonly world: PushOnSaveWorld) {
    this.#store.add(
      vscode.workspace.onWillSaveTextDocument(({ document, reason }) => this.#willSave(document, reason)),
    );
    this.#store.add(vscode.workspace.onDidSaveTextDocument((document) => this.#saved(document)));
  }

  dispose(): void {
    this.#store.dispose();
  }

  #willSave(document: vscode.TextDocument, reason: vscode.TextDocumentSaveReason): void {
    if (reason === vscode.TextDocumentSaveReason.AfterDelay) this.#byHand.delete(document);
    else this.#byHand.add(document);
  }

  #saved(document: vscode.TextDocument): void {
    const isByHand = this.#byHand.delete(document);
    if (!isByHand || isOwnSave(document) || !isScenarioFile(document.uri) || !pushOnSave(document.uri)) return;
    const spared = protectedOrganizations();
    // One after the other: the next finds what the last has agreed on.
    this.#last = this.#last
      .then(() => this.#push(document, spared))
      .catch((error: unknown) => this.#failed(document, error));
  }

  async #push(document: vscode.TextDocument, spared: readonly string[]): Promise<void> {
    if (this.#store.isDisposed) return;
    const folder = await this.world.folders.at(document.uri);
    const path = folder.pathOf(document.uri);
    if (path === undefined || (await folder.engine.linkOf(path)) === undefined) return;
    const { binding, name, organization } = folder.session;
    if (isProtected({ uuid: organization, name: binding.organization.name }, spared)) {
      this.#tell(document.uri, protectedWords(name), 'push');
      return;
    }
    // What was typed since is not what was saved.
    if (!document.isDirty) await this.#pushFile(folder, { path, uri: document.uri });
  }

  async #pushFile(
    folder: SyncFolder,
    { path, uri }: { readonly path: string; readonly uri: vscode.Uri },
  ): Promise<void> {
    const organization = organizationWords(folder.session);
    const plan = await folder.engine.planPush({ paths: [path] });
    const item: PlanItem | undefined = plan.items[0];
    const [file] = item ? await errorsOf(this.world, folder, item) : [];
    const verdict = judgeSave({ item, errors: file?.errors ?? [], organization });
    if (verdict.kind === 'kept') this.#tell(uri, verdict.why, verdict.help);
    if (verdict.kind === 'nothing') this.#told.delete(uri.toString());
    if (verdict.kind !== 'push') return;
    const { results } = await folder.engine.apply(plan);
    const [result] = results;
    if (!result) return;
    const { isDone, words } = savedWords(result, organization);
    if (isDone) {
      this.#told.delete(uri.toString());
      vscode.window.setStatusBarMessage(`$(cloud-upload) ${iconless(words)}`, shownMs);
    } else this.#tell(uri, words, 'push');
    await folder.refresh({ local: new Set([path]) });
  }

  #failed({ uri }: vscode.TextDocument, error: unknown): void {
    if (error instanceof CancelledError) return;
    const words = this.world.say(error);
    this.world.log.info(`A save was not pushed: ${words}`);
    this.#tell(uri, t('This file was not pushed on save. {0}', words), 'push');
  }

  /** The same is told once until it is over. */
  #tell(uri: vscode.Uri, words: string, help: PushHelp): void {
    if (this.#told.get(uri.toString()) === words) return;
    this.#told.set(uri.toString(), words);
    showWarning(words, helpFor(uri)[help]);
  }
}

const helpFor = (uri: vscode.Uri): Readonly<Record<PushHelp, Choice>> => ({
  resolve: { title: t('Resolve Conflict…'), run: () => run(commands.resolveConflict, uri) },
  problems: { title: t('Show Problems'), run: () => vscode.commands.executeCommand('workbench.actions.view.problems') },
  push: { title: t('Push…'), run: () => run(commands.pushFile, uri) },
});
