interface Window {
  close(): Promise<void>;
}

/** Windows by address, each for all suites that want it: to open another takes longer than most tests. */
export class SharedWindows<W extends Window> {
  readonly #opened = new Map<string, Promise<W>>();
  readonly #wanted = new Map<string, number>();

  /** Says that a suite will open this one, and be done with it. */
  want(url: string): void {
    this.#wanted.set(url, (this.#wanted.get(url) ?? 0) + 1);
  }

  /** The window as the suites before left it. */
  open(url: string, open: () => Promise<W>): Promise<W> {
    const window = this.#opened.get(url) ?? open();
    this.#opened.set(url, window);
    return window;
  }

  /** Closes it where no suite wants it any more. */
  async done(url: string): Promise<void> {
    const left = (this.#wanted.get(url) ?? 0) - 1;
    this.#wanted.set(url, left);
    if (left === 0) await (await this.#opened.get(url))?.close();
  }
}
