import { Hono } from 'hono';
import type { Log } from '../../base/log';
import { folderRoutes } from '../routes/folders';
import { memberRoutes } from '../routes/members';
import { registryRoutes } from '../routes/registry';
import { runRoutes } from '../routes/runs';
import { scenarioRoutes } from '../routes/scenarios';
import { answerError, limitRequests, markAnswers } from './answers';
import type { SandboxEnv, SandboxWorld } from './context';
import { guardAccount, guardHost } from './guards';

export interface SandboxAppOptions extends SandboxWorld {
  readonly log: Log;
  /** The demonstration CRM, served under `/crm`. */
  readonly crm?: Hono;
}

/** The API as requests and responses: nothing here needs a port. */
export function createSandboxApp(options: SandboxAppOptions): Hono<SandboxEnv> {
  const app = new Hono<SandboxEnv>();
  app.use('*', markAnswers(options.version), guardHost, limitRequests);
  if (options.crm) app.route('/crm', options.crm);
  const organization = '/api/v1/organizations/:org';
  app.use(`${organization}/*`, guardAccount(options));
  for (const routes of [folderRoutes, memberRoutes, runRoutes, scenarioRoutes, registryRoutes]) app.route(organization, routes(options));
  app.notFound((context) => context.json({ name: 'NotFound', message: 'The API has no such address.' }, 404));
  app.onError(answerError(options.log));
  return app;
}
