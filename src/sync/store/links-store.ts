import type { TimeSource } from '../../base/clock';
import type { Id } from '../../wire/payload';
import { noLinks, parseLinks, renderLinks, type Link, type LinksFile } from './links';
import { samePath } from '../model/names';
import type { StorePort } from '../model/ports';

const place = 'links.json';
/** Changes that wait for one write together. */
const mostWaiting = 200;

type Change =
  | { readonly add: Link }
  | { readonly remove: Pick<Link, 'organization' | 'id'> & { readonly path?: string } };

/**
 * The file of links. Every write reads it anew under the store's lock and changes only its own lines: what another window
 * or a person wrote meanwhile stays.
 */
export class LinkStore {
  readonly #store: StorePort;
  readonly #clock: TimeSource;
  #waiting: Change[] = [];
  #last: Promise<void> = Promise.resolve();

  constructor(store: StorePort, clock: TimeSource) {
    this.#store = store;
    this.#clock = clock;
  }

  async read(): Promise<LinksFile> {
    const text = await this.#store.read(place);
    return text === undefined ? noLinks : parseLinks(text);
  }

  /** Links a file, in the place of whatever links the file or the scenario had. Written with others by `flush` or before. */
  async add(link: Link): Promise<void> {
    await this.#note({ add: link });
  }

  /** Takes a scenario's links away, or the one of a file. Written with others by `flush` or before. */
  async remove(organization: string, id: Id, path?: string): Promise<void> {
    await this.#note({ remove: { organization, id, ...(path === undefined ? {} : { path }) } });
  }

  /** Whether nothing waits to be written. */
  get isWritten(): boolean {
    return this.#waiting.length === 0;
  }

  /** Writes what waits. */
  async flush(): Promise<void> {
    this.#last = this.#last.catch(() => undefined).then(() => this.#write());
    await this.#last;
  }

  async #note(change: Change): Promise<void> {
    this.#waiting.push(change);
    if (this.#waiting.length >= mostWaiting) await this.flush();
  }

  async #write(): Promise<void> {
    const changes = this.#waiting;
    if (changes.length === 0) return;
    this.#waiting = [];
    try {
      await this.#store.alone(() => this.#rewrite(changes));
    } catch (error) {
      this.#waiting = [...changes, ...this.#waiting];
      throw error;
    }
  }

  async #rewrite(changes: readonly Change[]): Promise<void> {
    const text = await this.#store.read(place);
    const file = text === undefined ? noLinks : parseLinks(text);
    const changed = renderLinks({ ...file, links: applied(file.links, changes) });
    if (changed === text) return;
    if (text !== undefined && (file.isDamaged || file.hasMergeMarks))
      await this.#store.put(`backups/links-${this.#clock.now()}.txt`, text);
    await this.#store.put(place, changed);
  }
}

/** By organization and path, and by organization and number, so that thousands of changes stay quick. */
function applied(links: readonly Link[], changes: readonly Change[]): readonly Link[] {
  const kept = new Set(links);
  const byKey = new Map<string, Set<Link>>();
  const keysOf = ({ organization, path, id }: Link): readonly string[] => [
    `file ${organization} ${samePath(path)}`,
    `scenario ${organization} ${id}`,
  ];
  const index = (link: Link): void => {
    for (const key of keysOf(link)) byKey.set(key, (byKey.get(key) ?? new Set()).add(link));
  };
  links.forEach(index);
  const drop = (key: string, isMeant: (link: Link) => boolean = () => true): void => {
    for (const link of byKey.get(key) ?? []) if (isMeant(link)) kept.delete(link);
  };
  for (const change of changes) {
    if ('add' in change) {
      for (const key of keysOf(change.add)) drop(key);
      kept.add(change.add);
      index(change.add);
    } else {
      const { organization, id, path } = change.remove;
      drop(`scenario ${organization} ${id}`, (link) => path === undefined || samePath(link.path) === samePath(path));
    }
  }
  return [...kept];
}
