import { Hono } from 'hono';
import { isRecord } from '../../base/json';
import type { Notify, RunPayload, ScenarioPayload } from '../../wire/payload';
import { readBody, readId, type Request, type SandboxEnv, type SandboxWorld } from '../server/context';
import { badRequest, notFound } from '../server/fault';
import type { RunFilter } from '../store/runs';
import { populateUsers } from './populate';

const outcomes = new Set(['Created', 'Running', 'Waiting', 'Passed', 'Failed', 'Error']);

/** A time as Unix milliseconds or as an ISO date. */
function readTime(text: string, name: string): number {
  const time = /^\d{1,15}$/.test(text) ? Number(text) : Date.parse(text);
  if (!Number.isFinite(time)) throw badRequest(`\`${name}\` has to be Unix milliseconds or an ISO date.`);
  return time;
}

/** Reads `page` (from 1), `outcome` (names with commas between), `ranAfter` and `ranBefore`. Throws a 400. */
export function readRunFilter({ page = '1', outcome, ranAfter, ranBefore }: Readonly<Record<string, string>>): RunFilter {
  if (!/^\d{1,7}$/.test(page)) throw badRequest('`page` has to be a whole number.');
  const asked = outcome?.split(',').map((name) => name.trim()).filter((name) => name !== '');
  const strange = asked?.find((name) => !outcomes.has(name));
  if (strange !== undefined) throw badRequest(`"${strange}" is not an outcome. Use ${[...outcomes].join(', ')}.`);
  return {
    page: Number(page),
    ...(asked && asked.length > 0 ? { outcomes: [...new Set(asked)] } : {}),
    ...(ranAfter === undefined ? {} : { ranAfter: readTime(ranAfter, 'ranAfter') }),
    ...(ranBefore === undefined ? {} : { ranBefore: readTime(ranBefore, 'ranBefore') }),
  };
}

function readStart(body: Readonly<Record<string, unknown>>): { readonly tokens: Readonly<Record<string, unknown>>; readonly notify: Notify } {
  const { tokens = {}, notify = 'me' } = body;
  if (notify !== 'me' && notify !== 'team') throw badRequest('`notify` has to be "me" or "team".');
  if (!isRecord(tokens)) throw badRequest('`tokens` has to be an object of names and values.');
  return { tokens, notify };
}

/** Runs: list, create, get, the most recent one, and their logs. */
export function runRoutes({ store, clock, startRun }: SandboxWorld): Hono<SandboxEnv> {
  const scenarioOf = (context: Request): ScenarioPayload => {
    const scenario = store.scenarios.get(context.get('organization').id, readId(context.req.param('scenario'), 'scenario'));
    if (!scenario) throw notFound('scenario');
    return scenario;
  };
  const runOf = (context: Request): RunPayload => {
    const run = store.runs.get(scenarioOf(context).id, readId(context.req.param('run'), 'run'));
    if (!run) throw notFound('run');
    return run;
  };
  const routes = new Hono<SandboxEnv>();
  routes
    .get('/scenarios/:scenario/runs', (context) => context.json(store.runs.list(scenarioOf(context).id, readRunFilter(context.req.query()))))
    .post('/scenarios/:scenario/runs', async (context) => {
      const start = readStart(await readBody(context));
      const scenario = scenarioOf(context);
      const user = context.get('user');
      const run = store.runs.create({ scenario: scenario.id, user, at: clock.now(), ...start });
      startRun({ run: run.id, scenario: scenario.id, organization: context.get('organization'), user });
      return context.json(run);
    })
    .get('/scenarios/:scenario/runs/:run', (context) => context.json(populateUsers(store, runOf(context))))
    .get('/scenarios/:scenario/mostRecentRun', (context) => {
      const run = store.runs.mostRecent(scenarioOf(context).id);
      if (!run) throw notFound('run');
      return context.json(populateUsers(store, run));
    })
    .get('/scenarios/:scenario/runs/:run/log/:id', (context) => {
      const log = store.runs.log(runOf(context).id, readId(context.req.param('id'), 'run log'));
      if (!log) throw notFound('run log');
      return context.json(log);
    });
  return routes;
}
