import { lastPart } from '../../base/last-part';
import type { TimeSource } from '../../base/clock';
import { isRecord } from '../../base/json';
import type { Id } from '../../wire/payload';
import type { RawFields, Scenario } from '../../wire/records';
import { safeName } from '../model/names';
import type { StorePort } from '../model/ports';

/** Why something was about to be replaced. `merge`: what was typed into a merge that nobody has ended yet. */
export type BackupReason = 'pull' | 'push' | 'deleteHere' | 'deleteInCloud' | 'restore' | 'merge';

/** What was there before it was overwritten or deleted. */
export interface Backup {
  readonly side: 'file' | 'cloud';
  readonly why: BackupReason;
  /** Unix milliseconds. */
  readonly when: number;
  readonly name: string;
  /** The file's path, where there was one. */
  readonly path?: string;
  /** The scenario's number; absent for a file that was not linked. */
  readonly id?: Id;
  /** The file as it was, or the cloud's record as a file. */
  readonly text: string;
  /** The cloud's record, as far as it could be read. */
  readonly scenario?: Scenario;
  /** The record's own fields as the API gave them, `definition` among them. */
  readonly raw?: RawFields;
}

/** Whose backups: a scenario's, or those of a file that was not linked. */
export interface BackedUp {
  readonly id?: Id;
  readonly path?: string;
}

/** A backup and where it lies. */
export interface StoredBackup extends Backup {
  readonly place: string;
}

/** Kept of one scenario, whatever their age; of older ones only the newest is kept. */
const mostKept = 30;
const longestKept = 60 * 24 * 60 * 60 * 1000;

export class Backups {
  readonly #store: StorePort;
  readonly #clock: TimeSource;
  readonly #folder: string;
  #count = 0;

  constructor(
    store: StorePort,
    { organization, clock }: { readonly organization: string; readonly clock: TimeSource },
  ) {
    this.#store = store;
    this.#clock = clock;
    this.#folder = `backups/${safeName(organization, 'organization')}`;
  }

  /** Resolves when the backup is on the disk: only then may what it holds be overwritten. @returns where it lies */
  async keep(backup: Omit<Backup, 'when'>): Promise<string> {
    const when = this.#clock.now();
    this.#count += 1;
    // Two windows may keep something in one millisecond.
    const own = safeName(this.#store.process.replace(/[^\w]+/g, '-'), 'process', 80);
    const place = `${this.#folderOf(backup)}/${String(when).padStart(15, '0')}-${String(this.#count).padStart(6, '0')}-${own}.json`;
    const { scenario, raw = scenario?.raw, ...rest } = backup;
    await this.#store.put(
      place,
      `${JSON.stringify({ when, ...rest, ...(scenario ? { scenario: withoutPeople(scenario) } : {}), ...(raw ? { raw } : {}) }, null, 2)}\n`,
    );
    return place;
  }

  /** Removes one that a later one holds too. */
  async drop(place: string): Promise<void> {
    await this.#store.delete(place);
  }

  /** Newest first; of one scenario, or of all. A backup that cannot be read is left out. */
  async list(of: BackedUp = {}): Promise<readonly StoredBackup[]> {
    const isAll = of.id === undefined && of.path === undefined;
    const places = await this.#store.list(isAll ? this.#folder : this.#folderOf(of));
    const newestFirst = [...places].sort((one, other) => (lastPart(one) < lastPart(other) ? 1 : -1));
    const found = await Promise.all(newestFirst.map((place) => this.get(place)));
    return found.filter((backup) => backup !== undefined);
  }

  async get(place: string): Promise<StoredBackup | undefined> {
    const text = await this.#store.read(place);
    const backup = text === undefined ? undefined : readBackup(text);
    return backup && { ...backup, place };
  }

  /** Removes what is old or too much of one scenario; its newest stays for ever. */
  async prune(of: BackedUp): Promise<void> {
    const places = [...(await this.#store.list(this.#folderOf(of)))].sort().reverse();
    const oldest = this.#clock.now() - longestKept;
    for (const [index, place] of places.entries()) {
      const isOld = Number(lastPart(place).slice(0, 15)) < oldest;
      if (index > 0 && (isOld || index >= mostKept)) await this.#store.delete(place);
    }
  }

  #folderOf({ id, path = '' }: BackedUp): string {
    return `${this.#folder}/${id === undefined ? safeName(path, 'file', 120) : id}`;
  }
}

/** People's addresses have no place in a backup. */
function withoutPeople(scenario: Scenario): Scenario {
  const { notificationGroups, folder } = scenario;
  const rest = Object.fromEntries(
    Object.entries(scenario).filter(([key]) => !['createdBy', 'lastUpdatedBy', 'raw'].includes(key)),
  ) as unknown as Scenario;
  return {
    ...rest,
    schedule: null,
    folder: folder && { id: folder.id },
    notificationGroups: notificationGroups.map(({ id }) => ({ id })),
  };
}

function readBackup(text: string): Backup | undefined {
  try {
    const value: unknown = JSON.parse(text);
    const isWhole =
      isRecord(value) &&
      typeof value['text'] === 'string' &&
      typeof value['when'] === 'number' &&
      typeof value['name'] === 'string' &&
      (value['side'] === 'file' || value['side'] === 'cloud');
    return isWhole ? (value as unknown as Backup) : undefined;
  } catch {
    return undefined;
  }
}
