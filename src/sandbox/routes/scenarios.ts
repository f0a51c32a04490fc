import { Hono } from 'hono';
import type { ScenarioPayload } from '../../wire/payload';
import { readBody } from '../request/body';
import { changeBy, readId, type Request, type SandboxEnv, type SandboxWorld } from '../request/context';
import { notFound } from '../kit/fault';
import { readListQuery, readShape } from '../store/list-query';
import { scenarioAttributes, type TemplateFilter } from '../store/scenarios';
import type { Store } from '../store/store';
import { readScenario, readScheduleRemoval } from '../request/scenario-body';
import { show, showAll, userRelations, type Shape } from './show';

/** The lists of templates by their addresses, with the flag that each asks for. */
const templates: Readonly<Record<string, TemplateFilter>> = {
  allTemplates: 'any',
  linkableTemplates: 'isLinkable',
  exposedTemplates: 'exposedToApis',
};

const shapeIn = (store: Store, organization: number): Shape => ({
  relations: {
    ...userRelations(store),
    feature: (id) => store.folders.get(organization, id),
    schedule: (id) => store.schedules.get(organization, id),
  },
  usual: ['createdBy', 'lastUpdatedBy'],
});

/** Scenarios: list, create, get, update, delete, and the three lists of templates. */
export function scenarioRoutes({ store, clock, dropDefinitionTokens }: SandboxWorld): Hono<SandboxEnv> {
  const find = (context: Request): ScenarioPayload => {
    const scenario = store.scenarios.get(context.get('organization').id, readId(context.req.param('id'), 'scenario'));
    if (!scenario) throw notFound('scenario');
    return scenario;
  };
  const shapeFor = (context: Request): Shape => shapeIn(store, context.get('organization').id);
  const list = (context: Request, template?: TemplateFilter): Response => {
    const query = readListQuery(context.req.query(), scenarioAttributes);
    const scenarios = store.scenarios.list(context.get('organization').id, query, template);
    return context.json(showAll(scenarios, shapeFor(context), query));
  };
  const routes = new Hono<SandboxEnv>();
  routes.get('/scenarios', (context) => list(context));
  for (const [path, template] of Object.entries(templates))
    routes.get(`/scenarios/${path}`, (context) => list(context, template));
  routes
    .post('/scenarios', async (context) => {
      const body = await readBody(context);
      const fields = readScenario(body, { store, organization: context.get('organization').id, dropDefinitionTokens });
      readScheduleRemoval(body);
      return context.json(store.scenarios.create(fields, changeBy(context, clock)));
    })
    .get('/scenarios/:id', (context) => {
      // One record is shown whole: its folder and schedule too.
      const { relations, usual } = shapeFor(context);
      return context.json(
        show(find(context), { relations, usual: [...usual, 'feature', 'schedule'] }, readShape(context.req.query())),
      );
    })
    .patch('/scenarios/:id', async (context) => {
      const body = await readBody(context);
      const old = find(context);
      const organization = context.get('organization').id;
      const fields = readScenario(body, { store, organization, dropDefinitionTokens, old });
      const removesSchedule = readScheduleRemoval(body, old);
      store.transaction(() => {
        store.scenarios.update(old.id, fields, changeBy(context, clock));
        if (removesSchedule) store.schedules.delete(organization, store.schedules.ofScenario(old.id) ?? 0);
      });
      return context.json(find(context));
    })
    .delete('/scenarios/:id', (context) => {
      store.scenarios.delete(context.get('organization').id, find(context).id);
      return context.body(null, 204);
    });
  return routes;
}
