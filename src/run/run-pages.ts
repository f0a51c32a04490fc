import type { Run } from '../wire/records';

/** Reads a scenario's runs page by page, one ahead: only the page after those that are shown tells whether there are more. */
export class RunPages {
  #ahead: Promise<IteratorResult<readonly Run[], unknown>>;

  constructor(private readonly pages: AsyncIterator<readonly Run[], unknown>) {
    this.#ahead = pages.next();
  }

  /** The next page that holds a run which is not known yet; `undefined` at the end. */
  async next(known: readonly Run[]): Promise<readonly Run[] | undefined> {
    const ids = new Set(known.map(({ id }) => id));
    for (;;) {
      const page = await this.#ahead;
      if (page.done === true) return undefined;
      this.#ahead = this.pages.next();
      // Told to whoever asks; to nobody else.
      this.#ahead.catch(() => undefined);
      if (known.length <= page.value.length || page.value.some(({ id }) => !ids.has(id))) return page.value;
    }
  }

  async hasMore(): Promise<boolean> {
    return (await this.#ahead).done !== true;
  }
}
