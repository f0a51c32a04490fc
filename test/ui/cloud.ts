import assert from 'node:assert/strict';
import { product } from './workbench';

/** Asks the sandbox of the signed-in product, past the window: a second person, in the web application. */
export async function cloud<T>(method: string, path: string, body?: object): Promise<T> {
  const answer = await fetch(`${product.api}/v1/organizations/${product.organization}${path}`, {
    method,
    headers: { authorization: `Bearer ${product.token}`, 'content-type': 'application/json' },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  assert.ok(answer.ok, `${method} ${path}: ${String(answer.status)}`);
  return (answer.status === 204 ? undefined : await answer.json()) as T;
}

/** Runs of a scenario, newest first, as the API tells them. */
export async function runsOf(scenario: string): Promise<readonly { readonly id: number; readonly outcome: string }[]> {
  const scenarios = await cloud<readonly { readonly id: number; readonly name: string }[]>('GET', '/scenarios');
  const found = scenarios.find(({ name }) => name === scenario);
  assert.ok(found, `${scenario} is seeded`);
  return cloud('GET', `/scenarios/${String(found.id)}/runs`);
}

/** Asks until the answer is the one that is awaited, for ten seconds. @returns the last answer */
export async function eventually<T>(ask: () => Promise<T>, wanted: T): Promise<T> {
  for (let tries = 0; ; tries += 1) {
    const answer = await ask();
    if (answer === wanted || tries === 50) return answer;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
