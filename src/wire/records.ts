/**
 * What a reader of the API works with, after decoding: one timestamp shape, one relation shape, no secrets,
 * and a folder called a folder.
 */
import type { ScenarioDefinition } from './definition';
import type {
  DashboardSetting,
  Id,
  JobStatus,
  MemberRole,
  NotificationSetting,
  RunOutcome,
  ScenarioType,
  Severity,
} from './payload';
import type { RegistryEntryPayload } from './registry';

/** A related record: always its id, and the record where the server sent it along. */
export interface Reference<T> {
  readonly id: Id;
  readonly record?: T;
}

/** Records of a list. */
export type Listed<T> = readonly T[] & {
  /** How many elements of the list have no id that can be read, where there are any: each may be any record that is missed. */
  readonly leftOut?: number;
};

export interface User {
  readonly uuid?: string;
  readonly emailAddress?: string;
  /** `confirmed` once the person has taken the invitation; before that, some other word. */
  readonly emailStatus?: string;
  readonly fullName?: string;
}

interface Stamped {
  readonly id: Id;
  readonly uuid?: string;
  /** Unix milliseconds. */
  readonly createdAt?: number;
  /** Unix milliseconds. */
  readonly updatedAt?: number;
  readonly createdBy?: Reference<User>;
}

/**
 * What could not be read of a record, by the API's own keys, the reserved `id` and `name` among them. An optional field is
 * then left out of the record. A record whose `name` is here cannot be read at all: its name is empty. It is there, and
 * nothing else may be concluded from it. Its id is 0 where that cannot be read either: then it may be any record.
 */
interface Unread {
  /** Absent where everything could be read. */
  readonly unread?: readonly string[];
}

/** A record's own fields as the API gave them; users in it are reduced to their id, UUID and name. */
export type RawFields = Readonly<Record<string, unknown>>;

export interface Folder extends Stamped, Unread {
  readonly name: string;
  readonly description?: string;
  readonly lastUpdatedBy?: Reference<User>;
}

export interface Scenario extends Stamped, Unread {
  readonly name: string;
  readonly description?: string;
  /**
   * Null where the service holds none, or one that no definition can be read from. Then nothing may be made of it but what
   * `raw` holds: that goes back as it came, or not at all.
   */
  readonly definition: ScenarioDefinition | null;
  readonly type?: ScenarioType;
  readonly severity?: Severity;
  readonly dashboardSetting?: DashboardSetting;
  /** The API's `feature`; null: in no folder. */
  readonly folder: Reference<Folder> | null;
  readonly schedule: Reference<Schedule> | null;
  readonly notificationGroups: readonly Reference<NotificationGroup>[];
  readonly instructions?: string;
  readonly exposedToApis?: boolean;
  readonly isLinkable?: boolean;
  readonly lastUpdatedBy?: Reference<User>;
  /** Of a scenario that was asked for by itself or in a list; related records have none. */
  readonly raw?: RawFields;
}

/** A run's outcome as received: a service may know outcomes that we do not. */
export type ReceivedOutcome = RunOutcome | 'Unknown';

export interface Run extends Stamped {
  readonly outcome: ReceivedOutcome;
  /** The service's own word, where `outcome` is `Unknown`. */
  readonly unknownOutcome?: string;
  /** Milliseconds. */
  readonly duration?: number;
  readonly scenario?: Reference<Scenario>;
  readonly log?: Reference<RunLog>;
}

export interface RunLogEntry {
  /** `Unknown` where the service sent an outcome that the reference does not name. */
  readonly outcome: 'Passed' | 'Failed' | 'Error' | 'Unknown';
  readonly message: string;
  readonly cog?: string;
  readonly stepId?: string;
  readonly stepData?: Readonly<Record<string, unknown>>;
}

export interface RunLog extends Stamped {
  readonly entries: readonly RunLogEntry[];
}

export interface Schedule extends Stamped {
  /** Seconds; absent where it cannot be read. */
  readonly interval?: number;
  readonly scenario?: Reference<Scenario>;
  /** Unix milliseconds. */
  readonly lastRanAt?: number;
}

export interface NotificationGroup extends Stamped, Unread {
  readonly name: string;
  readonly email?: string;
  /** Their ids are 0 where the service tells none: then their UUIDs tell who they are. */
  readonly members: readonly Reference<User>[];
}

export interface Connection extends Stamped {
  /** `vendor/cog`. */
  readonly cog: string;
  readonly profile: string;
  /** Whether the cog can be reached with these details; absent where the service does not say. */
  readonly isValid?: boolean;
}

export interface Organization extends Stamped {
  readonly name: string;
  readonly statusPageIsPublic?: boolean;
  readonly notificationEmailAddress?: string;
  readonly notificationSetting?: NotificationSetting;
  readonly plan?: string;
  readonly urlSlug?: string;
  /** Runs a month. */
  readonly maxRunsPerPeriod?: number;
  /** Seconds. */
  readonly scheduleIntervalLowerBound?: number;
}

export interface Member extends Stamped {
  /** Absent where the service names a role that the reference does not. */
  readonly role?: MemberRole;
  readonly user?: Reference<User>;
  readonly organization?: Reference<Organization>;
}

export interface Job {
  /** The UUID that the job was asked for by. */
  readonly jobId: string;
  readonly status: JobStatus | 'Unknown';
  /** Unix milliseconds. */
  readonly createdAt?: number;
  /** Unix milliseconds. */
  readonly updatedAt?: number;
  /** The created scenario, once complete and where the service tells it. */
  readonly scenario?: Reference<Scenario>;
  /** What the service says of a failed job; one line, no secrets. */
  readonly failure?: string;
}

export type RegistryEntry = RegistryEntryPayload;
