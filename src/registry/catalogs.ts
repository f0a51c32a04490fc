import type { Catalog } from './catalog';
import type { RegistryEntryPayload } from '../wire/registry';

/** Makes a catalog without holding others up; the first call loads the language's bundle. */
export type CompileCatalog = (entries: readonly RegistryEntryPayload[]) => Promise<Catalog>;

/** Folders of several organizations may be open at once; more than a few are not looked at by turns. */
const most = 4;

/** The catalogs that were compiled last. The same content is compiled once, however many folders have it. */
export class Catalogs {
  readonly #compiled = new Map<string, Promise<Catalog>>();

  constructor(private readonly compile: CompileCatalog) {}

  /** @param hash says what the entries hold: another content has another one */
  async get(hash: string, entries: readonly RegistryEntryPayload[]): Promise<Catalog> {
    const catalog = this.#compiled.get(hash) ?? this.compile(entries);
    // Deleting first makes it the youngest.
    this.#compiled.delete(hash);
    this.#compiled.set(hash, catalog);
    for (const old of [...this.#compiled.keys()].slice(0, -most)) this.#compiled.delete(old);
    catalog.catch(() => this.#compiled.delete(hash));
    return catalog;
  }
}
