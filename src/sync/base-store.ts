import { deepestJson, isRecord, nestsDeeper } from '../base/json';
import type { Id } from '../wire/payload';
import type { Base, Content } from './content';
import { safeName } from './names';
import type { StorePort } from './ports';

/** What both sides last agreed on, one file a scenario. A base that is lost or broken is no base: then any difference asks. */
export class BaseStore {
  readonly #store: StorePort;
  readonly #folder: string;

  constructor(store: StorePort, organization: string) {
    this.#store = store;
    this.#folder = `base/${safeName(organization, 'organization')}`;
  }

  async get(id: Id): Promise<Base | undefined> {
    const text = await this.#store.read(this.#place(id));
    return text === undefined ? undefined : readBase(text);
  }

  async put(id: Id, base: Base): Promise<void> {
    await this.#store.put(this.#place(id), `${JSON.stringify(base)}\n`);
  }

  async delete(id: Id): Promise<void> {
    await this.#store.delete(this.#place(id));
  }

  #place(id: Id): string {
    return `${this.#folder}/${id}.json`;
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
  isRecord(value) && typeof value['text'] === 'string' && isContent(value['file']) && isContent(value['cloud']) && (value['updatedAt'] === undefined || typeof value['updatedAt'] === 'number');

const isContent = (value: unknown): value is Content =>
  isRecord(value) &&
  !nestsDeeper(value, deepestJson + 10) &&
  typeof value['name'] === 'string' &&
  typeof value['description'] === 'string' &&
  isRecord(value['tokens']) &&
  isRecord(value['settings']) &&
  Array.isArray(value['steps']) &&
  value['steps'].every((step) => isRecord(step) && typeof step['cog'] === 'string' && typeof step['stepId'] === 'string');
