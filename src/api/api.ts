import type { Cancellation } from '../base/cancellation';
import type { ScenarioDefinition } from '../wire/definition';
import type { DashboardSetting, Id, Notify, RunOutcome, Severity } from '../wire/payload';
import type { Folder, RegistryEntry, Run, RunLog, Scenario } from '../wire/records';

export interface Call {
  /** Stops a read. A write that is on its way is waited for: its outcome must be known. */
  readonly cancellation?: Cancellation;
}

export interface FolderInput {
  readonly name: string;
  readonly description?: string;
}

export interface ScenarioInput {
  readonly name: string;
  readonly definition: ScenarioDefinition;
  readonly description?: string;
  readonly severity?: Severity;
  readonly dashboardSetting?: DashboardSetting;
  /** The folder's id; null: in no folder. */
  readonly feature?: Id | null;
  readonly notificationGroups?: readonly { readonly id: Id }[];
}

export interface RunFilter {
  readonly outcomes?: readonly RunOutcome[];
  /** Unix milliseconds. */
  readonly ranAfter?: number;
  /** Unix milliseconds. */
  readonly ranBefore?: number;
}

export interface RunInput {
  readonly tokens?: Readonly<Record<string, unknown>>;
  readonly notify?: Notify;
}

/** `/v1/organizations/{org}/folders`. Every method throws an `ApiError`, or a `CancelledError`. */
export interface FoldersApi {
  list(org: string, call?: Call): Promise<readonly Folder[]>;
  get(org: string, id: Id, call?: Call): Promise<Folder>;
  create(org: string, input: FolderInput, call?: Call): Promise<Folder>;
  /** Sends only the keys of `changes`. */
  update(org: string, id: Id, changes: Partial<FolderInput>, call?: Call): Promise<Folder>;
  delete(org: string, id: Id, call?: Call): Promise<void>;
}

/** `/v1/organizations/{org}/scenarios`. */
export interface ScenariosApi {
  list(org: string, call?: Call): Promise<readonly Scenario[]>;
  get(org: string, id: Id, call?: Call): Promise<Scenario>;
  create(org: string, input: ScenarioInput, call?: Call): Promise<Scenario>;
  /** Sends only the keys of `changes`. */
  update(org: string, id: Id, changes: Partial<ScenarioInput>, call?: Call): Promise<Scenario>;
  delete(org: string, id: Id, call?: Call): Promise<void>;
}

/** `/v1/organizations/{org}/registry`. */
export interface RegistryApi {
  get(org: string, call?: Call): Promise<readonly RegistryEntry[]>;
}

/** `/v1/organizations/{org}/scenarios/{id}/runs` and its neighbours. */
export interface RunsApi {
  list(org: string, scenarioId: Id, filter?: RunFilter, call?: Call): Promise<readonly Run[]>;
  /** One request a page, as the service orders them; no run twice. */
  pages(org: string, scenarioId: Id, filter?: RunFilter, call?: Call): AsyncIterable<readonly Run[]>;
  /** Starts one run. Never retried: an error with `unclear` may have started it. */
  create(org: string, scenarioId: Id, input: RunInput, call?: Call): Promise<Run>;
  get(org: string, scenarioId: Id, runId: Id, call?: Call): Promise<Run>;
  /** `…/mostRecentRun`; undefined where the scenario never ran. */
  mostRecent(org: string, scenarioId: Id, call?: Call): Promise<Run | undefined>;
  /** `…/runs/{runId}/log/{logId}`. */
  log(org: string, scenarioId: Id, runId: Id, ...log: readonly [logId: Id, call?: Call]): Promise<RunLog>;
}

/** What the API tells of organizations. It cannot read one; a member's record may hold it. */
export interface OrganizationsApi {
  /** The organization's name from a populated member record: one cheap GET of `/v1/organizations/{org}/members`. `undefined` where the API does not tell it to this account. */
  name(org: string, call?: Call): Promise<string | undefined>;
}

/** The REST API, grouped by resource. */
export interface Api {
  readonly organizations: OrganizationsApi;
  readonly folders: FoldersApi;
  readonly scenarios: ScenariosApi;
  readonly registry: RegistryApi;
  readonly runs: RunsApi;
}
