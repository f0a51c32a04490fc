import type { ScenarioDefinition } from '../../wire/definition';
import type { DashboardSetting, Id, ScenarioType, Severity } from '../../wire/payload';
import type { Job, Listed, Scenario } from '../../wire/records';
import type { Call } from '../http/call';
import { decodeJob, decodeJobId } from '../decode/job';
import { decodeListedScenario, decodeOwnScenario } from '../decode/scenario';
import type { Http } from '../http/http';
import { namedRecords } from './records';

export interface ScenarioInput {
  readonly name: string;
  readonly definition: ScenarioDefinition;
  /** The empty text takes it away. */
  readonly description?: string;
  readonly type?: ScenarioType;
  readonly severity?: Severity;
  readonly dashboardSetting?: DashboardSetting;
  /** The folder's id; null: in no folder. Travels as `feature`. */
  readonly folder?: Id | null;
  /** Ids of all groups that hear of its runs. */
  readonly notificationGroups?: readonly Id[];
  /** For templates: how to work with it. */
  readonly instructions?: string;
  /** For templates: whether `exposedTemplates` lists it. */
  readonly exposedToApis?: boolean;
  /** For templates: whether other scenarios may link to it, and `linkableTemplates` lists it. */
  readonly isLinkable?: boolean;
}

/** Scenarios, the templates among them, and their making in the background. */
export interface ScenariosApi {
  /** `GET /v1/organizations/{org}/scenarios`: all of them, by id; also those whose name cannot be read, with `name` in `unread`. */
  list(org: string, call?: Call): Promise<Listed<Scenario>>;
  /** `GET /v1/organizations/{org}/scenarios/{id}`. Throws a `NotFoundError` where there is none. */
  get(org: string, id: Id, call?: Call): Promise<Scenario>;
  /** `POST /v1/organizations/{org}/scenarios`. Throws an `InvalidError`: 422 for a malformed definition, 400 for other fields. */
  create(org: string, input: ScenarioInput, call?: Call): Promise<Scenario>;
  /** `PATCH /v1/organizations/{org}/scenarios/{id}`; sends only the keys of `changes`, a definition whole. Throws as `get` and `create`. */
  update(org: string, id: Id, changes: Partial<ScenarioInput>, call?: Call): Promise<Scenario>;
  /** `DELETE /v1/organizations/{org}/scenarios/{id}`; its runs and schedules go with it. Throws as `get`. */
  delete(org: string, id: Id, call?: Call): Promise<void>;
  /**
   * `POST /v1/organizations/{org}/asyncScenario`: makes a scenario in the background.
   * @returns the UUID of the job, for `job`. Throws an `InvalidError` for a definition that cannot be made so.
   */
  createAsync(org: string, input: ScenarioInput, call?: Call): Promise<string>;
  /** `GET /v1/organizations/{org}/job/{jobId}`: how `createAsync` goes. Throws a `NotFoundError` for an unknown job. */
  job(org: string, jobId: string, call?: Call): Promise<Job>;
  /** `GET /v1/organizations/{org}/scenarios/allTemplates`: the organization's templates, by id. */
  allTemplates(org: string, call?: Call): Promise<readonly Scenario[]>;
  /** `GET /v1/organizations/{org}/scenarios/linkableTemplates`: those that a scenario may link to. */
  linkableTemplates(org: string, call?: Call): Promise<readonly Scenario[]>;
  /** `GET /v1/organizations/{org}/scenarios/exposedTemplates`: those that are meant for users of the API. */
  exposedTemplates(org: string, call?: Call): Promise<readonly Scenario[]>;
}

const root = '/v1/organizations/{org}';

export function scenariosApi(http: Http): ScenariosApi {
  const common = namedRecords(http, 'scenarios', decodeOwnScenario, decodeListedScenario);
  const templates = (kind: string) => (org: string, call?: Call) =>
    http.whole(`GET ${root}/scenarios/${kind}`, { values: { org }, call }, decodeListedScenario);
  return {
    ...common,
    create: (org, input, call) => common.create(org, bodyOf(input), call),
    update: (org, id, changes, call) => common.update(org, id, bodyOf(changes), call),
    createAsync: (org, input, call) =>
      http.one(`POST ${root}/asyncScenario`, { values: { org }, body: bodyOf(input), call }, decodeJobId),
    job: (org, jobId, call) => http.one(`GET ${root}/job/{jobId}`, { values: { org, jobId }, call }, decodeJob(jobId)),
    allTemplates: templates('allTemplates'),
    linkableTemplates: templates('linkableTemplates'),
    exposedTemplates: templates('exposedTemplates'),
  };
}

function bodyOf({ folder, notificationGroups, ...rest }: Partial<ScenarioInput>): object {
  return {
    ...rest,
    ...(folder === undefined ? {} : { feature: folder }),
    ...(notificationGroups === undefined ? {} : { notificationGroups: notificationGroups.map((id) => ({ id })) }),
  };
}
