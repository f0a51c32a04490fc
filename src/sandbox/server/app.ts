import { Hono } from 'hono';
import type { Log } from '../../base/log';
import { injectFaults } from '../faults/inject';
import type { FaultProfile } from '../faults/profile';
import { connectionRoutes } from '../routes/connections';
import { folderRoutes } from '../routes/folders';
import { groupRoutes } from '../routes/groups';
import { jobRoutes } from '../routes/jobs';
import { memberRoutes } from '../routes/members';
import { newOrganizationRoutes, organizationRoutes } from '../routes/organizations';
import { invitationRoutes, ownRoutes } from '../routes/own';
import { registryRoutes } from '../routes/registry';
import { runRoutes } from '../routes/runs';
import { scenarioRoutes } from '../routes/scenarios';
import { scheduleRoutes } from '../routes/schedules';
import { answerError, limitRequests, markAnswers } from '../request/answers';
import type { SandboxEnv, SandboxNeeds, SandboxSwitches, SandboxWorld } from '../request/context';
import { guardHost, guardMember, guardToken } from './guards';

export interface SandboxAppOptions extends SandboxNeeds, Partial<SandboxSwitches> {
  readonly log: Log;
  /** The demonstration CRM, served under `/crm`, and its key. */
  readonly crm?: { readonly app: Hono; readonly apiKey: () => string };
  /** What goes wrong with requests that do not ask for something else. */
  readonly faults?: FaultProfile;
}

const defaults: SandboxSwitches = {
  checkConnection: () => Promise.resolve(true),
  changed: () => undefined,
  dropDefinitionTokens: false,
};

const resources = [
  organizationRoutes,
  folderRoutes,
  memberRoutes,
  groupRoutes,
  connectionRoutes,
  scheduleRoutes,
  jobRoutes,
  runRoutes,
  scenarioRoutes,
  registryRoutes,
];

/** The API as requests and responses: nothing here needs a port. */
export function createSandboxApp({ log, crm, faults, ...options }: SandboxAppOptions): Hono<SandboxEnv> {
  const world: SandboxWorld = { ...defaults, ...options };
  const { store, version, clock } = world;
  const app = new Hono<SandboxEnv>();
  app.use('*', markAnswers(version), guardHost, limitRequests);
  if (crm) app.route('/crm', crm.app);
  app.use('/api/*', injectFaults({ clock, version, ...(faults ? { profile: faults } : {}) }));
  const organizations = '/api/v1/organizations';
  app.use(organizations, guardToken(store));
  app.route(organizations, newOrganizationRoutes(world));
  app.use(`${organizations}/:org/*`, guardToken(store), guardMember(store));
  for (const routes of resources) app.route(`${organizations}/:org`, routes(world));
  app.route('/sandbox', invitationRoutes(world));
  app.use('/sandbox/organizations/:org/*', guardToken(store), guardMember(store));
  app.route('/sandbox/organizations/:org', ownRoutes(world, crm?.apiKey));
  app.notFound((context) => context.json({ name: 'NotFound', message: 'The API has no such address.' }, 404));
  app.onError(answerError(log));
  return app;
}
