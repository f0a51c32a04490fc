import type { Api } from '../../../src/api/api';
import { isInjected } from './troubles';

const reads = new Set([
  'list',
  'get',
  'name',
  'mostRecent',
  'log',
  'job',
  'allTemplates',
  'linkableTemplates',
  'exposedTemplates',
]);
/** Nobody asks more often for one thing; it is far more than troubles come in a row. */
const mostTries = 20;

type Read = (...args: readonly unknown[]) => Promise<unknown>;
type Pages = (...args: readonly unknown[]) => AsyncIterable<unknown>;

/**
 * The client, and a person who asks again where it does not: a refused token and a 500 are shown, by design. All other
 * troubles of a read are the client's to overcome. Lists are put in order, since a shuffled one has none. Writes pass.
 */
export function steady(api: Api): Api {
  const resources = Object.entries(api).map(([name, resource]) => {
    const methods = Object.entries(resource as object).map(([method, act]) => [
      method,
      steadyMethod(method, act, name === 'runs' ? -1 : 1),
    ]);
    return [name, Object.fromEntries(methods)] as const;
  });
  return Object.fromEntries(resources) as unknown as Api;
}

function steadyMethod(name: string, method: unknown, direction: 1 | -1): unknown {
  if (name === 'pages') return (...args: readonly unknown[]) => pagesAgain(method as Pages, args);
  if (!reads.has(name)) return method;
  return async (...args: readonly unknown[]) => byId(await askAgain(() => (method as Read)(...args)), direction);
}

async function askAgain<T>(read: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await read();
    } catch (error) {
      if (!isInjected(error) || ![401, 500].includes(error.status) || tries === mostTries) throw error;
    }
  }
}

async function* pagesAgain(method: Pages, args: readonly unknown[]): AsyncGenerator {
  yield* await askAgain(async () => {
    const pages: unknown[] = [];
    for await (const page of method(...args)) pages.push(page);
    return pages;
  });
}

function byId(value: unknown, direction: 1 | -1): unknown {
  if (!Array.isArray(value)) return value;
  const idOf = (record: unknown): number => (record as { readonly id?: number }).id ?? 0;
  return value.toSorted((one, other) => direction * (idOf(one) - idOf(other)));
}
