import type { MiddlewareHandler } from 'hono';
import { forbidden, unauthorized } from '../kit/fault';
import type { Store } from '../store/store';
import type { SandboxEnv } from '../request/context';

const loopbackHosts = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Refuses requests whose Host is not ours: a web page that points its own name at 127.0.0.1 gets no answer. */
export const guardHost: MiddlewareHandler = async (context, next) => {
  const host = (context.req.header('host') ?? new URL(context.req.url).host).replace(/:\d+$/, '').toLowerCase();
  if (!loopbackHosts.has(host)) throw forbidden('The sandbox answers only at 127.0.0.1 and localhost.');
  await next();
};

/** Lets in who shows a known bearer token. */
export function guardToken(store: Store): MiddlewareHandler<SandboxEnv> {
  return async (context, next) => {
    const token = /^Bearer\s+(\S+)$/i.exec(context.req.header('authorization') ?? '')?.[1];
    const user = token === undefined ? undefined : store.accounts.userOf(token);
    if (user === undefined)
      throw unauthorized('Send the token that the sandbox printed at its start: Authorization: Bearer <token>.');
    context.set('user', user);
    await next();
  };
}

/** Lets people only into organizations of their own. */
export function guardMember(store: Store): MiddlewareHandler<SandboxEnv> {
  return async (context, next) => {
    const organization = store.organizations.forMember(context.req.param('org') ?? '', context.get('user'));
    if (!organization) throw forbidden('You are not a member of an organization with this UUID.');
    context.set('organization', organization);
    await next();
  };
}
