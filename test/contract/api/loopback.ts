import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createApi } from '../../../src/api/client';
import type { Api } from '../../../src/api/api';
import { fetch } from '../../../src/api/http/node-fetch';
import type { TransportOptions } from '../../../src/api/http/request';
import type { Clock } from '../../../src/base/clock';

/** A clock on which so many seconds pass in one. */
export const clockAt = (speed: number): Clock => ({
  now: () => Date.now() * speed,
  sleep: (milliseconds, cancellation) =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds / speed);
      cancellation?.onCancellationRequested(() => {
        clearTimeout(timer);
        resolve();
      });
    }),
});
export const hastyClock = clockAt(50);

/** Half a minute of real time, so that a busy machine is no lost connection. */
export const patientAt = (speed: number) => ({ timeoutMs: 30_000 * speed });
export const patient = patientAt(50);

export interface Loopback {
  readonly api: Api;
  readonly address: string;
  /** `GET /api/v1/…` of each request, in order. */
  readonly requests: readonly string[];
  readonly logged: readonly string[];
}

export const token = 'header.a-very-secret-token.signature';

/** The client with the real network, at an address. */
export function clientAt(baseUrl: string, logged: string[] = [], more: Partial<TransportOptions> = {}): Api {
  const write = (message: string): void => void logged.push(message);
  const log = { debug: write, info: write, warn: write, error: write };
  return createApi({
    baseUrl,
    token: { token: () => Promise.resolve(token) },
    fetch,
    clock: hastyClock,
    log,
    ...patient,
    ...more,
  });
}

/** Serves on loopback while `use` uses the client. */
export async function withServer(
  answer: RequestListener,
  use: (loopback: Loopback) => Promise<void>,
  more: Partial<TransportOptions> = {},
): Promise<void> {
  const requests: string[] = [];
  const logged: string[] = [];
  const server = createServer((request: IncomingMessage, response) => {
    requests.push(`${request.method ?? ''} ${request.url ?? ''}`);
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  try {
    await use({ api: clientAt(`${address}/api/`, logged, more), address, requests, logged });
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}
