import { CancellationSource, type Cancellation } from '../../base/cancellation';
import type { Clock } from '../../base/clock';
import type { Disposable } from '../../base/dispose';

/** What is looked at: the cloud and all files, or some files, or all, held against the cloud as it was seen last. */
export type Look = { readonly cloud: true } | { readonly files: ReadonlySet<string> | 'all' };

export interface RefreshWorld {
  readonly clock: Clock;
  /** A window that nobody looks at asks nothing. */
  readonly isFocused: () => boolean;
  /** Milliseconds between looks at the cloud; 0: none by itself. */
  readonly interval: () => number;
  /** Looks, and tells by itself of what goes wrong: it never rejects. */
  readonly look: (look: Look, cancellation: Cancellation) => Promise<void>;
}

/** How long nobody typed before changed files are looked at. Milliseconds. */
const quietMs = 400;
/** How old a look at the cloud may be when the window gets the focus. Milliseconds. */
const freshMs = 15_000;
/** Nobody asks more often by setting. */
const shortestMs = 10_000;

/** A setting in minutes as milliseconds; what is no number above 0 is off. */
export const intervalOf = (minutes: unknown): number =>
  typeof minutes === 'number' && minutes > 0 ? Math.max(shortestMs, minutes * 60_000) : 0;

/** Says when to look: seldom at the cloud, soon at what changed here, one look at a time, and never while nobody looks. */
export class RefreshPace implements Disposable {
  readonly #disposed = new CancellationSource();
  #round = new CancellationSource();
  #next: Look | undefined;
  #working: Promise<void> | undefined;
  #cloudAt = -Infinity;
  #edited: { files: Set<string>; all: boolean; at: number } | undefined;

  constructor(private readonly world: RefreshWorld) {}

  /** Looks at the cloud, and again at each interval. */
  start(): void {
    this.restart();
    void this.#want({ cloud: true });
  }

  /** Takes up a changed setting. */
  restart(): void {
    this.#round.cancel();
    this.#round = new CancellationSource();
    void this.#goRound(this.#round.token);
  }

  /** The window got the focus. */
  focused(): void {
    if (this.world.clock.now() - this.#cloudAt >= freshMs) void this.#want({ cloud: true });
  }

  /** A file was changed, or, without one, which files there are: looked at when nothing more comes for a moment. */
  edited(file?: string): void {
    const isFirst = this.#edited === undefined;
    this.#edited ??= { files: new Set(), all: false, at: 0 };
    this.#edited.at = this.world.clock.now();
    if (file === undefined) this.#edited.all = true;
    else this.#edited.files.add(file);
    if (isFirst) void this.#settle();
  }

  /** Something else than time says that what is shown may be of another organization. */
  again(): Promise<void> {
    return this.#want({ cloud: true });
  }

  /** Ends when nothing is looked at any more. */
  async idle(): Promise<void> {
    await this.#working;
  }

  dispose(): void {
    this.#round.cancel();
    this.#disposed.cancel();
  }

  async #goRound(cancellation: Cancellation): Promise<void> {
    for (;;) {
      const interval = this.world.interval();
      if (interval === 0) return;
      const left = this.#cloudAt + interval - this.world.clock.now();
      await this.world.clock.sleep(left > 0 && left <= interval ? left : interval, cancellation);
      if (cancellation.isCancellationRequested) return;
      if (this.world.isFocused() && this.world.clock.now() - this.#cloudAt >= interval)
        await this.#want({ cloud: true });
    }
  }

  async #settle(): Promise<void> {
    for (;;) {
      const left = (this.#edited?.at ?? 0) + quietMs - this.world.clock.now();
      if (left <= 0) break;
      await this.world.clock.sleep(left, this.#disposed.token);
      if (this.#disposed.token.isCancellationRequested) return;
    }
    const edited = this.#edited;
    this.#edited = undefined;
    if (edited) await this.#want({ files: edited.all ? 'all' : edited.files });
  }

  #want(look: Look): Promise<void> {
    if (this.#disposed.token.isCancellationRequested) return Promise.resolve();
    this.#next = both(this.#next, look);
    return (this.#working ??= this.#work());
  }

  async #work(): Promise<void> {
    try {
      for (let look = this.#take(); look; look = this.#take()) {
        if ('cloud' in look) this.#cloudAt = this.world.clock.now();
        await this.world.look(look, this.#disposed.token);
      }
    } finally {
      this.#working = undefined;
    }
  }

  #take(): Look | undefined {
    const look = this.#disposed.token.isCancellationRequested ? undefined : this.#next;
    this.#next = undefined;
    return look;
  }
}

function both(one: Look | undefined, other: Look): Look {
  if (!one || 'cloud' in other) return other;
  if ('cloud' in one) return one;
  return { files: one.files === 'all' || other.files === 'all' ? 'all' : new Set([...one.files, ...other.files]) };
}
