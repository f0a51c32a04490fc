import { deepestJson, isRecord, nestsDeeper } from '../../base/json';
import { t } from '../../base/localize';
import type { Id } from '../../wire/payload';
import type { Base, Content } from '../model/content';
import { fingerprint } from '../model/fingerprint';
import { safeName } from '../model/names';
import type { StorePort } from '../model/ports';

/** What was agreed on earlier is remembered of so many agreements. */
const mostEarlier = 50;

/**
 * What both sides last agreed on, one file a scenario, and the fingerprints of what they agreed on earlier. A base that is lost
 * or broken is no base: then any difference asks.
 */
export class BaseStore {
  readonly #store: StorePort;
  readonly #folder: string;
  /** Scenarios of which nobody can read what was agreed on earlier. */
  readonly #broken = new Set<Id>();

  constructor(store: StorePort, organization: string) {
    this.#store = store;
    this.#folder = `base/${safeName(organization, 'organization')}`;
  }

  async get(id: Id): Promise<Base | undefined> {
    const text = await this.#store.read(this.#place(id));
    return text === undefined ? undefined : readBase(text);
  }

  /** Killed in between, what is agreed on now counts as such and is not the base yet: a file that says it is told by the cloud's saying it too. */
  async put(id: Id, base: Base): Promise<void> {
    const before = await this.get(id);
    const [old, now] = [before && fingerprint(before.file), fingerprint(base.file)];
    // Of a scenario that was agreed on only once nothing is written: thousands may be pulled.
    if (old !== now && (old !== undefined || (await this.#earlier(id)).length > 0))
      await this.#remember(id, old === undefined ? [now] : [old, now]);
    await this.#store.put(this.#place(id), `${JSON.stringify(base)}\n`);
  }

  /** What was agreed on stays what was agreed on: its file may come back with another branch. */
  async delete(id: Id): Promise<void> {
    const before = await this.get(id);
    // What is deleted is deleted, also where the disk takes no word of it.
    if (before) await this.#remember(id, [fingerprint(before.file)]).catch(() => undefined);
    await this.#store.delete(this.#place(id));
  }

  /** Whether a file's content is what was agreed on before the base was. */
  async isEarlier(id: Id, content: Content): Promise<boolean> {
    const earlier = await this.#earlier(id);
    return earlier.length > 0 && earlier.includes(fingerprint(content));
  }

  /** What cannot be read, for people. */
  get problems(): readonly string[] {
    return [...this.#broken].map((id) =>
      t(
        'The history of pushes and pulls of scenario {0} cannot be read and starts over. Until the next push or pull, a file from another branch looks like a change.',
        id,
      ),
    );
  }

  /** The base's fingerprint is the last: the base may be lost. */
  async #remember(id: Id, fingerprints: readonly string[]): Promise<void> {
    const others = (await this.#earlier(id)).filter((one) => !fingerprints.includes(one));
    await this.#store.put(
      this.#pastPlace(id),
      `${JSON.stringify({ fingerprints: [...others, ...fingerprints].slice(-mostEarlier) })}\n`,
    );
    this.#broken.delete(id);
  }

  /** Fingerprints, the oldest first; none where they cannot be read. */
  async #earlier(id: Id): Promise<readonly string[]> {
    const text = await this.#store.read(this.#pastPlace(id));
    const found = text === undefined ? [] : readFingerprints(text);
    if (found) this.#broken.delete(id);
    else this.#broken.add(id);
    return found ?? [];
  }

  #place(id: Id): string {
    return `${this.#folder}/${id}.json`;
  }

  #pastPlace(id: Id): string {
    return `${this.#folder}/past/${id}.json`;
  }
}

function readFingerprints(text: string): readonly string[] | undefined {
  try {
    const value: unknown = JSON.parse(text);
    const found: unknown = isRecord(value) ? value['fingerprints'] : undefined;
    return Array.isArray(found) && found.every((one): one is string => typeof one === 'string') ? found : undefined;
  } catch {
    return undefined;
  }
}

function readBase(text: string): Base | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isBase(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

const isBase = (value: unknown): value is Base =>
  isRecord(value) &&
  typeof value['text'] === 'string' &&
  isContent(value['file']) &&
  isContent(value['cloud']) &&
  (value['updatedAt'] === undefined || typeof value['updatedAt'] === 'number');

/** Whether a value that was read is a content, as far as it is looked at. */
export const isContent = (value: unknown): value is Content =>
  isRecord(value) &&
  !nestsDeeper(value, deepestJson + 10) &&
  typeof value['name'] === 'string' &&
  typeof value['description'] === 'string' &&
  (value['tokens'] === undefined || isRecord(value['tokens'])) &&
  isRecord(value['settings']) &&
  Array.isArray(value['steps']) &&
  value['steps'].every(
    (step) => isRecord(step) && typeof step['cog'] === 'string' && typeof step['stepId'] === 'string',
  );
