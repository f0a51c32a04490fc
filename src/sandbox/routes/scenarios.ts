import { Hono } from 'hono';
import type { ScenarioPayload } from '../../wire/payload';
import { changeBy, readBody, readId, type Request, type SandboxEnv, type SandboxWorld } from '../server/context';
import { badRequest, notFound } from '../server/fault';
import { readListQuery, selected } from '../store/list-query';
import { scenarioAttributes, type ScenarioFields } from '../store/scenarios';
import type { Store } from '../store/store';
import { readDefinition } from './definition';
import { readBoolean, readChoice, readName, readText } from './fields';
import { populateUsers } from './populate';

type Body = Readonly<Record<string, unknown>>;

const idOf = (relation: unknown): unknown => (typeof relation === 'object' && relation !== null && 'id' in relation ? relation.id : relation);

function readFolder(body: Body, store: Store, organization: number, old?: ScenarioPayload): number | null {
  const id = idOf(body['feature'] === undefined ? old?.feature : body['feature']) ?? null;
  if (id === null) return null;
  if (typeof id !== 'number' || !Number.isSafeInteger(id) || !store.folders.get(organization, id)) throw badRequest('`feature` has to be the id of a folder of this organization, or null.');
  return id;
}

function readSeverity(body: Body, old?: ScenarioPayload): number | null {
  if (body['severity'] === undefined) return old?.severity ?? null;
  return body['severity'] === null ? null : readChoice(body, 'severity', [1, 2, 3, 4], 1);
}

function readInstructions(body: Body, old?: ScenarioPayload): string | null {
  const given = body['instructions'] ?? old?.instructions;
  return given === undefined ? null : readText(body, 'instructions', old?.instructions);
}

const readFlags = (body: Body, old?: ScenarioPayload): Pick<ScenarioFields, 'type' | 'dashboardSetting' | 'exposedToApis' | 'isLinkable'> => ({
  type: readChoice(body, 'type', ['default', 'template', 'from-template'], old?.type ?? 'default'),
  dashboardSetting: readChoice(body, 'dashboardSetting', ['default', 'include', 'exclude'], old?.dashboardSetting ?? 'default'),
  exposedToApis: readBoolean(body, 'exposedToApis', old?.exposedToApis ?? false),
  isLinkable: readBoolean(body, 'isLinkable', old?.isLinkable ?? false),
});

function readFields(body: Body, { store, organization, old }: { readonly store: Store; readonly organization: number; readonly old?: ScenarioPayload }): ScenarioFields {
  return {
    name: readName(body, old?.name),
    description: readText(body, 'description', old?.description ?? ''),
    definition: old && body['definition'] === undefined ? old.definition : readDefinition(body['definition']),
    severity: readSeverity(body, old),
    feature: readFolder(body, store, organization, old),
    instructions: readInstructions(body, old),
    ...readFlags(body, old),
  };
}

/** The lists of templates, with the flag that each asks for besides. */
const templates = { allTemplates: {}, linkableTemplates: { isLinkable: '1' }, exposedTemplates: { exposedToApis: '1' } };

/** Scenarios: list, create, get, update, delete, and the three lists of templates. */
export function scenarioRoutes({ store, clock }: SandboxWorld): Hono<SandboxEnv> {
  const find = (context: Request): ScenarioPayload => {
    const scenario = store.scenarios.get(context.get('organization').id, readId(context.req.param('id'), 'scenario'));
    if (!scenario) throw notFound('scenario');
    return scenario;
  };
  const list = (context: Request, extra: Readonly<Record<string, string>> = {}): Response => {
    const query = readListQuery({ ...context.req.query(), ...extra }, scenarioAttributes);
    const scenarios = store.scenarios.list(context.get('organization').id, query);
    return context.json(scenarios.map((scenario) => selected(populateUsers(store, scenario, query.populate), query.select)));
  };
  const routes = new Hono<SandboxEnv>();
  routes.get('/scenarios', (context) => list(context));
  for (const [path, flags] of Object.entries(templates)) routes.get(`/scenarios/${path}`, (context) => list(context, { type: 'template', ...flags }));
  routes
    .post('/scenarios', async (context) => {
      const organization = context.get('organization').id;
      return context.json(store.scenarios.create(readFields(await readBody(context), { store, organization }), changeBy(context, clock)));
    })
    .get('/scenarios/:id', (context) => context.json(populateUsers(store, find(context))))
    .patch('/scenarios/:id', async (context) => {
      const body = await readBody(context);
      const old = find(context);
      store.scenarios.update(old.id, readFields(body, { store, organization: context.get('organization').id, old }), changeBy(context, clock));
      return context.json(find(context));
    })
    .delete('/scenarios/:id', (context) => {
      store.scenarios.delete(context.get('organization').id, find(context).id);
      return context.body(null, 204);
    });
  return routes;
}
