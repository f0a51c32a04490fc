import type { Id } from '../wire/payload';
import type { Folder, Listed, Scenario } from '../wire/records';

/** What an organization held when push and pull asked last, with what they wrote since. */
export interface Listing {
  readonly folders: readonly Folder[];
  readonly scenarios: Listed<Scenario>;
  /** Unix milliseconds. */
  readonly at: number;
}

/** How a scenario's file stands, as the scenario's row tells it. */
export interface RowMark {
  /** For menus, `inSync` or `localChanges` for example: `sync/model/content.ts` lists them. */
  readonly state: string;
  /** Said after the row's label to those who do not see its badge; empty where there is nothing to say. */
  readonly words: string;
}

/** What the view shows of the files of an organization's scenarios. */
export interface RowMarks {
  readonly organization: string;
  /** Scenarios that have a file, or had one. */
  readonly rows: ReadonlyMap<Id, RowMark>;
  /** How many changes wait; 0: none. */
  readonly count: number;
  /** The count in words. */
  readonly words: string;
  readonly listing?: Listing | undefined;
}
