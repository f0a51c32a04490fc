import { Hono } from 'hono';
import type { MemberPayload, OrganizationPayload } from '../../wire/payload';
import { readId, type Request, type SandboxEnv, type SandboxWorld } from '../server/context';
import { notFound } from '../server/fault';
import { readListQuery, selected } from '../store/list-query';
import { memberAttributes, type MemberRow } from '../store/members';

const everything = ['member', 'organization', 'createdBy'];

/** Members of the organization: list and get. Relations are records where asked (`populate`), and where nothing is asked. */
export function memberRoutes({ store }: SandboxWorld): Hono<SandboxEnv> {
  const organizationOf = (context: Request, row: MemberRow): OrganizationPayload => {
    const { id, uuid, name } = context.get('organization');
    return { id, uuid, name, statusPageIsPublic: false, createdAt: row.createdAt, createdBy: row.createdBy };
  };
  const show = (context: Request, { user, ...row }: MemberRow, relations: readonly string[] = everything): MemberPayload => ({
    ...row,
    member: relations.includes('member') ? (store.accounts.user(user) ?? user) : user,
    organization: relations.includes('organization') ? organizationOf(context, { user, ...row }) : row.organization,
    createdBy: relations.includes('createdBy') ? (store.accounts.user(row.createdBy) ?? row.createdBy) : row.createdBy,
  });
  const routes = new Hono<SandboxEnv>();
  routes
    .get('/members', (context) => {
      const query = readListQuery(context.req.query(), memberAttributes);
      const rows = store.members.list(context.get('organization').id, query);
      return context.json(rows.map((row) => selected(show(context, row, query.populate), query.select)));
    })
    .get('/members/:id', (context) => {
      const row = store.members.get(context.get('organization').id, readId(context.req.param('id'), 'member'));
      if (!row) throw notFound('member');
      return context.json(show(context, row));
    });
  return routes;
}
