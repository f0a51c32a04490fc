import type { Id } from '../../wire/payload';
import type { Scenario } from '../../wire/records';
import type { Base, Content } from '../model/content';
import type { Owner } from './owner';
import type { References } from '../model/references';
import type { Difference, Problem } from '../model/findings';

/**
 * What is to be done with one file and its scenario.
 *
 * - `create`: the file (pull) or the scenario (push) is made.
 * - `update`: one side changed, the other follows.
 * - `merge`: both changed different things; the file gets both, and on a push the scenario too.
 * - `conflict`: both changed the same, or nobody knows what they agreed on: nothing is done without a `Resolution`.
 * - `link`: a file that is not linked is the scenario's, by what it says or, unless somebody objects, by its name: only the link is
 *   made. Where both say different things no base is, so that the next push or pull asks.
 * - `move`: the file was moved outside of the editor, and nothing else is to be done: only the link follows.
 * - `agree`: both say the same already; only the base is made.
 * - `delete`: the file (pull) or the scenario (push) goes, for the other side is gone or because it was asked for.
 * - `unchanged`: nothing to do this way.
 * - `blocked`: cannot be done now; `note` says why.
 */
export type PlanVerb =
  | 'create'
  | 'update'
  | 'merge'
  | 'conflict'
  | 'link'
  | 'move'
  | 'agree'
  | 'delete'
  | 'unchanged'
  | 'blocked';

/** Pull changes files; push changes the cloud (and, merging, the file). */
export type Direction = 'pull' | 'push';

/**
 * How a conflict ends. `merge` takes both sides' changes, and this side's where both changed the same; `mergeTheirs` takes the
 * cloud's there. Both need a base.
 */
export type Resolution = 'mine' | 'theirs' | 'merge' | 'mergeTheirs';

/** What one side changed and the other did not: taking the other side whole discards it, besides the conflicts. */
export interface Losses {
  /** Of the cloud, where mine is kept. */
  readonly mine: readonly Difference[];
  /** Of the file, where theirs is taken. */
  readonly theirs: readonly Difference[];
}

export interface PlanItem {
  readonly direction: Direction;
  readonly what: PlanVerb;
  readonly path?: string;
  readonly id?: Id;
  /** Where the link says that the file is: it was moved outside of the editor. Whatever is done, the link follows first. */
  readonly movedFrom?: string;
  /** The scenario's name. */
  readonly name: string;
  /** What changed in the file since both sides agreed. */
  readonly here: readonly Difference[];
  /** What changed in the cloud since. */
  readonly cloud: readonly Difference[];
  /** What both changed, each in its own way. */
  readonly conflicts: readonly Difference[];
  /** Of a conflict. */
  readonly losses?: Losses;
  /** Why the file cannot be read as a scenario. */
  readonly problems: readonly Problem[];
  /** More that a person should know. */
  readonly note?: string;
  /** An earlier request to create its scenario lost its answer, and nothing has been seen of it: that it is sent again, a person decides. */
  readonly isUnanswered?: true;
  /** Whether it is done unless somebody says otherwise: the check box of a preview. */
  readonly isChosen: boolean;
  /** The file is what was agreed on earlier: a pull brings it up to date, and a push takes back what was agreed on since. */
  readonly isBehind?: boolean;
  /** Who changed the scenario last, and when in Unix milliseconds, where the cloud tells. */
  readonly changedBy?: string;
  readonly changedAt?: number;
  /** Where a file or scenario may be there already: all that may be done, this item's own way among it, for a person to choose. */
  readonly choices?: readonly PlanItem[];
  /** What the plan was made from; applying it holds the world against this. */
  readonly seen: Seen;
}

export interface Seen {
  /** The file's text. */
  readonly text?: string;
  /** What the file says. */
  readonly content?: Content;
  readonly base?: Base;
  readonly scenario?: Scenario;
  /** What the scenario says. */
  readonly theirs?: Content;
  /** What it is to say, where that comes from a person and not from a file: a new name or folder. */
  readonly wanted?: Content;
  /** Where a new scenario goes, unless its file names a folder. */
  readonly folder?: Id | null;
}

export interface Plan {
  /** Whose it is: applied under another owner it is refused. */
  readonly owner: Owner;
  readonly items: readonly PlanItem[];
  /** What is wrong with the links, for people. */
  readonly problems: readonly string[];
  readonly references: References;
  /** The highest number of a scenario when the plan was made. */
  readonly highestId: Id;
}

/** Tells items of a plan apart; the same file or scenario has the same key in the next plan. */
export const keyOf = ({ direction, path, id }: Pick<PlanItem, 'direction' | 'path' | 'id'>): string =>
  `${direction} ${id ?? path ?? ''}`;

/** Whether a file and a scenario that are to be linked say the same. */
export const saysTheSame = ({ here, cloud, problems }: Pick<PlanItem, 'here' | 'cloud' | 'problems'>): boolean =>
  here.length + cloud.length + problems.length === 0;

/** Whether there is a file: also one that the disk does not give, or that is not UTF-8. */
export const hasFile = ({ seen, problems }: Pick<PlanItem, 'seen' | 'problems'>): boolean =>
  seen.text !== undefined || problems.length > 0;

/** The items that change something. */
export const changing = ({ items }: Pick<Plan, 'items'>): readonly PlanItem[] =>
  items.filter(({ what }) => what !== 'unchanged');
