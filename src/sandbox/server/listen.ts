import { createServer, type RequestListener, type Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { getRequestListener, RequestError } from '@hono/node-server';

export interface Listening {
  readonly port: number;
  close(): Promise<void>;
}

type Fetch = (request: Request, env: object) => Response | Promise<Response>;
type HeaderValues = Readonly<Record<string, string>>;

/** How many ports after the wanted one are tried before any free port will do. */
const steps = 20;
/** Longer than clients keep a silent connection, so that none sends into one that is just being closed. */
const keepAliveMs = 65_000;

const unreadable = { name: 'BadRequest', message: 'The request cannot be read as HTTP.' };
const broken = { name: 'ServerError', message: 'The sandbox failed.' };

/** Says no to bytes that are no request, in the words of all other errors. */
function refuse(socket: Duplex, status: string, headers: HeaderValues): void {
  const body = JSON.stringify(unreadable);
  const lines = Object.entries({
    ...headers,
    'content-type': 'application/json',
    'content-length': String(Buffer.byteLength(body)),
    connection: 'close',
  }).map(([name, value]) => `${name}: ${value}`);
  if (socket.writable) socket.end(`HTTP/1.1 ${status}\r\n${lines.join('\r\n')}\r\n\r\n${body}`);
}

function serve(fetch: Fetch, headers: HeaderValues): Server {
  const errorHandler = (error: unknown): Response =>
    error instanceof RequestError
      ? Response.json(unreadable, { status: 400, headers })
      : Response.json(broken, { status: 500, headers });
  const answer = getRequestListener(fetch, { errorHandler });
  const listener: RequestListener = (request, response) => void answer(request, response);
  // A request without a host is refused by us, in our words.
  const server = createServer({ keepAliveTimeout: keepAliveMs, requireHostHeader: false }, listener);
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    if (error.code === 'ECONNRESET') socket.destroy();
    else
      refuse(
        socket,
        error.code === 'HPE_HEADER_OVERFLOW' ? '431 Request Header Fields Too Large' : '400 Bad Request',
        headers,
      );
  });
  return server;
}

function bind(server: Server, port: number): Promise<Server | undefined> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' || error.code === 'EACCES' ? resolve(undefined) : reject(error),
    );
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

/**
 * Serves on loopback only.
 * @param port the port to try first; others that are free follow where it is taken. 0 is any.
 * @param headers stand on the answers that are given before there is a request, to what is no HTTP.
 */
export async function listen(fetch: Fetch, port: number, headers: HeaderValues = {}): Promise<Listening> {
  const wanted =
    port === 0 ? [] : Array.from({ length: steps }, (_, step) => port + step).filter((candidate) => candidate < 65_536);
  for (const candidate of [...wanted, 0]) {
    const server = await bind(serve(fetch, headers), candidate);
    if (server) return listening(server);
  }
  throw new Error('No port of this machine is free.');
}
