// @ts-check
// A line from an extension host to whoever started it. Only who says the secret first is heard: any process of this machine can connect.
import { randomBytes } from 'node:crypto';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';

/**
 * Listens on loopback.
 * @param {(socket: import('node:net').Socket, lines: import('node:readline').Interface) => void} opened called for each who said the secret, with what is said after it
 * @returns {Promise<{ address: string, close: () => void }>} `address`: what the other side finds in `TEST_LINE`
 */
export async function openLine(opened) {
  const secret = randomBytes(32).toString('base64url');
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    const lines = createInterface({ input: socket });
    // What a socket that breaks off reports, its lines report too.
    lines.on('error', () => undefined);
    lines.once('line', (text) => (text === secret ? opened(socket, lines) : socket.destroy()));
  });
  /** @type {number} */
  const port = await new Promise((resolve, reject) => {
    server
      .once('error', reject)
      .listen(0, '127.0.0.1', () => resolve(/** @type {import('node:net').AddressInfo} */ (server.address()).port));
  });
  return { address: `${port} ${secret}`, close: () => void server.close() };
}
