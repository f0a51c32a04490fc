import { isRecord } from '../base/json';

export interface PageQuery {
  readonly limit: number;
  readonly skip: number;
}

const pageSize = 250;
/** Ends a walk through a list that never ends. */
const maxRequests = 5000;
const farBeyond = 1_000_000_000;

/**
 * Every element of a list that is read by `limit` and `skip`, each once.
 * Any page may be short, because a service may cap pages without saying so: only a page that holds nothing beyond
 * what is known ends the walk. Pages overlap by one element: where the overlap is missing, elements before it were
 * deleted meanwhile, and the walk goes back until a page touches what is known.
 */
export async function readAll(read: (query: PageQuery) => Promise<readonly unknown[]>): Promise<readonly unknown[]> {
  const known = new Map<string | undefined, unknown>();
  let largest = 0;
  let back = 0;
  let previous = '';
  let position = 0;
  for (let request = 0; request < maxRequests; request++) {
    const skip = Math.max(0, position - overlapOf(largest) - back);
    const page = await read({ limit: pageSize, skip });
    const keys = page.map(keyOf);
    const touches = skip === 0 || keys.some((key) => known.has(key));
    if (!touches && largest > 1) {
      back = back * 2 + 1;
      continue;
    }
    const fresh = keys.filter((key) => !known.has(key)).length;
    page.forEach((element, index) => known.set(keys[index], element));
    if (fresh === 0 && page.length <= 1) break;
    // The same page for another `skip`: either it is ignored, or as many came in before as we went on.
    const signature = keys.join();
    if (fresh === 0 && signature === previous && (await read({ limit: pageSize, skip: farBeyond })).length > 0) break;
    previous = signature;
    largest = Math.max(largest, page.length);
    position = skip + page.length;
    back = 0;
  }
  return [...known.values()];
}

/**
 * The pages of a list that is read by `page`, each with what no earlier page had. The first request names no page, so
 * whether the service counts from 0 or 1 shows by itself: one page repeats. An empty page, or the same page three
 * times, is the end.
 */
export async function* readPages(read: (page: number | undefined) => Promise<readonly unknown[]>): AsyncGenerator<readonly unknown[], void, undefined> {
  const known = new Set<string>();
  let previous = '';
  let repeats = 0;
  let stale = 0;
  for (let page = 0; page < maxRequests; page++) {
    const elements = await read(page === 0 ? undefined : page);
    if (elements.length === 0) return;
    const keys = elements.map(keyOf);
    const fresh = elements.filter((_, index) => {
      const key = keys[index] ?? '';
      return !known.has(key) && known.add(key);
    });
    const signature = keys.join();
    repeats = signature === previous ? repeats + 1 : 0;
    stale = fresh.length === 0 ? stale + 1 : 0;
    previous = signature;
    if (fresh.length > 0) yield fresh;
    if (repeats >= 2 || stale >= 5) return;
  }
}

/** Pages of one element cannot overlap and still go on. */
const overlapOf = (largest: number): number => (largest > 1 ? 1 : 0);

function keyOf(element: unknown): string {
  const id = isRecord(element) ? element['id'] : undefined;
  return typeof id === 'number' || typeof id === 'string' ? String(id) : JSON.stringify(element);
}
