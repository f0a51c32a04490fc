import { Hono } from 'hono';
import type { SchedulePayload } from '../../wire/payload';
import { readBody, type Body } from '../request/body';
import { changeBy, readId, type Request, type SandboxEnv, type SandboxWorld } from '../request/context';
import { badRequest, forbidden, notFound } from '../kit/fault';
import { readListQuery, readShape } from '../store/list-query';
import { scheduleAttributes, type ScheduleFields } from '../store/schedules';
import type { Store } from '../store/store';
import { idOf, readChoice } from '../request/fields';
import { idIn, show, showAll, userRelations, type Shape } from './show';

/** Seconds of the longest interval: ten years. */
const longest = 10 * 366 * 86_400;

interface Surroundings {
  readonly store: Store;
  readonly organization: number;
  readonly old?: SchedulePayload;
}

const isInterval = (value: unknown): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= longest;

function readInterval(body: Body, { store, organization, old }: Surroundings): number {
  const interval = body['interval'] ?? old?.interval;
  if (!isInterval(interval)) throw badRequest(`\`interval\` has to be a whole number of seconds from 1 to ${longest}.`);
  const shortest = store.organizations.get(organization)?.scheduleIntervalLowerBound ?? 0;
  if (interval < shortest && interval !== old?.interval)
    throw forbidden(`The plan of this organization allows an interval of ${shortest} seconds or more.`);
  return interval;
}

function readScenario(body: Body, { store, organization, old }: Surroundings): number {
  const given = idOf(body['scheduledScenario'] ?? old?.scheduledScenario);
  if (typeof given !== 'number' || !Number.isSafeInteger(given) || !store.scenarios.get(organization, given))
    throw badRequest('`scheduledScenario` has to be the id of a scenario of this organization.');
  const other = store.schedules.ofScenario(given);
  if (other !== undefined && other !== old?.id)
    throw badRequest(`This scenario has a schedule already. Update schedule ${other}, or delete it first.`);
  return given;
}

function readFields(body: Body, surroundings: Surroundings): ScheduleFields {
  // The reference demands it, and knows one value only.
  if (!surroundings.old && body['scheduledModel'] === undefined)
    throw badRequest('`scheduledModel` has to be "scenario".');
  readChoice(body, 'scheduledModel', ['scenario'], 'scenario');
  return { interval: readInterval(body, surroundings), scenario: readScenario(body, surroundings) };
}

/** Schedules: list, create, get, update, delete. A scenario has one at most. */
export function scheduleRoutes({ store, clock, changed }: SandboxWorld): Hono<SandboxEnv> {
  const shapeFor = (context: Request): Shape => ({
    relations: {
      ...userRelations(store),
      scheduledScenario: (id) => store.scenarios.get(context.get('organization').id, id),
    },
    usual: [],
  });
  const find = (context: Request): SchedulePayload => {
    const schedule = store.schedules.get(context.get('organization').id, readId(context.req.param('id'), 'schedule'));
    if (!schedule) throw notFound('schedule');
    return schedule;
  };
  const routes = new Hono<SandboxEnv>();
  routes
    .get('/schedules', (context) => {
      const query = readListQuery(context.req.query(), scheduleAttributes);
      return context.json(
        showAll(store.schedules.list(context.get('organization').id, query), shapeFor(context), query),
      );
    })
    .post('/schedules', async (context) => {
      const fields = readFields(await readBody(context), { store, organization: context.get('organization').id });
      const schedule = store.schedules.create(fields, changeBy(context, clock));
      changed('schedules');
      return context.json(schedule);
    })
    .get('/schedules/:id', (context) =>
      context.json(show(find(context), shapeFor(context), readShape(context.req.query()))),
    )
    .patch('/schedules/:id', async (context) => {
      const body = await readBody(context);
      const old = find(context);
      const fields = readFields(body, { store, organization: context.get('organization').id, old });
      if (fields.interval !== old.interval || fields.scenario !== idIn(old.scheduledScenario))
        store.schedules.update(old.id, fields, changeBy(context, clock));
      changed('schedules');
      return context.json(find(context));
    })
    .delete('/schedules/:id', (context) => {
      store.schedules.delete(context.get('organization').id, find(context).id);
      return context.body(null, 204);
    });
  return routes;
}
