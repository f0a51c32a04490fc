import type { Clock } from '../../base/clock';
import { Emitter, type Event } from '../../base/event';
import type { Disposable } from '../../base/dispose';
import type { Log } from '../../base/log';
import { isStale, type RegistryCopy } from './registry-copy';
import type { RegistryKey } from './registry-disk';

/** What this needs of the disk. */
export interface CopyKeeper {
  /** Another file has another one; `undefined` where there is none. */
  stamp(key: RegistryKey): Promise<string | undefined>;
  read(key: RegistryKey): Promise<RegistryCopy | undefined>;
  write(copy: RegistryCopy): Promise<void>;
}

/** Asks the API for the registry. */
export type FetchRegistry = () => Promise<RegistryCopy>;

/** A service that does not answer is not asked again by every document that is opened. */
const retryAfter = 60_000;

interface RegistryWorld {
  readonly fetch: FetchRegistry;
  readonly clock: Clock;
  readonly log: Log;
}

/** One organization's registry: from disk at once, from the API where there is no copy or an old one. */
export class OrganizationRegistry implements Disposable {
  readonly #changed = new Emitter<undefined>();
  /** Fires when there is another copy, and when fetching begins or ends. */
  readonly onDidChange: Event<undefined> = this.#changed.event;
  #copy: RegistryCopy | undefined;
  #stamp: string | undefined;
  #reading: Promise<void> | undefined;
  #fetching: Promise<RegistryCopy> | undefined;
  #failure: { readonly error: unknown; readonly at: number } | undefined;

  constructor(
    private readonly key: RegistryKey,
    private readonly disk: CopyKeeper,
    private readonly world: RegistryWorld,
  ) {}

  get copy(): RegistryCopy | undefined {
    return this.#copy;
  }

  get isFetching(): boolean {
    return this.#fetching !== undefined;
  }

  /** Why the last fetch failed, until one succeeds. */
  get failure(): unknown {
    return this.#failure?.error;
  }

  /** Somebody reads: takes what the disk has, and fetches in the background where that is old. Resolves once the disk was read; never rejects. */
  async need(): Promise<void> {
    this.#reading ??= this.#readDisk().finally(() => (this.#reading = undefined));
    await this.#reading;
    const { clock } = this.world;
    if (this.#copy && !isStale(this.#copy, clock.now())) return;
    if (this.#failure && clock.now() - this.#failure.at < retryAfter) return;
    this.refresh().catch(() => undefined);
  }

  /** Fetches anew; a second call while the first is under way is the same call. Throws what the API throws. */
  async refresh(): Promise<RegistryCopy> {
    if (this.#fetching) return this.#fetching;
    this.#fetching = this.#fetch().finally(() => {
      this.#fetching = undefined;
      this.#changed.fire(undefined);
    });
    this.#changed.fire(undefined);
    return this.#fetching;
  }

  /** Another token, another chance: the next need asks again. */
  forgive(): void {
    if (this.#failure) this.#failure = { ...this.#failure, at: Number.NEGATIVE_INFINITY };
  }

  dispose(): void {
    this.#changed.dispose();
  }

  /** Another window may have fetched meanwhile: its copy is taken where it is newer. */
  async #readDisk(): Promise<void> {
    const stamp = await this.disk.stamp(this.key);
    if (stamp === undefined || stamp === this.#stamp) return;
    this.#stamp = stamp;
    const copy = await this.disk.read(this.key);
    if (!copy || (this.#copy && copy.fetchedAt <= this.#copy.fetchedAt)) return;
    this.#copy = copy;
    this.#failure = undefined;
    this.#changed.fire(undefined);
  }

  async #fetch(): Promise<RegistryCopy> {
    try {
      this.#copy = await this.world.fetch();
      this.#failure = undefined;
      await this.#keep(this.#copy);
      return this.#copy;
    } catch (error) {
      this.#failure = { error, at: this.world.clock.now() };
      this.world.log.warn(`The registry could not be fetched: ${messageOf(error)}`);
      throw error;
    }
  }

  async #keep(copy: RegistryCopy): Promise<void> {
    try {
      await this.disk.write(copy);
      this.#stamp = await this.disk.stamp(this.key);
    } catch (error) {
      // What was fetched serves this window all the same.
      this.world.log.warn(`The registry could not be kept on disk: ${messageOf(error)}`);
    }
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
