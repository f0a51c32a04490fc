import type { Catalog } from '../../registry/catalog';

/** Whose registry it is. */
export interface RegistryOrigin {
  /** What a person calls the organization. */
  readonly organization: string;
  /** When it was fetched, in Unix milliseconds. */
  readonly fetchedAt: number;
}

/** What is wrong with a registry file. */
export interface FileProblem {
  /** The path as the setting has it. */
  readonly file: string;
  readonly problem: string;
}

/** What is known of the cogs where a document lies. */
export interface RegistryKnowledge {
  /** `undefined` where no registry is known: then only the file's frame can be checked. */
  readonly catalog: Catalog | undefined;
  /** `undefined` where all that is known comes from registry files. */
  readonly origin: RegistryOrigin | undefined;
  readonly fileProblems: readonly FileProblem[];
  /** Why the registry could not be fetched, where the last try failed. */
  readonly failure?: unknown;
  /** Whether there is an organization to ask. */
  readonly binding: 'bound' | 'signedOut' | 'noOrganization';
  /** Whether something newer is being fetched or read. */
  readonly busy: boolean;
}

/** Before anything is known. */
export const noKnowledge: RegistryKnowledge = {
  catalog: undefined,
  origin: undefined,
  fileProblems: [],
  binding: 'signedOut',
  busy: true,
};
