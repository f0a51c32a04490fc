import { Hono } from 'hono';
import { isRecord } from '../../base/json';
import type { NotificationGroupPayload } from '../../wire/payload';
import { readBody, type Body } from '../request/body';
import { changeBy, readId, type Request, type SandboxEnv, type SandboxWorld } from '../request/context';
import { badRequest, notFound } from '../kit/fault';
import { groupAttributes, type GroupFields } from '../store/groups';
import { readListQuery } from '../store/list-query';
import type { Store } from '../store/store';
import { isAddress, readList, readName, readOptionalText } from '../request/fields';
import { showAll, userRelations, type Shape } from './show';

interface Surroundings {
  readonly store: Store;
  readonly organization: number;
  readonly old?: NotificationGroupPayload;
}

/** A member of the organization by the user's id or address, or by a user record: the reference's `User` declares no id. */
function readMember(value: unknown, { store, organization }: Surroundings): number {
  const user = isRecord(value) ? readUser(value, store) : idOfUser(value, store);
  if (typeof user !== 'number' || !store.members.ofUser(organization, user))
    throw badRequest('`members` has to be a list of users, by id or record, who are members of this organization.');
  return user;
}

const idOfUser = (idOrAddress: unknown, { accounts }: Store): unknown =>
  typeof idOrAddress === 'string' ? accounts.userByAddress(idOrAddress) : idOrAddress;

function readUser({ id, uuid, emailAddress }: Readonly<Record<string, unknown>>, { accounts }: Store): unknown {
  if (typeof id === 'number') return id;
  if (typeof uuid === 'string') return accounts.userByUuid(uuid);
  return typeof emailAddress === 'string' ? accounts.userByAddress(emailAddress) : undefined;
}

function readFields(body: Body, surroundings: Surroundings): GroupFields {
  const { old } = surroundings;
  const email = readOptionalText(body, 'email', old?.email ?? null);
  if (email !== null && !isAddress(email)) throw badRequest('`email` has to be an email address.');
  return {
    name: readName(body, old?.name),
    email,
    members: readList(body, 'members', old?.members ?? []).map((member) => readMember(member, surroundings)),
  };
}

/** Notification groups: list, create, update, delete. */
export function groupRoutes({ store, clock }: SandboxWorld): Hono<SandboxEnv> {
  const shape: Shape = { relations: userRelations(store), usual: [] };
  const find = (context: Request): NotificationGroupPayload => {
    const group = store.groups.get(
      context.get('organization').id,
      readId(context.req.param('id'), 'notification group'),
    );
    if (!group) throw notFound('notification group');
    return group;
  };
  const routes = new Hono<SandboxEnv>();
  routes
    .get('/notification-groups', (context) => {
      const query = readListQuery(context.req.query(), groupAttributes);
      return context.json(showAll(store.groups.list(context.get('organization').id, query), shape, query));
    })
    .post('/notification-groups', async (context) => {
      const fields = readFields(await readBody(context), { store, organization: context.get('organization').id });
      return context.json(store.groups.create(fields, changeBy(context, clock)));
    })
    .patch('/notification-groups/:id', async (context) => {
      const body = await readBody(context);
      const old = find(context);
      store.groups.update(
        old.id,
        readFields(body, { store, organization: context.get('organization').id, old }),
        changeBy(context, clock),
      );
      return context.json(find(context));
    })
    .delete('/notification-groups/:id', (context) => {
      store.groups.delete(context.get('organization').id, find(context).id);
      return context.body(null, 204);
    });
  return routes;
}
