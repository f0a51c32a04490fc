import { createServer, type RequestListener, type Server } from 'node:http';
import { getRequestListener } from '@hono/node-server';

export interface Listening {
  readonly port: number;
  close(): Promise<void>;
}

/** How many ports after the wanted one are tried before any free port will do. */
const steps = 20;

function bind(listener: RequestListener, port: number): Promise<Server | undefined> {
  return new Promise((resolve, reject) => {
    const server = createServer(listener);
    server.once('error', (error: NodeJS.ErrnoException) => (error.code === 'EADDRINUSE' || error.code === 'EACCES' ? resolve(undefined) : reject(error)));
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
}

function listening(server: Server): Listening {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server listens on no port.');
  return {
    port: address.port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Serves on loopback only, at `port` or the next that is free; port 0 is any. */
export async function listen(fetch: (request: Request) => Response | Promise<Response>, port: number): Promise<Listening> {
  const answer = getRequestListener(fetch);
  const listener: RequestListener = (request, response) => void answer(request, response);
  const wanted = port === 0 ? [] : Array.from({ length: steps }, (_, step) => port + step).filter((candidate) => candidate < 65_536);
  for (const candidate of [...wanted, 0]) {
    const server = await bind(listener, candidate);
    if (server) return listening(server);
  }
  throw new Error('No port of this machine is free.');
}
