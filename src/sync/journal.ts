import { deepestJson, isRecord, nestsDeeper } from '../base/json';
import type { Clock } from '../base/clock';
import type { Id } from '../wire/payload';
import type { Content } from './content';
import { samePath } from './names';
import type { StorePort } from './ports';

/** What is about to be done and could not be told from the files alone if it were cut off. */
export type Intent =
  /** A file that is new is written for a scenario. */
  | { readonly what: 'link'; readonly path: string; readonly id: Id }
  | { readonly what: 'rename'; readonly from: string; readonly to: string; readonly id: Id }
  /** A scenario is created for a file; it will have a number above `after`, or have been created since `began`. */
  | { readonly what: 'create'; readonly path: string; readonly content: Content; readonly after: Id; readonly began: number };

export interface JournalEntry {
  readonly place: string;
  readonly organization: string;
  /** The process that is at it. */
  readonly process: string;
  /** Unix milliseconds. */
  readonly began: number;
  readonly intents: readonly Intent[];
}

/** Work that takes longer than this has ended, whatever its process seems to do. */
const longest = 60 * 60 * 1000;
const folder = 'journal';

/**
 * Written before work begins and taken away after it: what a killed process leaves tells the next one what to look for.
 * One file a batch, so that 5,000 new files cost one more.
 */
export class Journal {
  readonly #store: StorePort;
  readonly #clock: Pick<Clock, 'now'>;
  #count = 0;
  /** Batches that ended where the disk took no word of it: this process knows. */
  readonly #ended = new Set<string>();

  constructor(store: StorePort, clock: Pick<Clock, 'now'>) {
    this.#store = store;
    this.#clock = clock;
  }

  /**
   * Resolves when the intents are on the disk. What another window is at is left out of them: of two that begin at once,
   * one has it.
   */
  begin(organization: string, intents: readonly Intent[]): Promise<JournalEntry> {
    return this.#store.alone(async () => {
      this.#count += 1;
      const began = this.#clock.now();
      const place = `${folder}/${began}-${this.#store.process.replace(/[^\w]+/g, '-')}-${this.#count}.json`;
      const { going } = await this.read(organization);
      const taken = new Set(going.flatMap((entry) => entry.intents).flatMap(claimsOf));
      const free = intents.filter((intent) => !claimsOf(intent).some((claim) => taken.has(claim)));
      const entry = { place, organization, process: this.#store.process, began, intents: free };
      if (free.length > 0) await this.#put(entry);
      return entry;
    });
  }

  /** Ends a batch; what is `left` of it stays for the next look. Where the disk takes no word of that (it is full), all of it stays. */
  async end(entry: JournalEntry, left: readonly Intent[] = []): Promise<void> {
    this.#ended.add(entry.place);
    try {
      if (left.length === 0) await this.#store.delete(entry.place);
      // Nobody's now: this process is free of it as well.
      else await this.#put({ ...entry, process: '', intents: left });
    } catch {
      // What was done is told by whoever did it. The next look finds this batch cut off, and ends it.
    }
  }

  /** What others are at, and what was cut off. */
  async read(organization: string): Promise<{ readonly going: readonly JournalEntry[]; readonly cutOff: readonly JournalEntry[] }> {
    const places = await this.#store.list(folder);
    const read = await Promise.all(places.map(async (place) => readEntry(place, await this.#store.read(place))));
    const entries = read.filter((entry) => entry?.organization === organization).filter((entry) => entry !== undefined);
    return { going: entries.filter((entry) => this.#isGoing(entry)), cutOff: entries.filter((entry) => !this.#isGoing(entry)) };
  }

  #isGoing({ place, process, began }: JournalEntry): boolean {
    return !this.#ended.has(place) && process !== '' && this.#store.isRunning(process) && this.#clock.now() - began < longest;
  }

  async #put({ place, ...entry }: JournalEntry): Promise<void> {
    await this.#store.put(place, `${JSON.stringify(entry)}\n`);
  }
}

/** What nobody else may be at. */
function claimsOf(intent: Intent): readonly string[] {
  const paths = intent.what === 'rename' ? [intent.from, intent.to] : [intent.path];
  return [...paths.map((path) => `file ${samePath(path)}`), ...('id' in intent ? [`scenario ${intent.id}`] : [])];
}

function readEntry(place: string, text: string | undefined): JournalEntry | undefined {
  try {
    const value: unknown = JSON.parse(text ?? '');
    const isWhole = isRecord(value) && !nestsDeeper(value, deepestJson + 10) && Array.isArray(value['intents']) && typeof value['process'] === 'string' && typeof value['began'] === 'number';
    return isWhole ? ({ ...value, place } as unknown as JournalEntry) : undefined;
  } catch {
    return undefined;
  }
}
