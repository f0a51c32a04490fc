import { Hono } from 'hono';
import { isRecord } from '../../base/json';
import type { Notify, RunPayload, ScenarioPayload } from '../../wire/payload';
import { createRun } from '../execution/create-run';
import { readBody, type Body } from '../request/body';
import { readId, type Request, type SandboxEnv, type SandboxWorld } from '../request/context';
import { badRequest, notFound } from '../kit/fault';
import { readShape } from '../store/list-query';
import type { Store } from '../store/store';
import { readRunFilter } from './run-query';
import { show, showAll, userRelations, type Shape } from './show';

function readStart(body: Body): { readonly tokens: Readonly<Record<string, unknown>>; readonly notify: Notify } {
  const { tokens = {}, notify = 'me' } = body;
  if (notify !== 'me' && notify !== 'team') throw badRequest('`notify` has to be "me" or "team".');
  if (!isRecord(tokens)) throw badRequest('`tokens` has to be an object of names and values.');
  return { tokens, notify };
}

/** The scenario that a path names. Throws a 404. */
function findScenario(store: Store, context: Request): ScenarioPayload {
  const scenario = store.scenarios.get(
    context.get('organization').id,
    readId(context.req.param('scenario'), 'scenario'),
  );
  if (!scenario) throw notFound('scenario');
  return scenario;
}

/** The run that a path names, of the scenario that it names. Throws a 404. */
function findRun(store: Store, context: Request): RunPayload {
  const run = store.runs.get(findScenario(store, context).id, readId(context.req.param('run'), 'run'));
  if (!run) throw notFound('run');
  return run;
}

/** Runs: list, create, get, the most recent one, and their logs. */
export function runRoutes({ store, clock, startRun }: SandboxWorld): Hono<SandboxEnv> {
  const scenarioOf = (context: Request): ScenarioPayload => findScenario(store, context);
  const runOf = (context: Request): RunPayload => findRun(store, context);
  const shapeFor = (context: Request, usual: readonly string[]): Shape => ({
    relations: {
      ...userRelations(store),
      scenario: (id) => store.scenarios.get(context.get('organization').id, id),
      log: (id) => store.runs.logById(id),
    },
    usual,
  });
  const showOne = (context: Request, run: RunPayload): object =>
    show(run, shapeFor(context, ['createdBy']), readShape(context.req.query()));
  const routes = new Hono<SandboxEnv>();
  routes
    .get('/scenarios/:scenario/runs', (context) => {
      const runs = store.runs.list(scenarioOf(context).id, readRunFilter(context.req.query()));
      return context.json(showAll(runs, shapeFor(context, []), readShape(context.req.query())));
    })
    .post('/scenarios/:scenario/runs', async (context) => {
      const start = readStart(await readBody(context));
      const scenario = scenarioOf(context);
      const run = createRun({ store, clock }, context.get('organization').id, {
        scenario: scenario.id,
        user: context.get('user'),
        ...start,
      });
      startRun({ run: run.id });
      return context.json(run);
    })
    .get('/scenarios/:scenario/runs/:run', (context) => context.json(showOne(context, runOf(context))))
    .get('/scenarios/:scenario/mostRecentRun', (context) => {
      const run = store.runs.mostRecent(scenarioOf(context).id);
      if (!run) throw notFound('run');
      return context.json(showOne(context, run));
    })
    .get('/scenarios/:scenario/runs/:run/log/:id', (context) => {
      const log = store.runs.log(runOf(context).id, readId(context.req.param('id'), 'run log'));
      if (!log) throw notFound('run log');
      return context.json(log);
    });
  return routes;
}
