import { createServer } from 'node:net';

/**
 * Below what systems give to connections and to servers that ask for any port: of those, the next one asked for by
 * whatever process may be the one that was found free just now.
 */
const lowest = 20_000;
const highest = 32_000;
const tries = 50;

/** Handed out lately: two cogs that start at once never get the same one. */
const recent: number[] = [];
const remembered = 64;

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}

/**
 * A loopback port that nobody listens on, chosen at random, so that processes that look for one at the same moment find
 * different ones. Rejects where none is free.
 */
export async function freePort(): Promise<number> {
  for (let count = 0; count < tries; count++) {
    const port = lowest + Math.floor(Math.random() * (highest - lowest));
    if (recent.includes(port) || !(await isFree(port))) continue;
    recent.push(port);
    if (recent.length > remembered) recent.shift();
    return port;
  }
  throw new Error('This machine has no free port for a cog.');
}
