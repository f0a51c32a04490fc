import { isRecord, nestsDeeper } from '../../base/json';

export interface PageQuery {
  readonly limit: number;
  readonly skip: number;
}

const pageSize = 250;
/** Ends a walk through a list that never ends. */
const maxRequests = 5000;
/** Beyond every list. */
const farSkip = 1_000_000_000;
const farPage = 1_000_000;

/**
 * Every element of a list that is read by `limit` and `skip`, each once; the newest answer about it counts.
 * A service may cap its pages without saying so, so a short page is no end: the end is where nothing follows the last
 * element. Pages overlap by one element: where the overlap is missing, elements before it were deleted meanwhile, and
 * the walk goes back until a page touches what is known. A service that ignores `skip` is noticed and read once.
 * What was there all the time is found, unless the service gives single elements a page and changes at the same time.
 */
export async function readAll(read: (query: PageQuery) => Promise<readonly unknown[]>): Promise<readonly unknown[]> {
  const known = new Known();
  const readAt = (skip: number) => read({ limit: pageSize, skip });
  let [position, back, largest, stale] = [0, 0, 0, 0];
  for (let request = 0; request < maxRequests; request++) {
    const overlap = largest > 1 ? 1 : 0;
    const skip = Math.max(0, position - overlap - back);
    const page = await readAt(skip);
    if (skip > 0 && overlap > 0 && !known.hasAny(page)) {
      back = back * 2 + 1;
      continue;
    }
    const fresh = known.add(page);
    if (fresh.length === 0) {
      if (page.length <= 1) break;
      stale += 1;
      if (isTimeToWonder(stale) && (await ignoresSkip(readAt))) break;
    }
    largest = Math.max(largest, page.length);
    position = skip + page.length;
    back = 0;
  }
  return known.elements();
}

/** Whether places far beyond the end are answered with elements: two of them, for one alone may be another's answer. */
async function ignoresSkip(readAt: (skip: number) => Promise<readonly unknown[]>): Promise<boolean> {
  return (await readAt(farSkip)).length > 0 && (await readAt(farSkip - 1)).length > 0;
}

/**
 * The pages of a list that is read by `page`, each with what no earlier page had. The first request names no page, so
 * whether the service counts from 0 or 1 shows by itself: one page repeats. An empty page is the end; so is one without
 * news that also stands far beyond: a service may ignore `page`, or answer with its last page from there on.
 * Nothing comes twice. What was there all the time comes, but for one element at most for each that left the list before
 * it meanwhile: pages that are told by number cannot overlap.
 */
export async function* readPages(
  read: (page: number | undefined) => Promise<readonly unknown[]>,
): AsyncGenerator<readonly unknown[], void, undefined> {
  const known = new Known();
  let stale = 0;
  for (let page = 0; page < maxRequests; page++) {
    const ask = () => read(page === 0 ? undefined : page);
    let elements = await ask();
    if (elements.length > 0 && known.hasAll(elements)) {
      stale += 1;
      if (page > 1 && isTimeToWonder(stale) && (await standFarBeyond(elements, read))) return;
      // It may have been the answer to another question: a page that is passed over is not asked for again.
      elements = await ask();
    }
    if (elements.length === 0) return;
    const fresh = known.add(elements);
    if (fresh.length > 0) yield fresh;
  }
}

/** Whether two pages far beyond the end hold just these elements: one alone may be the answer to another question. */
async function standFarBeyond(
  elements: readonly unknown[],
  read: (page: number) => Promise<readonly unknown[]>,
): Promise<boolean> {
  const wanted = signatureOf(elements);
  return signatureOf(await read(farPage)) === wanted && signatureOf(await read(farPage - 1)) === wanted;
}

/** At the 1st, 2nd, 4th, 8th… page without news: a list that changes has such pages too, and they prove nothing for good. */
const isTimeToWonder = (stale: number): boolean => Number.isInteger(Math.log2(stale));

const signatureOf = (elements: readonly unknown[]): string => [...new Set(elements.map(keyOf))].sort().join();

/** Elements by their id (or, where they have none, by all they hold), in the order in which they came. */
class Known {
  readonly #elements = new Map<string, unknown>();

  hasAny(page: readonly unknown[]): boolean {
    return page.some((element) => this.#elements.has(keyOf(element)));
  }

  hasAll(page: readonly unknown[]): boolean {
    return page.every((element) => this.#elements.has(keyOf(element)));
  }

  /** @returns those that were not known. */
  add(page: readonly unknown[]): readonly unknown[] {
    return page.filter((element) => {
      const key = keyOf(element);
      const isFresh = !this.#elements.has(key);
      this.#elements.set(key, element);
      return isFresh;
    });
  }

  elements(): readonly unknown[] {
    return [...this.#elements.values()];
  }
}

function keyOf(element: unknown): string {
  const id = isRecord(element) ? element['id'] : undefined;
  if (typeof id === 'number' || typeof id === 'string') return String(id);
  // A writer of JSON would end with what is nested without end.
  return nestsDeeper(element) ? `too deep: ${Object.keys(Object(element) as object).join()}` : JSON.stringify(element);
}
