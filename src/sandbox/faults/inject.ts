import type { ServerResponse } from 'node:http';
import type { Context, MiddlewareHandler } from 'hono';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Clock } from '../../base/clock';
import { sandboxHeader } from '../request/answers';
import { Fault } from '../kit/fault';
import { distortList, leakSecrets } from './distort';
import { Fates, type Fate } from './fate';
import { readFaults, type FaultProfile } from './profile';

/** Asks for faults, for one request: settings as for `--faults`. */
export const faultsHeader = 'x-stack-moxie-faults';

export interface InjectOptions {
  /** For requests that do not ask for others. */
  readonly profile?: FaultProfile;
  readonly clock: Clock;
  readonly version: string;
}

const outages: readonly (readonly [status: 500 | 502 | 503 | 504, name: string])[] = [
  [500, 'ServerError'],
  [502, 'BadGateway'],
  [503, 'ServiceUnavailable'],
  [504, 'GatewayTimeout'],
];

const outgoingOf = ({ env }: Context): ServerResponse | undefined =>
  (env as { readonly outgoing?: ServerResponse } | undefined)?.outgoing;

/** Ends the connection without another byte. Without a port there is none: then the answer breaks off. */
function hangUp(context: Context): Response {
  const outgoing = outgoingOf(context);
  if (!outgoing) return new Response(brokenOff(new Uint8Array()));
  outgoing.socket?.destroy();
  return RESPONSE_ALREADY_SENT;
}

const brokenOff = (bytes: Uint8Array): ReadableStream<Uint8Array> => {
  let isSent = false;
  return new ReadableStream({
    pull: (controller) => {
      if (isSent || bytes.length === 0)
        controller.error(new Error('A fault that was asked for: the answer broke off.'));
      else controller.enqueue(bytes);
      isSent = true;
    },
  });
};

/** Promises the whole answer, sends half of it, and ends the connection. */
async function sendHalf(context: Context, version: string): Promise<Response> {
  const { status, headers } = context.res;
  const body = new Uint8Array(await context.res.arrayBuffer());
  const outgoing = outgoingOf(context);
  const half = body.slice(0, Math.floor(body.length / 2));
  if (!outgoing) return new Response(brokenOff(half), { status, headers });
  outgoing.writeHead(status, {
    ...Object.fromEntries(headers),
    [sandboxHeader]: version,
    'content-length': body.length,
  });
  outgoing.write(half, () => outgoing.socket?.destroySoon());
  return RESPONSE_ALREADY_SENT;
}

/** An answer in the place of another would take over its headers, and so become another one itself. */
function replaceAnswer(context: Context, answer: Response): void {
  context.res = undefined;
  context.res = answer;
}

/** The answer to a request that is not done. */
function refuse(context: Context, fate: Fate, { retryAfter }: FaultProfile): Response | undefined {
  const say = (status: 401 | 429 | 500 | 502 | 503 | 504, name: string, message: string): Response => {
    if (status === 429 || status === 503) context.header('retry-after', String(retryAfter));
    return context.json({ name, message: `A fault that was asked for: ${message}` }, status);
  };
  switch (fate.trouble) {
    case 'unauthorized':
      return say(401, 'Unauthorized', 'this once the token is refused.');
    case 'throttle':
      return say(429, 'TooManyRequests', 'too many requests.');
    case 'outage': {
      const [status, name] = outages[Math.floor(fate.random() * outages.length)] ?? [500, 'ServerError'];
      return say(status, name, 'the service is out of order.');
    }
    case 'drop':
      return hangUp(context);
    default:
      return undefined;
  }
}

/** Lists distorted and secrets shown, where the profile wants that. */
async function distort(context: Context, fate: Fate, { secrets }: FaultProfile): Promise<void> {
  const { res } = context;
  const distorts = fate.repeats || fate.shuffles || secrets;
  if (!distorts || res.status !== 200 || !(res.headers.get('content-type') ?? '').includes('json')) return;
  const value: unknown = await res.clone().json();
  const list: unknown = Array.isArray(value) ? distortList(value, fate) : value;
  context.res = context.json(secrets ? leakSecrets(list) : list);
}

function profileOf(context: Context, usual: FaultProfile | undefined): FaultProfile | undefined {
  const asked = context.req.header(faultsHeader);
  if (asked === undefined) return usual;
  try {
    return readFaults(asked);
  } catch (error) {
    throw error instanceof Fault
      ? new Fault(error.status, error.name, `The header ${faultsHeader} cannot be read: ${error.message}`)
      : error;
  }
}

/** A request as it is told apart from others: without the organization, which has another UUID in each data folder. */
function requestOf({ req }: Context): string {
  const { pathname, search } = new URL(req.url);
  return `${req.method} ${pathname.replace(/^\/api\/v1\/organizations\/[^/]+/, '')}${search}`;
}

/** Lets things go wrong as a profile wants, the sandbox's own or the request's. */
export function injectFaults({ profile: usual, clock, version }: InjectOptions): MiddlewareHandler {
  const fates = new Fates();
  return async (context, next) => {
    const profile = profileOf(context, usual);
    if (!profile) return next();
    const fate = fates.decide(profile, requestOf(context));
    if (fate.latency > 0) await clock.sleep(fate.latency);
    const refusal = refuse(context, fate, profile);
    if (refusal) return refusal;
    await next();
    await distort(context, fate, profile);
    if (fate.trouble === 'lose') replaceAnswer(context, hangUp(context));
    if (fate.trouble === 'truncate') replaceAnswer(context, await sendHalf(context, version));
    return undefined;
  };
}
