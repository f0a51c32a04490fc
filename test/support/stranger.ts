import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { request, type IncomingHttpHeaders } from 'node:http';
import { connect } from 'node:net';

/** Header values by lower-case name. */
export type Headers = Readonly<Record<string, string>>;

export interface Heard {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Asks an address with headers of one's own, also a `host`; follows nothing. */
export function ask(url: string, headers: Headers = {}, method = 'GET'): Promise<Heard> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { method, headers, agent: false }, (answer) => {
      let body = '';
      answer.setEncoding('utf8').on('data', (text: string) => (body += text));
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body }));
      answer.on('error', reject);
    });
    // A server that lets a socket in says nothing more by itself.
    asked.on('upgrade', (answer, socket) => {
      socket.destroy();
      resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: '' });
    });
    asked.on('error', reject).end();
  });
}

/** The headers with which a WebSocket begins. */
export const webSocket: Headers = {
  connection: 'Upgrade',
  upgrade: 'websocket',
  'sec-websocket-version': '13',
  'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
};

/** The first bytes that a port gives to a web page which reaches it under its own name, within two seconds; empty where it says nothing. */
export function firstBytes(port: number): Promise<string> {
  return new Promise((resolve) => {
    let heard = '';
    const socket = connect(port, '127.0.0.1', () =>
      socket.write('GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n'),
    );
    const end = (): void => resolve(heard);
    socket.setEncoding('latin1').on('data', (text: string) => (heard += text));
    socket
      .setTimeout(2_000, () => socket.destroy())
      .on('error', end)
      .on('close', end);
  });
}

export interface Listener {
  readonly kind: 'tcp' | 'udp';
  /** An IPv4 or IPv6 address as Linux writes it: `0100007F`. */
  readonly address: string;
  readonly port: number;
}
export const loopback = '0100007F';

const listening = '0A';
/** Of a datagram socket that is bound: it has no peer. */
const bound = '07';

/** The ports at which processes can be reached. Only Linux tells so simply; elsewhere there is none. */
export function listenersOf(pids: readonly number[]): readonly Listener[] {
  if (process.platform !== 'linux') return [];
  const sockets = new Set(pids.flatMap(socketsOf));
  return (['tcp', 'tcp6', 'udp', 'udp6'] as const).flatMap((table) => {
    const kind = table.startsWith('tcp') ? 'tcp' : 'udp';
    // sl local_address rem_address st tx:rx tr:tm retrnsmt uid timeout inode …
    const rows = linesOf(`/proc/net/${table}`).map((line) => line.trim().split(/\s+/));
    return rows.flatMap(([, local = '', , state = '', , , , , , inode = '']) => {
      if (state !== (kind === 'tcp' ? listening : bound) || !sockets.has(inode)) return [];
      const [address = '', port = ''] = local.split(':');
      return [{ kind, address, port: parseInt(port, 16) } satisfies Listener];
    });
  });
}

function linesOf(file: string): readonly string[] {
  try {
    return readFileSync(file, 'utf8').split('\n').slice(1);
  } catch {
    // A machine without IPv6.
    return [];
  }
}

function socketsOf(pid: number): readonly string[] {
  try {
    return readdirSync(`/proc/${String(pid)}/fd`).flatMap(
      (fd) => /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${String(pid)}/fd/${fd}`))?.[1] ?? [],
    );
  } catch {
    // Gone by now, or a file closed meanwhile.
    return [];
  }
}

/** A process and all that it, and they, started. Only Linux tells so simply; elsewhere the process alone. */
export function family(pid: number): readonly number[] {
  const all = processes();
  const found = [pid];
  for (const parent of found)
    found.push(...all.filter((process) => process.parent === parent).map((process) => process.pid));
  return found;
}

/** Every process that is alive. Only Linux tells so simply; elsewhere there is none. */
export function processes(): readonly { readonly pid: number; readonly parent: number }[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc').flatMap((name) => {
    if (!/^\d+$/.test(name)) return [];
    try {
      // pid (name) state parent …; the name may hold anything.
      const [, state, parent] = /\) (\S) (\d+) /.exec(readFileSync(`/proc/${name}/stat`, 'utf8')) ?? [];
      return state === 'Z' ? [] : [{ pid: Number(name), parent: Number(parent) }];
    } catch {
      return [];
    }
  });
}
