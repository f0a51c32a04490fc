import { Hono } from 'hono';
import { readId, type SandboxEnv, type SandboxWorld } from '../server/context';
import { notFound } from '../server/fault';
import { readListQuery, readShape } from '../store/list-query';
import { memberAttributes } from '../store/members';
import { show, userRelations, type Shape } from './show';

/** Members of the organization: list and get. */
export function memberRoutes({ store }: SandboxWorld): Hono<SandboxEnv> {
  const shape: Shape = {
    relations: { ...userRelations(store), member: (id) => store.accounts.user(id), organization: (id) => store.accounts.organizationById(id) },
    usual: ['member', 'organization', 'createdBy'],
  };
  const routes = new Hono<SandboxEnv>();
  routes
    .get('/members', (context) => {
      const query = readListQuery(context.req.query(), memberAttributes);
      return context.json(store.members.list(context.get('organization').id, query).map((member) => show(member, shape, query)));
    })
    .get('/members/:id', (context) => {
      const member = store.members.get(context.get('organization').id, readId(context.req.param('id'), 'member'));
      if (!member) throw notFound('member');
      return context.json(show(member, shape, readShape(context.req.query())));
    });
  return routes;
}
