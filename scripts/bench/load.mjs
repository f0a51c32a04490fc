// @ts-check
// Sends requests over a fixed number of connections and measures them.
import { Agent, get } from 'node:http';

/** @typedef {{ api: string, token: string, organization: string }} Address */

/** @param {Address} address @param {number} connections */
export function createLoad({ api, token, organization }, connections) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const base = `${api}/v1/organizations/${organization}`;
  const headers = { authorization: `Bearer ${token}` };

  /** @param {string} path @returns {Promise<number>} milliseconds */
  const ask = (path) =>
    new Promise((resolve, reject) => {
      const from = performance.now();
      get(`${base}${path}`, { agent, headers }, (answer) => {
        answer.resume().on('error', reject);
        answer.on('end', () =>
          answer.statusCode === 200
            ? resolve(performance.now() - from)
            : reject(new Error(`${path}: ${answer.statusCode}`)),
        );
      }).on('error', reject);
    });

  /**
   * @param {number} count @param {(index: number) => string} pathOf
   * @returns {Promise<{ perSecond: number, p50: number, p99: number }>}
   */
  const run = async (count, pathOf) => {
    /** @type {number[]} */
    const times = [];
    let next = 0;
    const worker = async () => {
      while (next < count) times.push(await ask(pathOf(next++)));
    };
    const from = performance.now();
    await Promise.all(Array.from({ length: connections }, worker));
    const seconds = (performance.now() - from) / 1000;
    times.sort((a, b) => a - b);
    return { perSecond: count / seconds, p50: at(times, 0.5), p99: at(times, 0.99) };
  };
  return { ask, run, close: () => agent.destroy() };
}

/** @param {number[]} sorted @param {number} part */
const at = (sorted, part) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;

/** @param {number[]} times */
export const median = (times) =>
  at(
    [...times].sort((a, b) => a - b),
    0.5,
  );
