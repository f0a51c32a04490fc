import { Hono } from 'hono';
import type { ConnectionPayload } from '../../wire/payload';
import { readBody } from '../request/body';
import { changeBy, demandAdmin, readId, type Request, type SandboxEnv, type SandboxWorld } from '../request/context';
import { badRequest, conflict, Fault, notFound } from '../kit/fault';
import { connectionAttributes, type TriedAuth } from '../store/connections';
import { readListQuery, readShape } from '../store/list-query';
import type { Store } from '../store/store';
import { readAuth } from './connection-auth';
import { readChoice, readText } from '../request/fields';
import { show, showAll, userRelations, type Shape } from './show';

function refuseSecond(store: Store, organization: number, cog: string, profile: string): void {
  const other = store.connections.find(organization, cog, profile);
  if (other)
    throw conflict(
      `This organization has a connection of ${cog} already. Update connection ${other.id}, or delete it first.`,
    );
}

/** Reads details that a cog asks for and tries them through it. Throws a 404 for an unknown cog, then what `known` throws, then a 422. */
function createTrial({ registry, checkConnection }: SandboxWorld) {
  return async (cog: string, given: unknown, known: () => void = () => undefined): Promise<TriedAuth> => {
    const entry = (await registry()).find(({ name }) => name === cog);
    if (!entry)
      throw new Fault(
        404,
        'NotFound',
        `There is no cog "${cog.slice(0, 100)}". The registry lists those that there are.`,
      );
    known();
    const auth = readAuth(given, cog, entry.authFieldsList);
    return { auth, isValid: await checkConnection(cog, auth) };
  };
}

/** Connections: list, create, get, update, delete. Their details are taken, tried through the cog, and never shown. */
export function connectionRoutes(world: SandboxWorld): Hono<SandboxEnv> {
  const { store, clock } = world;
  const shape: Shape = { relations: userRelations(store), usual: [] };
  const find = (context: Request): ConnectionPayload => {
    const connection = store.connections.get(
      context.get('organization').id,
      readId(context.req.param('id'), 'connection'),
    );
    if (!connection) throw notFound('connection');
    return connection;
  };
  const tried = createTrial(world);
  const routes = new Hono<SandboxEnv>();
  routes
    .get('/connections', (context) => {
      const query = readListQuery(context.req.query(), connectionAttributes);
      return context.json(showAll(store.connections.list(context.get('organization').id, query), shape, query));
    })
    .post('/connections', async (context) => {
      const body = await readBody(context);
      demandAdmin(context);
      const { id } = context.get('organization');
      const [cog, profile] = [readText(body, 'cog'), readChoice(body, 'profile', ['default'], 'default')];
      const auth = await tried(cog, body['auth'], () => refuseSecond(store, id, cog, profile));
      return context.json(
        store.transaction(() => {
          // Somebody else may have been faster while the cog tried the details.
          refuseSecond(store, id, cog, profile);
          return store.connections.create(cog, profile, auth, changeBy(context, clock));
        }),
      );
    })
    .get('/connections/:id', (context) => context.json(show(find(context), shape, readShape(context.req.query()))))
    .patch('/connections/:id', async (context) => {
      const body = await readBody(context);
      demandAdmin(context);
      const { id, cog } = find(context);
      if (body['auth'] === undefined) throw badRequest('`auth` has to hold the connection’s new details.');
      store.connections.update(id, await tried(cog, body['auth']), changeBy(context, clock));
      return context.json(find(context));
    })
    .delete('/connections/:id', (context) => {
      demandAdmin(context);
      store.connections.delete(context.get('organization').id, find(context).id);
      return context.body(null, 204);
    });
  return routes;
}
