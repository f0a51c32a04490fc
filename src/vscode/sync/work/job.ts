import type { Uri } from 'vscode';
import type { Clock } from '../../../base/clock';
import type { Log } from '../../../base/log';
import type { Id } from '../../../wire/payload';
import type { Direction, Plan, PlanItem } from '../../../sync/plan/plan';
import type { Summary } from '../../../sync/apply/summary';
import type { ConflictChoice } from '../../../view/sync/prompts/conflict-prompt';
import type { ErrorsWorld } from './errors-of-files';
import type { SyncFolder } from '../folder/sync-folders';
import type { VirtualDocuments } from '../texts/virtual-documents';
import type { FoldersInUse } from '../folder/which-folder';

/** Opens the workspace folder of a file, or the first. */
export type OpenFolder = (uri: Uri | undefined) => Promise<SyncFolder>;

/** Answers to questions that a command would ask. */
export interface Answers {
  readonly resolution?: ConflictChoice;
  /** Deletes, creates again, and pushes files with errors, unasked. */
  readonly isSure?: boolean;
  /** Where a new scenario goes; null: in no folder. */
  readonly folder?: Id | null;
  /** Where a file or scenario may be there already: whether it is linked, or made all the same. */
  readonly kin?: 'link' | 'create';
  /** The backup to restore. */
  readonly place?: string;
}

/** Where new scenarios go, as a person has said. */
export interface Placing {
  /** The names of folders that are made first. */
  readonly newFolders: readonly string[];
  /** Makes these folders, when all is agreed to. @returns the plan, in which each new scenario has its folder */
  readonly place: (plan: Plan) => Promise<Plan>;
}

/** A plan that a person is to agree to. */
export interface Job {
  readonly folder: SyncFolder;
  readonly plan: Plan;
  readonly direction: Direction;
  readonly answers: Answers;
  readonly placing?: Placing;
  /** Offers another plan, for what was not done. */
  readonly again: (plan: Plan) => Promise<Summary | undefined>;
}

/** What it takes to tell that something has failed. */
export interface FailureWorld {
  readonly log: Log;
  /** Words an error for people. */
  readonly say: (error: unknown) => string;
}

/** What the commands of push and pull work with. */
export interface ExchangeWorld extends ErrorsWorld, FailureWorld {
  readonly open: OpenFolder;
  /** Without asking the organization anything. */
  readonly openUnasked: OpenFolder;
  /** The workspace's folders, for commands that no file tells one. */
  readonly inUse: FoldersInUse;
  readonly documents: VirtualDocuments;
  /** Shows a plan, to be agreed to. */
  readonly showPreview: (job: Job) => Promise<void>;
  /** Begins a merge by hand; it ends when its result is saved. */
  readonly merge: (job: Job, item: PlanItem) => Promise<void>;
  readonly clock: Clock;
}
