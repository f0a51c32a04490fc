import { Hono } from 'hono';
import { readBody } from '../request/body';
import { demandAdmin, type SandboxEnv, type SandboxWorld } from '../request/context';
import { badRequest, forbidden } from '../kit/fault';
import { written } from '../store/change';
import type { Plan } from '../store/organizations';
import { isAddress, readBoolean, readChoice, readName, readOptionalText } from '../request/fields';

/** What a new organization gets. The demonstration organization has more. */
export const trialPlan: Plan = { plan: 'trial', maxRunsPerPeriod: 25, scheduleIntervalLowerBound: 3_600 };

/** How many organizations one person may make. */
const mostTrials = 10;
const settings = ['never', 'change', 'every fail', 'every error', 'every run'] as const;

/** Creating an organization: whoever does so is its first administrator. */
export function newOrganizationRoutes({ store, clock }: SandboxWorld): Hono<SandboxEnv> {
  const routes = new Hono<SandboxEnv>();
  routes.post('/', async (context) => {
    const body = await readBody(context);
    const fields = { name: readName(body), statusPageIsPublic: readBoolean(body, 'statusPageIsPublic', false) };
    const user = context.get('user');
    if (store.organizations.madeBy(user, trialPlan.plan) >= mostTrials)
      throw forbidden(`You have made ${mostTrials} trial organizations, and more are not allowed. Use one of those.`);
    return context.json(store.organizations.create(fields, trialPlan, { user, at: clock.now() }));
  });
  return routes;
}

/** Updating the organization. */
export function organizationRoutes({ store }: SandboxWorld): Hono<SandboxEnv> {
  const routes = new Hono<SandboxEnv>();
  routes.patch('/', async (context) => {
    const body = await readBody(context);
    demandAdmin(context);
    const { id } = context.get('organization');
    const old = written(store.organizations.get(id));
    const notificationEmailAddress = readOptionalText(
      body,
      'notificationEmailAddress',
      old.notificationEmailAddress ?? null,
    );
    if (notificationEmailAddress !== null && !isAddress(notificationEmailAddress))
      throw badRequest('`notificationEmailAddress` has to be an email address.');
    store.organizations.update(id, {
      name: readName(body, old.name),
      statusPageIsPublic: readBoolean(body, 'statusPageIsPublic', old.statusPageIsPublic),
      notificationEmailAddress,
      notificationSetting: readChoice(body, 'notificationSetting', settings, old.notificationSetting ?? 'every fail'),
    });
    return context.json(written(store.organizations.get(id)));
  });
  return routes;
}
