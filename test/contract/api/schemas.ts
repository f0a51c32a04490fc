import type { SchemaObject } from 'ajv';
import type { ApiDocument, Operation } from './document';

/** Our own reading of the API, for where its document is not at hand: `wire/payload.ts` as JSON Schemas. */
const integer: SchemaObject = { type: 'integer' };
const text: SchemaObject = { type: 'string' };
const flag: SchemaObject = { type: 'boolean' };
const uuid: SchemaObject = { type: 'string', format: 'uuid' };
/** Unix milliseconds. */
const time: SchemaObject = { type: ['integer', 'string'], minimum: 1e12, pattern: '^\\d{13}$' };
const ref = (name: string): SchemaObject => ({ $ref: `own#/definitions/${name}` });
const many = (items: SchemaObject): SchemaObject => ({ type: 'array', items });
const relation = (name: string): SchemaObject => ({ oneOf: [integer, ref(name)] });
const nullable = (schema: SchemaObject): SchemaObject => ({ oneOf: [{ type: 'null' }, schema] });
const oneOf = (...values: readonly (string | number)[]): SchemaObject => ({ enum: values });

const setting = oneOf('never', 'change', 'every fail', 'every error', 'every run');

/** An object; the keys that end in `?` may be missing. */
function object(properties: Readonly<Record<string, SchemaObject>>, more: SchemaObject = {}): SchemaObject {
  const entries = Object.entries(properties);
  return {
    type: 'object',
    required: entries.filter(([key]) => !key.endsWith('?')).map(([key]) => key),
    properties: Object.fromEntries(entries.map(([key, schema]) => [key.replace('?', ''), schema])),
    ...more,
  };
}

const stamps = { id: integer, uuid, createdAt: time, updatedAt: time, createdBy: relation('user') };
const steps = many(ref('step'));
const linked = object({ 'templateId?': integer, 'steps?': steps });

const definitions: Readonly<Record<string, SchemaObject>> = {
  error: object(
    { name: { type: 'string', minLength: 1 }, message: { type: 'string', minLength: 1 } },
    { additionalProperties: false },
  ),
  // Nothing but these: a user's secrets never leave a server of ours.
  user: object(
    { 'id?': integer, 'uuid?': text, emailAddress: text, 'emailStatus?': text, fullName: text },
    { additionalProperties: false },
  ),
  folder: object({ ...stamps, name: text, 'description?': text, lastUpdatedBy: relation('user') }),
  step: object({
    cog: text,
    stepId: text,
    'name?': text,
    'data?': { type: 'object' },
    'waitFor?': { type: 'number' },
    'failAfter?': { type: 'number' },
  }),
  definition: object({
    'scenario?': text,
    'description?': text,
    steps,
    'tokens?': { type: 'object' },
    'linkedScenarios?': object({ 'onPass?': linked, 'onFail?': linked }),
  }),
  scenario: object({
    ...stamps,
    name: text,
    'description?': text,
    definition: nullable(ref('definition')),
    type: oneOf('default', 'template', 'from-template'),
    'severity?': oneOf(1, 2, 3, 4),
    dashboardSetting: oneOf('default', 'include', 'exclude'),
    feature: nullable(relation('folder')),
    schedule: nullable(relation('schedule')),
    notificationGroups: nullable(many(ref('notificationGroup'))),
    'instructions?': text,
    'exposedToApis?': flag,
    'isLinkable?': flag,
    lastUpdatedBy: relation('user'),
  }),
  schedule: object({
    ...stamps,
    interval: integer,
    scheduledModel: oneOf('scenario'),
    scheduledScenario: relation('scenario'),
    'lastRanAt?': time,
  }),
  notificationGroup: object({ ...stamps, name: text, email: nullable(text), members: nullable(many(ref('user'))) }),
  run: object({
    ...stamps,
    outcome: oneOf('Created', 'Running', 'Waiting', 'Passed', 'Failed', 'Error'),
    'duration?': integer,
    scenario: relation('scenario'),
    log: relation('runLog'),
  }),
  runLog: object({
    id: integer,
    uuid,
    createdAt: time,
    updatedAt: time,
    body: many(
      object({
        outcome: oneOf('Passed', 'Failed', 'Error'),
        message: text,
        cog: text,
        stepId: text,
        stepData: { type: 'object' },
      }),
    ),
  }),
  registryEntry: object({
    name: text,
    label: text,
    version: text,
    homepage: text,
    authHelpUrl: text,
    authFieldsList: many({ type: 'object' }),
    stepDefinitionsList: many({ type: 'object' }),
  }),
  // Its details go one way.
  connection: object({ ...stamps, cog: text, profile: text, isValid: flag }, { properties: { auth: false } }),
  organization: object({
    id: integer,
    uuid,
    name: text,
    statusPageIsPublic: flag,
    'notificationEmailAddress?': text,
    'notificationSetting?': setting,
    'plan?': text,
    'urlSlug?': text,
    'maxRunsPerPeriod?': integer,
    'scheduleIntervalLowerBound?': integer,
    createdAt: time,
    createdBy: relation('user'),
  }),
  job: object({
    'id?': integer,
    jobId: uuid,
    status: oneOf('Processing', 'Complete', 'Failed'),
    type: oneOf('Scenario'),
    'data?': text,
    createdAt: time,
    updatedAt: time,
  }),
  jobReceipt: object({ jobId: uuid }),
  member: object({
    ...stamps,
    role: oneOf('org-admin', 'org-creator'),
    member: relation('user'),
    organization: relation('organization'),
  }),
};

const names = (...keys: readonly string[]): Readonly<Record<string, SchemaObject>> =>
  Object.fromEntries(keys.map((key) => [key, text]));
const listQuery = { limit: integer, skip: integer, ...names('sort', 'where', 'populate', 'select') };
const refusals = { 400: ref('error'), 401: ref('error'), 403: ref('error'), 404: ref('error') };
const org = '/v1/organizations/{org}';

const path = (template: string): Readonly<Record<string, SchemaObject>> =>
  Object.fromEntries(
    [...template.matchAll(/\{(\w+)\}/g)].map(([, key = '']) => [
      key,
      key === 'org' || key === 'jobId' ? uuid : integer,
    ]),
  );

function operation(
  name: string,
  parts: Pick<Operation, 'request'> & { readonly query?: Operation['query']; readonly answers: Operation['responses'] },
): Readonly<Record<string, Operation>> {
  const { answers, query = {}, ...request } = parts;
  return { [name]: { path: path(name), query, ...request, responses: { ...refusals, ...answers } } };
}

/** The operations that most resources have; `changes` is what may be changed, by itself, where that is not the whole. */
function crud(
  resource: string,
  schema: string,
  { body, changes = body }: { readonly body: Fields; readonly changes?: Fields },
): Readonly<Record<string, Operation>> {
  const [all, one] = [`${org}/${resource}`, `${org}/${resource}/{id}`];
  const partial = Object.fromEntries(
    Object.entries(changes).map(([key, value]) => [key.endsWith('?') ? key : `${key}?`, value]),
  );
  return {
    ...operation(`GET ${all}`, { query: listQuery, answers: { 200: many(ref(schema)) } }),
    ...operation(`POST ${all}`, {
      request: object(body, strict),
      answers: { 200: ref(schema), 409: ref('error'), 422: ref('error') },
    }),
    ...operation(`GET ${one}`, { answers: { 200: ref(schema) } }),
    ...operation(`PATCH ${one}`, {
      request: object(partial, { ...strict, minProperties: 1 }),
      answers: { 200: ref(schema), 422: ref('error') },
    }),
    ...operation(`DELETE ${one}`, { answers: { 204: null } }),
  };
}

const withoutGet = (operations: Readonly<Record<string, Operation>>): Readonly<Record<string, Operation>> =>
  Object.fromEntries(Object.entries(operations).filter(([name]) => !/^GET .*\{id\}$/.test(name)));

type Fields = Readonly<Record<string, SchemaObject>>;
const strict = { additionalProperties: false };
const scenarioBody: Readonly<Record<string, SchemaObject>> = {
  // What is wrong with a definition is the service's to say: the contract sends wrong ones too.
  name: text,
  definition: { type: ['object', 'null'] },
  'description?': text,
  'type?': text,
  'severity?': integer,
  'dashboardSetting?': text,
  'feature?': nullable(integer),
  'notificationGroups?': many(object({ id: integer }, { additionalProperties: false })),
  'instructions?': text,
  'exposedToApis?': flag,
  'isLinkable?': flag,
};
const scenario = `${org}/scenarios/{scenarioId}`;
const userKey: SchemaObject = { oneOf: [object({ id: integer }, strict), object({ uuid }, strict)] };
const templates = (kind: string) =>
  operation(`GET ${org}/scenarios/${kind}`, { query: listQuery, answers: { 200: many(ref('scenario')) } });
const groupBody: Fields = { name: text, 'email?': nullable(text), 'members?': many(userKey) };
const settings: Fields = {
  'name?': text,
  'statusPageIsPublic?': flag,
  'notificationEmailAddress?': text,
  'notificationSetting?': setting,
};

export const ownDocument: ApiDocument = {
  schemas: [{ $id: 'own', definitions }],
  operations: {
    ...operation('POST /v1/organizations', {
      request: object({ name: text, 'statusPageIsPublic?': flag }, strict),
      answers: { 200: ref('organization') },
    }),
    ...operation(`PATCH ${org}`, { request: object(settings, strict), answers: { 200: ref('organization') } }),
    ...crud('folders', 'folder', { body: { name: text, 'description?': text } }),
    ...crud('scenarios', 'scenario', { body: scenarioBody }),
    ...templates('allTemplates'),
    ...templates('linkableTemplates'),
    ...templates('exposedTemplates'),
    ...operation(`POST ${org}/asyncScenario`, {
      request: object(scenarioBody, strict),
      answers: { 200: ref('jobReceipt') },
    }),
    ...operation(`GET ${org}/job/{jobId}`, { answers: { 200: ref('job') } }),
    ...crud('schedules', 'schedule', {
      body: { interval: { type: 'number' }, scheduledModel: oneOf('scenario'), scheduledScenario: integer },
    }),
    ...crud('connections', 'connection', {
      body: { cog: text, auth: { type: 'object' }, 'profile?': text },
      changes: { auth: { type: 'object' } },
    }),
    ...withoutGet(crud('notification-groups', 'notificationGroup', { body: groupBody })),
    ...crud('members', 'member', { body: { email: text, role: text }, changes: { role: text } }),
    ...operation(`POST ${org}/members/{id}/reinvite`, { answers: { 200: { type: 'object' } } }),
    ...operation(`GET ${org}/registry`, { answers: { 200: many(ref('registryEntry')) } }),
    ...operation(`GET ${scenario}/runs`, {
      query: { page: integer, outcome: text, ranAfter: integer, ranBefore: integer },
      answers: { 200: many(ref('run')) },
    }),
    ...operation(`POST ${scenario}/runs`, {
      request: object({ 'tokens?': { type: 'object' }, 'notify?': text }, { additionalProperties: false }),
      answers: { 200: ref('run') },
    }),
    ...operation(`GET ${scenario}/runs/{id}`, { answers: { 200: ref('run') } }),
    ...operation(`GET ${scenario}/mostRecentRun`, { answers: { 200: ref('run') } }),
    ...operation(`GET ${scenario}/runs/{runId}/log/{id}`, { answers: { 200: ref('runLog') } }),
  },
};
