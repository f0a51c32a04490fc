import { Hono } from 'hono';
import type { MemberPayload } from '../../wire/payload';
import { readBody, type Body } from '../request/body';
import { changeBy, demandAdmin, readId, type Request, type SandboxEnv, type SandboxWorld } from '../request/context';
import { badRequest, forbidden, notFound } from '../kit/fault';
import { readListQuery, readShape } from '../store/list-query';
import { memberAttributes } from '../store/members';
import type { Store, TimedStore } from '../store/store';
import { isAddress, readChoice, readText } from '../request/fields';
import { inviteMember, sendInvitation } from './invitations';
import { idIn, show, showAll, userRelations, type Shape } from './show';

const roles = ['org-admin', 'org-creator'] as const;

function readEmail(body: Body): string {
  const email = readText(body, 'email').trim();
  if (!isAddress(email)) throw badRequest('`email` has to be an email address.');
  return email;
}

/** An organization is never left without anybody who may administer it; who has not taken the invitation yet does not count. */
function keepAnAdmin(store: Store, organization: number, member: MemberPayload): void {
  const isCounted =
    member.role === 'org-admin' && store.accounts.user(idIn(member.member))?.emailStatus === 'confirmed';
  if (isCounted && store.members.admins(organization) === 1)
    throw forbidden('This is the organization’s only administrator. Make somebody else one first.');
}

/** The member that a path names. Throws a 404. */
function findMember(store: Store, context: Request): MemberPayload {
  const member = store.members.get(context.get('organization').id, readId(context.req.param('id'), 'member'));
  if (!member) throw notFound('member');
  return member;
}

function changeRole({ store, clock }: TimedStore, context: Request, body: Body): void {
  demandAdmin(context);
  const member = findMember(store, context);
  const role = readChoice(body, 'role', roles, member.role);
  if (role !== member.role) keepAnAdmin(store, context.get('organization').id, member);
  store.members.update(member.id, role, changeBy(context, clock));
}

function removeMember(store: Store, context: Request): void {
  demandAdmin(context);
  const organization = context.get('organization').id;
  const member = findMember(store, context);
  keepAnAdmin(store, organization, member);
  store.members.delete(organization, member.id);
}

/** Members of the organization: list, invite, get, update, remove, and invite again. */
export function memberRoutes({ store, clock }: SandboxWorld): Hono<SandboxEnv> {
  const shape: Shape = {
    relations: {
      ...userRelations(store),
      member: (id) => store.accounts.user(id),
      organization: (id) => store.organizations.get(id),
    },
    usual: ['member', 'organization', 'createdBy'],
  };
  const find = (context: Request): MemberPayload => findMember(store, context);
  const routes = new Hono<SandboxEnv>();
  routes
    .get('/members', (context) => {
      const query = readListQuery(context.req.query(), memberAttributes);
      return context.json(showAll(store.members.list(context.get('organization').id, query), shape, query));
    })
    .post('/members', async (context) => {
      const body = await readBody(context);
      demandAdmin(context);
      return context.json(
        inviteMember(
          context,
          { store, clock },
          { email: readEmail(body), role: readChoice(body, 'role', roles, 'org-creator') },
        ),
      );
    })
    .get('/members/:id', (context) => context.json(show(find(context), shape, readShape(context.req.query()))))
    .patch('/members/:id', async (context) => {
      changeRole({ store, clock }, context, await readBody(context));
      return context.json(find(context));
    })
    .delete('/members/:id', (context) => {
      removeMember(store, context);
      return context.body(null, 204);
    })
    .post('/members/:id/reinvite', (context) => {
      demandAdmin(context);
      const member = find(context);
      if (store.accounts.user(idIn(member.member))?.emailStatus === 'confirmed')
        throw badRequest('This member has taken the invitation already.');
      store.transaction(() => sendInvitation(context, { store, clock }, member));
      return context.json({});
    });
  return routes;
}
