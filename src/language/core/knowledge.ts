import type { Catalog } from '../../registry/catalog';
import type { Validators } from '../../registry/schema/validators';

/** Something of the organization that has a number and a name. */
export interface Named {
  readonly id: number;
  readonly name: string;
}

/** What the organization has besides cogs. Each list is absent where it is not known: then nothing is wrong. */
export interface OrganizationNames {
  /** Of folders. */
  readonly folders?: readonly string[];
  readonly notificationGroups?: readonly string[];
  /** Scenarios that `linkedScenarios` may name. */
  readonly templates?: readonly Named[];
  /** Names of cogs to which the organization has a valid connection. */
  readonly connectedCogs?: ReadonlySet<string>;
}

/** What the editor knows besides the file. */
export interface Knowledge {
  readonly catalog?: Catalog;
  readonly organization?: OrganizationNames;
  /** Of the catalog's step definitions; kept, so that each is compiled once. */
  readonly validators: Validators;
  /** Unix milliseconds: what date phrases are relative to. */
  readonly now: number;
}
