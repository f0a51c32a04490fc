import { Hono } from 'hono';
import { newSecret } from '../store/accounts';
import { Fault } from '../kit/fault';
import type { SandboxEnv, SandboxWorld } from '../request/context';
import { readListQuery, selected } from '../store/list-query';
import { mailAttributes } from '../store/outbox';
import { idIn } from './show';

/**
 * What the real API has no address for: the mail that would have been sent, and how to connect to the demonstration CRM.
 * @param apiKey gives the CRM's key; absent where there is no CRM.
 */
export function ownRoutes({ store }: SandboxWorld, apiKey?: () => string): Hono<SandboxEnv> {
  const routes = new Hono<SandboxEnv>();
  if (apiKey)
    routes.get('/crm', (context) => context.json({ instanceUrl: new URL(context.req.url).origin, apiKey: apiKey() }));
  routes.get('/outbox', (context) => {
    const query = readListQuery(context.req.query(), mailAttributes);
    return context.json(store.outbox.list(context.get('organization').id, query).map((mail) => selected(mail, query)));
  });
  return routes;
}

/** Taking an invitation by the code that stands in its mail: the person gets a token of their own. */
export function invitationRoutes({ store }: SandboxWorld): Hono<SandboxEnv> {
  const routes = new Hono<SandboxEnv>();
  routes.post('/invitations/:code', (context) => {
    const answer = store.transaction(() => {
      const member = store.members.accept(context.req.param('code'));
      if (!member)
        throw new Fault(404, 'NotFound', 'There is no such invitation, or it was taken already. Ask for another one.');
      const token = newSecret();
      const user = idIn(member.member);
      store.accounts.confirm(user);
      store.accounts.addToken(token, user);
      return { token, organization: store.organizations.get(idIn(member.organization))?.uuid };
    });
    return context.json(answer);
  });
  return routes;
}
