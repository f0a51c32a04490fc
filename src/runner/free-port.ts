import { createServer } from 'node:net';

/** Handed out lately: two cogs that start at once never get the same one. */
const recent: string[] = [];
const remembered = 64;

function askSystem(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}

/** A loopback port that nobody listens on. */
export async function freePort(): Promise<number> {
  const port = await askSystem();
  if (recent.includes(String(port))) return freePort();
  recent.push(String(port));
  if (recent.length > remembered) recent.shift();
  return port;
}
