/**
 * What travels over the network, as the API's reference declares it. A server produces these shapes; a client
 * must not trust them before decoding (see `records.ts` for what comes out of that).
 */
import type { ScenarioDefinition } from './definition';

/** A record's number. */
export type Id = number;
/** Unix milliseconds; a number or a string, by resource. */
export type Timestamp = number | string;
/** A related record: its id, or the record itself where the server populated it. */
export type Relation<T> = Id | T;

export type RunOutcome = 'Created' | 'Running' | 'Waiting' | 'Passed' | 'Failed' | 'Error';
export type StepOutcome = 'Passed' | 'Failed' | 'Error';
export type ScenarioType = 'default' | 'template' | 'from-template';
export type Severity = 1 | 2 | 3 | 4;
export type DashboardSetting = 'default' | 'include' | 'exclude';
export type NotificationSetting = 'never' | 'change' | 'every fail' | 'every error' | 'every run';
export type MemberRole = 'org-admin' | 'org-creator';
/** Who hears of a run: the one who started it, or the scenario's groups and the organization. */
export type Notify = 'me' | 'team';
export type JobStatus = 'Processing' | 'Complete' | 'Failed';

export interface ErrorPayload {
  readonly name: string;
  readonly message: string;
}

/** A user as a server may show one. The API leaks password fields here; they have no place in our types. */
export interface UserPayload {
  readonly id?: Id;
  readonly uuid?: string;
  readonly emailAddress: string;
  /** Whether the person has taken the invitation: `confirmed`, or some other word. */
  readonly emailStatus?: string;
  readonly fullName: string;
}

export interface FolderPayload {
  readonly id: Id;
  readonly uuid: string;
  readonly name: string;
  readonly description?: string;
  readonly createdAt: Timestamp;
  readonly updatedAt: Timestamp;
  readonly createdBy: Relation<UserPayload>;
  readonly lastUpdatedBy: Relation<UserPayload>;
}

export interface ScenarioPayload {
  readonly id: Id;
  readonly uuid: string;
  readonly name: string;
  readonly description?: string;
  readonly definition: ScenarioDefinition | null;
  readonly type: ScenarioType;
  readonly severity?: Severity;
  readonly dashboardSetting: DashboardSetting;
  /** The folder. */
  readonly feature: Relation<FolderPayload> | null;
  readonly schedule: Relation<SchedulePayload> | null;
  readonly notificationGroups: readonly NotificationGroupPayload[] | null;
  readonly instructions?: string;
  readonly exposedToApis?: boolean;
  readonly isLinkable?: boolean;
  readonly createdAt: Timestamp;
  readonly updatedAt: Timestamp;
  readonly createdBy: Relation<UserPayload>;
  readonly lastUpdatedBy: Relation<UserPayload>;
}

export interface RunPayload {
  readonly id: Id;
  readonly uuid: string;
  readonly outcome: RunOutcome;
  /** Milliseconds; absent or 0 while the run is going. */
  readonly duration?: number;
  readonly scenario: Relation<ScenarioPayload>;
  readonly log: Relation<RunLogPayload>;
  readonly createdAt: Timestamp;
  readonly updatedAt: Timestamp;
  readonly createdBy: Relation<UserPayload>;
}

/** One executed step, in order; entries are appended while the run is going. */
export interface RunLogEntryPayload {
  readonly outcome: StepOutcome;
  readonly message: string;
  readonly cog: string;
  readonly stepId: string;
  readonly stepData: Readonly<Record<string, unknown>>;
}

export interface RunLogPayload {
  readonly id: Id;
  readonly uuid: string;
  readonly body: readonly RunLogEntryPayload[];
  readonly createdAt: Timestamp;
  readonly updatedAt: Timestamp;
}

export interface SchedulePayload {
  readonly id: Id;
  readonly uuid: string;
  /** Seconds between runs. */
  readonly interval: number;
  readonly scheduledModel: 'scenario';
  readonly scheduledScenario: Relation<ScenarioPayload>;
  readonly createdAt: Timestamp;
  readonly updatedAt: Timestamp;
  readonly lastRanAt?: Timestamp;
  readonly createdBy: Relation<UserPayload>;
}

export interface NotificationGroupPayload {
  readonly id: Id;
  readonly uuid: string;
  readonly name: string;
  readonly email: string | null;
  readonly members: readonly UserPayload[] | null;
  readonly createdAt: Timestamp;
  readonly updatedAt: Timestamp;
  readonly createdBy: Relation<UserPayload>;
}

export interface ConnectionPayload {
  readonly id: Id;
  readonly uuid: string;
  readonly cog: string;
  readonly profile: string;
  readonly isValid: boolean;
  readonly createdAt: Timestamp;
  readonly updatedAt: Timestamp;
  readonly createdBy: Relation<UserPayload>;
}

export interface OrganizationPayload {
  readonly id: Id;
  readonly uuid: string;
  readonly name: string;
  readonly statusPageIsPublic: boolean;
  readonly notificationEmailAddress?: string;
  readonly notificationSetting?: NotificationSetting;
  readonly plan?: string;
  readonly urlSlug?: string;
  readonly maxRunsPerPeriod?: number;
  /** Seconds. */
  readonly scheduleIntervalLowerBound?: number;
  readonly createdAt: Timestamp;
  readonly createdBy: Relation<UserPayload>;
}

export interface MemberPayload {
  readonly id: Id;
  readonly uuid: string;
  readonly role: MemberRole;
  readonly member: Relation<UserPayload>;
  readonly organization: Relation<OrganizationPayload>;
  readonly createdAt: Timestamp;
  readonly updatedAt: Timestamp;
  readonly createdBy: Relation<UserPayload>;
}

/** What is answered to `asyncScenario`. */
export interface JobReceiptPayload {
  readonly jobId: string;
}

/** What `data` of a job holds, once parsed: the reference says only that it includes the created scenario. */
export interface JobDataPayload {
  /** Of a job that is Complete. */
  readonly scenario?: ScenarioPayload;
  /** Of a job that has Failed. */
  readonly error?: ErrorPayload;
}

export interface JobPayload {
  readonly id: Id;
  readonly jobId: string;
  readonly status: JobStatus;
  readonly type: 'Scenario';
  /** `JobDataPayload` as JSON in a string, to be parsed a second time; absent while the job is Processing. */
  readonly data?: string;
  readonly createdAt: Timestamp;
  readonly updatedAt: Timestamp;
}
