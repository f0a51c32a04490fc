// @ts-check
// Loaded into VS Code's server before it starts (node --import): it lets in who has the token and asks at the server's own address. The server asks
// for its token late (a WebSocket is open by then), and asks neither for a Host nor for an Origin.
import { createHash, timingSafeEqual } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Server } from 'node:http';

const cookieName = 'vscode-tkn';

/** @param {string} text */
const digestOf = (text) => createHash('sha256').update(text).digest();
/** Compared by digests, so that the time it takes says nothing about the token. @param {string} one @param {string} other */
const isSame = (one, other) => timingSafeEqual(digestOf(one), digestOf(other));

/** Tokens that a request shows: in its address and in its cookies. @param {import('node:http').IncomingMessage} request @returns {string[]} */
function tokensOf({ url = '/', headers: { cookie = '' } }) {
  const named = cookie.split(';').map((pair) => pair.trim().split('='));
  return [
    ...new URLSearchParams(url.slice(url.indexOf('?') + 1)).getAll('tkn'),
    ...named.flatMap(([name, value]) => (name === cookieName && value ? [value] : [])),
  ];
}

/**
 * Why a request is refused, for people; undefined where it is let in.
 * @param {import('node:http').IncomingMessage} request @param {{ token: string, basePath: string }} own
 */
export function refusalOf(request, { token, basePath }) {
  const { host, origin } = request.headers;
  const at = String(request.socket.localPort);
  // A page that points its own name at 127.0.0.1 shows that name.
  if (host !== `127.0.0.1:${at}` && host !== `localhost:${at}`) return 'The editor answers at 127.0.0.1 alone.';
  if (origin !== undefined && origin !== `http://${host}`) return 'The editor answers to its own pages alone.';
  const path = (request.url ?? '').split('?', 1)[0];
  const isInside = path === basePath || path?.startsWith(`${basePath}/`);
  return isInside && tokensOf(request).some((shown) => isSame(shown, token))
    ? undefined
    : 'Open the address that was printed at the start, whole: its end is the key.';
}

/** @param {import('node:stream').Duplex} socket @param {string} reason */
function refuseSocket(socket, reason) {
  socket.on('error', () => undefined);
  socket.end(
    `HTTP/1.1 403 Forbidden\r\nContent-Type: text/plain\r\nContent-Length: ${reason.length}\r\nConnection: close\r\n\r\n${reason}`,
  );
}

/** Stands before all HTTP servers of this process. @param {{ token: string, basePath: string }} own */
function guardServers(own) {
  /** @type {(this: Server, event: string, ...args: any[]) => boolean} */
  const emit = Server.prototype.emit;
  Server.prototype.emit = function guarded(/** @type {string} */ event, /** @type {any[]} */ ...args) {
    const isRequest = event === 'request' || event === 'checkContinue' || event === 'checkExpectation';
    const [request, answer] = args;
    const reason = isRequest || event === 'upgrade' || event === 'connect' ? refusalOf(request, own) : undefined;
    if (reason === undefined) return emit.call(this, event, ...args);
    if (isRequest) answer.writeHead(403, { 'Content-Type': 'text/plain', Connection: 'close' }).end(reason);
    else refuseSocket(answer, reason);
    return true;
  };
}

/** @param {string} name @returns {string} what follows an option of this process */
const option = (name) => process.argv[process.argv.indexOf(name) + 1] ?? '';
// Processes that the server starts may inherit the import, and have servers of their own.
if (process.argv[1]?.endsWith('server-main.js') && process.argv.includes('--connection-token-file'))
  guardServers({
    token: readFileSync(option('--connection-token-file'), 'utf8').trim(),
    basePath: option('--server-base-path'),
  });
