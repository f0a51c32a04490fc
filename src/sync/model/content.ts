import type { LinkedScenarios, StepConfiguration } from '../../wire/definition';
import type { DashboardSetting, Id, ScenarioType, Severity } from '../../wire/payload';

/** A folder or group as a file names it: by name, or by number where a name is not unique. */
export type NamedReference = string | { readonly id: Id };

/** What stands under a file's `stackmoxie:`, by the API's own words. What a file does not name stays as the cloud has it. */
export interface Settings {
  /** Null: in no folder. */
  readonly folder?: NamedReference | null;
  readonly severity?: Severity;
  readonly dashboardSetting?: DashboardSetting;
  readonly notificationGroups?: readonly NamedReference[];
  readonly type?: ScenarioType;
  readonly instructions?: string;
  readonly exposedToApis?: boolean;
  readonly isLinkable?: boolean;
}

/**
 * What a scenario says, in one form for files and for the cloud: this is what is compared. Every step is in configuration
 * form; a sentence stands in its `name`. Tokens are not substituted. What means nothing is left out: waits of 0 seconds,
 * empty data.
 */
export interface Content {
  readonly name: string;
  /** Empty: none. */
  readonly description: string;
  /** Absent: it says nothing of tokens, as a service does that does not keep them. Files always have them. */
  readonly tokens?: Readonly<Record<string, unknown>>;
  readonly steps: readonly StepConfiguration[];
  readonly linkedScenarios?: LinkedScenarios;
  readonly settings: Settings;
}

/** What both sides last agreed on. They may hold it differently: a service may drop what it was sent. */
export interface Base {
  /** The file's text then. */
  readonly text: string;
  /** What the file said. */
  readonly file: Content;
  /** What the cloud held. */
  readonly cloud: Content;
  /** Unix milliseconds: when the scenario was changed last, as the cloud told then. */
  readonly updatedAt?: number;
}

/**
 * How a file and its scenario stand to each other. `unreadable`: what the cloud holds of it, or whether it holds it, is not
 * known. `behind`: the file is what was agreed on earlier, as after a switch of branches.
 */
export type SyncState =
  | 'unreadable'
  | 'inSync'
  | 'localChanges'
  | 'cloudChanges'
  | 'behind'
  | 'conflict'
  | 'notLinked'
  | 'cloudOnly'
  | 'deletedInCloud'
  | 'deletedHere';
