import * as vscode from 'vscode';
import type { Clock } from '../../base/clock';
import { DisposableStore, type Disposable } from '../../base/dispose';
import { Emitter, type Event } from '../../base/event';
import type { Log } from '../../base/log';
import { documentScheme, settings } from '../ids';
import { NoSessionError, type Sessions } from '../session/session';
import { onDidChangeSettings } from '../settings';
import { workspaceFolderOf } from '../workspace-folder';
import { Catalogs, type CompileCatalog } from '../../registry/catalogs';
import type { RegistryKnowledge } from '../../view/registry/registry-knowledge';
import { PlaceKnowledge } from './place-knowledge';
import { RegistryDisk } from './registry-disk';
import { RegistryFiles, type ReadRegistryFile } from './registry-files';
import { RegistrySources, type Place } from './registry-sources';

export interface RegistryStoreWorld {
  readonly sessions: Sessions;
  /** Where copies of registries are kept. */
  readonly storage: vscode.Uri;
  readonly clock: Clock;
  readonly log: Log;
  readonly compile: CompileCatalog;
  readonly readFile: ReadRegistryFile;
}

/**
 * What is known of the cogs, wherever a document lies. Reads nothing from disk or network before somebody asks; then the
 * last copy serves at once, and a newer one is fetched in the background.
 */
export class RegistryStore implements Disposable {
  readonly #store = new DisposableStore();
  readonly #changed = this.#store.add(new Emitter<undefined>());
  /** Fires when what is known has changed at some place. */
  readonly onDidChange: Event<undefined> = this.#changed.event;
  readonly #places = new Map<string, { readonly place: Place; readonly knowledge: PlaceKnowledge }>();
  readonly #sources: RegistrySources;
  readonly #catalogs: Catalogs;

  constructor(private readonly world: RegistryStoreWorld) {
    const { sessions, storage, clock, log, compile } = world;
    this.#sources = this.#store.add(new RegistrySources(sessions, new RegistryDisk(storage), { clock, log }));
    this.#catalogs = new Catalogs(compile);
    this.#store.add(
      sessions.onDidChange(() => {
        this.#sources.forgive();
        this.#updateAll();
      }),
    );
    this.#store.add(onDidChangeSettings(settings.registryFiles, settings.organization)(() => this.#updateAll()));
    this.#store.add(vscode.workspace.onDidChangeWorkspaceFolders(() => this.#dropClosed()));
  }

  /** What is known now where a document lies; the first question at a place is a need. */
  knowledge(uri: vscode.Uri | undefined): RegistryKnowledge {
    return this.#at(uri).value;
  }

  /** A document is read: looks for newer knowledge. Resolves once what disk and files have is known; a fetch goes on in the background. */
  async need(uri: vscode.Uri | undefined): Promise<RegistryKnowledge> {
    const at = this.#at(uri);
    await at.update();
    return at.value;
  }

  /** Fetches the registry anew. Throws what the API throws, and `NoSessionError` where there is no organization to ask. */
  async refresh(
    uri: vscode.Uri | undefined,
  ): Promise<{ readonly before: RegistryKnowledge; readonly after: RegistryKnowledge }> {
    const before = await this.need(uri);
    const { registry } = this.#at(uri);
    if (!registry) throw new NoSessionError(before.binding === 'signedOut' ? 'signedOut' : 'noOrganization');
    await registry.refresh();
    return { before, after: await this.need(uri) };
  }

  dispose(): void {
    for (const { knowledge } of this.#places.values()) knowledge.dispose();
    this.#places.clear();
    this.#store.dispose();
  }

  #at(uri: vscode.Uri | undefined): PlaceKnowledge {
    const place = placeOf(uri);
    const key = `${place.organization ?? ''} ${place.folder?.toString() ?? ''}`;
    const known = this.#places.get(key);
    if (known) return known.knowledge;
    const { log, readFile } = this.world;
    const knowledge = new PlaceKnowledge(place, {
      sources: this.#sources,
      files: new RegistryFiles(place.folder, readFile),
      catalogs: this.#catalogs,
      log,
    });
    knowledge.onDidChange(() => this.#changed.fire(undefined));
    this.#places.set(key, { place, knowledge });
    void knowledge.update();
    return knowledge;
  }

  #updateAll(): void {
    for (const { knowledge } of this.#places.values()) void knowledge.update();
  }

  /** A folder that was closed is watched no more. */
  #dropClosed(): void {
    const open = new Set((vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri.toString()));
    for (const [key, { place, knowledge }] of this.#places) {
      if (!place.folder || open.has(place.folder.toString())) continue;
      knowledge.dispose();
      this.#places.delete(key);
    }
    this.#changed.fire(undefined);
  }
}

/** A scenario of the cloud is its organization's; a document outside all folders counts to the first. */
function placeOf(uri: vscode.Uri | undefined): Place {
  const folder = workspaceFolderOf(uri)?.uri;
  return { ...(uri?.scheme === documentScheme ? { organization: uri.authority } : {}), ...(folder ? { folder } : {}) };
}
