import { Hono } from 'hono';
import type { FolderPayload } from '../../wire/payload';
import { readBody, type Body } from '../request/body';
import { changeBy, readId, type Request, type SandboxEnv, type SandboxWorld } from '../request/context';
import { notFound } from '../kit/fault';
import { folderAttributes, type FolderFields } from '../store/folders';
import { readListQuery, readShape } from '../store/list-query';
import { readName, readText } from '../request/fields';
import { show, showAll, userRelations, type Shape } from './show';

const readFields = (body: Body, old?: FolderPayload): FolderFields => ({
  name: readName(body, old?.name),
  description: readText(body, 'description', old?.description ?? ''),
});

/** Folders: list, create, get, update, delete. */
export function folderRoutes({ store, clock }: SandboxWorld): Hono<SandboxEnv> {
  const shape: Shape = { relations: userRelations(store), usual: ['createdBy', 'lastUpdatedBy'] };
  const find = (context: Request): FolderPayload => {
    const folder = store.folders.get(context.get('organization').id, readId(context.req.param('id'), 'folder'));
    if (!folder) throw notFound('folder');
    return folder;
  };
  const routes = new Hono<SandboxEnv>();
  routes
    .get('/folders', (context) => {
      const query = readListQuery(context.req.query(), folderAttributes);
      return context.json(showAll(store.folders.list(context.get('organization').id, query), shape, query));
    })
    .post('/folders', async (context) =>
      context.json(store.folders.create(readFields(await readBody(context)), changeBy(context, clock))),
    )
    .get('/folders/:id', (context) => context.json(show(find(context), shape, readShape(context.req.query()))))
    .patch('/folders/:id', async (context) => {
      const body = await readBody(context);
      const folder = find(context);
      store.folders.update(folder.id, readFields(body, folder), changeBy(context, clock));
      return context.json(find(context));
    })
    .delete('/folders/:id', (context) => {
      store.folders.delete(context.get('organization').id, find(context).id);
      return context.body(null, 204);
    });
  return routes;
}
