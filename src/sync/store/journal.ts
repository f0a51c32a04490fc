import { deepestJson, isRecord, nestsDeeper } from '../../base/json';
import type { TimeSource } from '../../base/clock';
import type { Id } from '../../wire/payload';
import { isContent } from './base-store';
import type { Content } from '../model/content';
import { lastPart } from '../../base/last-part';
import { t } from '../../base/localize';
import { samePath } from '../model/names';
import type { StorePort } from '../model/ports';

/** What is about to be done and could not be told from the files alone if it were cut off. */
export type Intent =
  /** A file that is new is written for a scenario. */
  | { readonly what: 'link'; readonly path: string; readonly id: Id }
  | { readonly what: 'rename'; readonly from: string; readonly to: string; readonly id: Id }
  /**
   * A scenario is created for a file; it will have a number above `after`, or have been created since `began`.
   * `isUnanswered`: the request was sent, its answer was lost, and a person was told that nothing has been seen of it.
   * `replaces`: a scenario that was deleted, which the file is linked to until the new one is known.
   */
  | {
      readonly what: 'create';
      readonly path: string;
      readonly content: Content;
      readonly after: Id;
      readonly began: number;
      readonly isUnanswered?: true;
      readonly replaces?: Id;
    };

export interface JournalEntry {
  readonly place: string;
  readonly organization: string;
  /** The process that works on it; `''`: none any more. */
  readonly process: string;
  /** Unix milliseconds, by the clock of that process. */
  readonly began: number;
  /** When that process last said that it still works on it: Unix milliseconds by its clock; absent before the first time. */
  readonly renewed?: number;
  readonly intents: readonly Intent[];
}

/** A note that cannot be read, or not all of it. */
export interface UnreadableNote {
  readonly place: string;
  readonly text: string;
  /** What of it can be read. */
  readonly entry?: JournalEntry;
}

export interface JournalRead {
  /** What others work on. */
  readonly going: readonly JournalEntry[];
  /** What was cut off. */
  readonly cutOff: readonly JournalEntry[];
  readonly unreadable: readonly UnreadableNote[];
}

/** How often a process says that it still works on a batch. Milliseconds. */
export const renewalMs = 10_000;
/** A batch of which nothing was heard for so long, by the clock of whoever looks, has ended: its process is gone or asleep. */
export const silenceMs = 3 * renewalMs;
/** Clocks of two machines differ by less than this: what was renewed longer ago has ended, whoever looks for the first time. */
const mostSkew = 10 * 60 * 1000;
const folder = 'journal';

/**
 * Written before work begins and taken away after it: what a killed process leaves tells the next one what to look for.
 * One file a batch, so that 5,000 new files cost one more.
 */
export class Journal {
  readonly #store: StorePort;
  readonly #clock: TimeSource;
  #count = 0;
  /** Batches that ended where the disk took no word of it: this process knows. */
  readonly #ended = new Set<string>();
  /** Since when a batch was last renewed then, by our clock: another machine's clock tells nothing. */
  readonly #seen = new Map<string, { readonly renewed: number; readonly since: number }>();

  constructor(store: StorePort, clock: TimeSource) {
    this.#store = store;
    this.#clock = clock;
  }

  /**
   * Resolves when the intents are on the disk. What another window works on is left out of them: of two that begin at once,
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

  /** Says that this process still works on a batch. Throws where another one has taken it over, and what the disk throws. */
  async renew(entry: JournalEntry): Promise<void> {
    await this.#store.alone(async () => {
      if (!(await this.holds(entry))) throw new Error('Another window has taken this batch over.');
      await this.#put({ ...entry, renewed: this.#clock.now() });
    });
  }

  /** Whether a batch is still this process's: who was silent for long (a machine that slept) may have lost it. */
  async holds({ place }: Pick<JournalEntry, 'place'>): Promise<boolean> {
    return parseEntry(place, await this.#store.read(place)).entry?.process === this.#store.process;
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

  /** What others work on, what was cut off, and what nobody can read. */
  async read(organization: string): Promise<JournalRead> {
    const places = await this.#store.list(folder);
    const read = await Promise.all(places.map(async (place) => parseEntry(place, await this.#store.read(place))));
    const entries = read.flatMap(({ entry }) => (entry?.organization === organization ? [entry] : []));
    const going = new Set(entries.filter((entry) => this.#isGoing(entry)));
    const unreadable = read.flatMap(({ place, text, isWhole, entry }) => {
      // A newer version may know more of what it works on.
      const isOthers = entry !== undefined && (entry.organization !== organization || going.has(entry));
      return text === undefined || isWhole || isOthers ? [] : [{ place, text, ...(entry ? { entry } : {}) }];
    });
    return { going: [...going], cutOff: entries.filter((entry) => !going.has(entry)), unreadable };
  }

  /** Puts away a note that cannot be read, with all that it says; what can be read of it stays. @returns where it lies now */
  async setAside({ place, text, entry }: UnreadableNote): Promise<string> {
    const kept = `backups/journal-${lastPart(place).replace(/\.json$/, '')}.txt`;
    await this.#store.put(kept, text);
    if (entry && entry.intents.length > 0) await this.#put({ ...entry, process: '' });
    else await this.#store.delete(place);
    return kept;
  }

  #isGoing(entry: JournalEntry): boolean {
    const { place, process } = entry;
    if (this.#ended.has(place) || process === '' || !this.#store.isRunning(process)) return false;
    return process === this.#store.process || !this.#isSilent(entry);
  }

  #isSilent({ place, began, renewed = began }: JournalEntry): boolean {
    const now = this.#clock.now();
    const seen = this.#seen.get(place);
    const since = seen?.renewed === renewed ? seen.since : now;
    this.#seen.set(place, { renewed, since });
    return now - since >= silenceMs || now - renewed >= mostSkew;
  }

  async #put({ place, ...entry }: JournalEntry): Promise<void> {
    await this.#store.put(place, `${JSON.stringify(entry)}\n`);
  }
}

/** Of what another window works on. */
export const busyWords = (): string => t('Another window is syncing this. Try again in a moment.');

/** What nobody else may work on. */
function claimsOf(intent: Intent): readonly string[] {
  const paths = intent.what === 'rename' ? [intent.from, intent.to] : [intent.path];
  return [...paths.map((path) => `file ${samePath(path)}`), ...('id' in intent ? [`scenario ${intent.id}`] : [])];
}

interface Parsed {
  readonly place: string;
  readonly text: string | undefined;
  readonly isWhole: boolean;
  readonly entry?: JournalEntry;
}

/** Whatever a disk or a person made of a note. */
function parseEntry(place: string, text: string | undefined): Parsed {
  const value = readJson(text ?? '');
  const { organization, process, began, renewed, intents } = isRecord(value) ? value : {};
  if (
    typeof organization !== 'string' ||
    typeof process !== 'string' ||
    typeof began !== 'number' ||
    !Array.isArray(intents)
  )
    return { place, text, isWhole: false };
  const known = (intents as readonly unknown[]).filter(isIntent);
  const entry = {
    place,
    organization,
    process,
    began,
    intents: known,
    ...(typeof renewed === 'number' ? { renewed } : {}),
  };
  return { place, text, isWhole: known.length === intents.length, entry };
}

function readJson(text: string): unknown {
  try {
    const value = JSON.parse(text) as unknown;
    return nestsDeeper(value, deepestJson + 10) ? undefined : value;
  } catch {
    return undefined;
  }
}

function isIntent(value: unknown): value is Intent {
  if (!isRecord(value)) return false;
  const { what, path, from, to, id } = value;
  if (what === 'link') return typeof path === 'string' && typeof id === 'number';
  if (what === 'rename') return typeof from === 'string' && typeof to === 'string' && typeof id === 'number';
  return what === 'create' && isCreate(value);
}

const isCreate = ({ path, content, after, began }: Readonly<Record<string, unknown>>): boolean =>
  typeof path === 'string' && isContent(content) && typeof after === 'number' && typeof began === 'number';
