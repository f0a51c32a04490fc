import { Hono } from 'hono';
import type { ScenarioPayload } from '../../wire/payload';
import { readBody } from '../server/body';
import { changeBy, readId, type Request, type SandboxEnv, type SandboxWorld } from '../server/context';
import { notFound } from '../server/fault';
import { readListQuery, readShape } from '../store/list-query';
import { scenarioAttributes, type TemplateFilter } from '../store/scenarios';
import { readScenario } from './scenario-body';
import { show, userRelations, type Shape } from './show';

/** The lists of templates by their addresses, with the flag that each asks for. */
const templates: Readonly<Record<string, TemplateFilter>> = { allTemplates: 'any', linkableTemplates: 'isLinkable', exposedTemplates: 'exposedToApis' };

/** Scenarios: list, create, get, update, delete, and the three lists of templates. */
export function scenarioRoutes({ store, clock }: SandboxWorld): Hono<SandboxEnv> {
  const find = (context: Request): ScenarioPayload => {
    const scenario = store.scenarios.get(context.get('organization').id, readId(context.req.param('id'), 'scenario'));
    if (!scenario) throw notFound('scenario');
    return scenario;
  };
  const shapeFor = (context: Request): Shape => ({
    relations: { ...userRelations(store), feature: (id) => store.folders.get(context.get('organization').id, id) },
    usual: ['createdBy', 'lastUpdatedBy'],
  });
  const list = (context: Request, template?: TemplateFilter): Response => {
    const query = readListQuery(context.req.query(), scenarioAttributes);
    const scenarios = store.scenarios.list(context.get('organization').id, query, template);
    return context.json(scenarios.map((scenario) => show(scenario, shapeFor(context), query)));
  };
  const routes = new Hono<SandboxEnv>();
  routes.get('/scenarios', (context) => list(context));
  for (const [path, template] of Object.entries(templates)) routes.get(`/scenarios/${path}`, (context) => list(context, template));
  routes
    .post('/scenarios', async (context) => {
      const fields = readScenario(await readBody(context), { store, organization: context.get('organization').id });
      return context.json(store.scenarios.create(fields, changeBy(context, clock)));
    })
    .get('/scenarios/:id', (context) => {
      // One record is shown whole: its folder too.
      const { relations, usual } = shapeFor(context);
      return context.json(show(find(context), { relations, usual: [...usual, 'feature'] }, readShape(context.req.query())));
    })
    .patch('/scenarios/:id', async (context) => {
      const body = await readBody(context);
      const old = find(context);
      store.scenarios.update(old.id, readScenario(body, { store, organization: context.get('organization').id, old }), changeBy(context, clock));
      return context.json(find(context));
    })
    .delete('/scenarios/:id', (context) => {
      store.scenarios.delete(context.get('organization').id, find(context).id);
      return context.body(null, 204);
    });
  return routes;
}
