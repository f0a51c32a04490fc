import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { redact } from '../../base/redact';
import type { Log } from '../../base/log';
import { folderRoutes } from '../routes/folders';
import { memberRoutes } from '../routes/members';
import { registryRoutes } from '../routes/registry';
import { runRoutes } from '../routes/runs';
import { scenarioRoutes } from '../routes/scenarios';
import type { SandboxEnv, SandboxWorld } from './context';
import { Fault } from './fault';
import { guardAccount, guardHost } from './guards';

/** Bytes of the largest request. */
export const largestRequest = 2 * 1024 * 1024;
export const sandboxHeader = 'x-stack-moxie-sandbox';

export interface SandboxAppOptions extends SandboxWorld {
  readonly log: Log;
  /** The demonstration CRM, served under `/crm`. */
  readonly crm?: Hono;
}

/** The API as requests and responses: nothing here needs a port. */
export function createSandboxApp(options: SandboxAppOptions): Hono<SandboxEnv> {
  const app = new Hono<SandboxEnv>();
  app.use('*', async (context, next) => {
    await next();
    context.res.headers.set(sandboxHeader, options.version);
  });
  app.use('*', guardHost);
  app.use('*', bodyLimit({ maxSize: largestRequest, onError: () => { throw new Fault(413, 'PayloadTooLarge', `A request may hold ${largestRequest} bytes at most.`); } }));
  if (options.crm) app.route('/crm', options.crm);
  app.use('/api/v1/organizations/:org/*', guardAccount(options));
  const organization = '/api/v1/organizations/:org';
  app.route(organization, folderRoutes(options));
  app.route(organization, memberRoutes(options));
  app.route(organization, runRoutes(options));
  app.route(organization, scenarioRoutes(options));
  app.route(organization, registryRoutes(options));
  app.notFound((context) => context.json({ name: 'NotFound', message: 'The API has no such address.' }, 404));
  app.onError((error, context) => {
    if (error instanceof Fault) return context.json({ name: error.name, message: error.message }, error.status);
    options.log.error(redact(error.stack ?? error.message));
    return context.json({ name: 'ServerError', message: 'The sandbox failed; its log says more.' }, 500);
  });
  return app;
}
