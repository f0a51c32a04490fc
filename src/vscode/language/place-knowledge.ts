import { toDisposable, type Disposable } from '../../base/dispose';
import { Emitter, type Event } from '../../base/event';
import { errorText } from '../../base/error-text';
import type { Log } from '../../base/log';
import type { Catalog } from '../../registry/catalog';
import type { Catalogs } from '../../registry/catalogs';
import { noKnowledge, type RegistryKnowledge } from '../../view/registry/registry-knowledge';
import type { OrganizationRegistry } from './organization-registry';
import { hashOf, type RegistryCopy } from './registry-copy';
import type { FileEntries } from './registry-files';
import type { Place, RegistrySource } from './registry-sources';

/** The registry files of the place's folder. */
interface WatchedFiles extends Disposable {
  readonly onDidChange: Event<undefined>;
  read(): Promise<FileEntries>;
}

export interface PlaceWorld {
  readonly sources: { find(place: Place): Promise<RegistrySource> };
  readonly files: WatchedFiles;
  readonly catalogs: Catalogs;
  readonly log: Log;
}

const nothing: Disposable = toDisposable(() => undefined);

/** Keeps up what is known at one place: whose registry counts there, what files come on top, and the catalog of both. */
export class PlaceKnowledge implements Disposable {
  readonly #changed = new Emitter<undefined>();
  readonly onDidChange: Event<undefined> = this.#changed.event;
  readonly #filesChanged: Disposable;
  #followed: OrganizationRegistry | undefined;
  #following = nothing;
  #value: RegistryKnowledge = noKnowledge;
  #hash = '';
  #working: Promise<void> | undefined;
  #again = false;

  constructor(
    private readonly place: Place,
    private readonly world: PlaceWorld,
  ) {
    this.#filesChanged = world.files.onDidChange(() => void this.update());
  }

  get value(): RegistryKnowledge {
    return this.#value;
  }

  /** The registry of the organization that counts here, where there is one to ask. */
  get registry(): OrganizationRegistry | undefined {
    return this.#followed;
  }

  /** Looks at everything again; what is asked meanwhile is done in one more turn. Resolves once `value` tells of all of it; never rejects. */
  async update(): Promise<void> {
    this.#again = true;
    this.#working ??= this.#work();
    return this.#working;
  }

  dispose(): void {
    this.#following.dispose();
    this.#filesChanged.dispose();
    this.world.files.dispose();
    this.#changed.dispose();
  }

  async #work(): Promise<void> {
    while (this.#again) {
      this.#again = false;
      try {
        await this.#look();
      } catch (error) {
        this.world.log.error(`The registry could not be read: ${errorText(error)}`);
        this.#set({ ...this.#value, failure: error, busy: false });
      }
    }
    // At once, not a turn later: an update that is asked for in between would be lost.
    this.#working = undefined;
  }

  async #look(): Promise<void> {
    const source = await this.world.sources.find(this.place);
    this.#follow(source.kind === 'bound' ? source.registry : undefined);
    if (source.kind === 'bound') await source.registry.need();
    const files = await this.world.files.read();
    const copy = source.kind === 'bound' ? source.registry.copy : source.copy;
    const catalog = await this.#catalog(copy, files);
    this.#set({
      catalog,
      origin: copy && { organization: originName(copy, source), fetchedAt: copy.fetchedAt },
      fileProblems: files.problems,
      binding: source.kind,
      busy: source.kind === 'bound' && source.registry.isFetching,
      ...(source.kind === 'bound' && source.registry.failure !== undefined ? { failure: source.registry.failure } : {}),
    });
  }

  async #catalog(copy: RegistryCopy | undefined, files: FileEntries): Promise<Catalog | undefined> {
    const entries = [...(copy?.entries ?? []), ...files.entries];
    // A registry without cogs tells nothing: what is not in it is unknown, not wrong.
    if (entries.length === 0) return undefined;
    const hash = `${copy ? hashOf(copy) : ''} ${files.hash}`;
    if (hash !== this.#hash) this.#set({ ...this.#value, busy: true });
    const catalog = await this.world.catalogs.get(hash, entries);
    this.#hash = hash;
    return catalog;
  }

  #follow(registry: OrganizationRegistry | undefined): void {
    if (registry === this.#followed) return;
    this.#following.dispose();
    this.#followed = registry;
    this.#following = registry?.onDidChange(() => void this.update()) ?? nothing;
  }

  #set(value: RegistryKnowledge): void {
    this.#value = value;
    this.#changed.fire(undefined);
  }
}

/** The name that is known now, else the one that the copy was kept with, else the beginning of the id. */
function originName(copy: RegistryCopy, source: RegistrySource): string {
  return (source.kind === 'bound' ? source.name : '') || copy.name || copy.uuid.slice(0, 8);
}
