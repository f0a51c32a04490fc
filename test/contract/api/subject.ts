import type { Api } from '../../../src/api/api';
import type { ConnectionAuth } from '../../../src/api/resources/connections';
import type { Id, Notify, RunOutcome, StepOutcome } from '../../../src/wire/payload';

/** What a run does, told to whoever executes it. */
export interface Played {
  /** Log entries that are appended. */
  readonly entries?: readonly { readonly outcome: StepOutcome; readonly message: string }[];
  readonly outcome?: RunOutcome;
  /** Milliseconds; goes with a final outcome. */
  readonly duration?: number;
}

/** A service that fulfils the contract, with one organization in which nothing is yet, and a client of its administrator. */
export interface Subject {
  readonly api: Api;
  /** A client of a member who may not administer (`org-creator`). */
  readonly creator: Api;
  readonly organization: string;
  /** The organization's name. */
  readonly name: string;
  /** An organization that exists, but not for this client. */
  readonly foreign: string;
  /** The same service, asked with another token. */
  readonly withToken: (token: string | undefined) => Api;
  /** A cog of the registry that asks for details: those that let one in, and others of the same shape that do not. */
  readonly cog: { readonly name: string; readonly auth: ConnectionAuth; readonly wrongAuth: ConnectionAuth };
  /** The runs that were started, in order. */
  readonly started: readonly {
    readonly run: Id;
    readonly tokens: Readonly<Record<string, unknown>>;
    readonly notify: Notify;
  }[];
  /** A run does something. */
  readonly play: (run: Id, played: Played) => void;
  /** Lets what goes on in the background come to its end. */
  readonly settle: () => Promise<void>;
  /**
   * Does what changes something, once. Where the network is bad, whoever implements this looks with `look` whether it
   * happened before it acts again; without `look`, acting twice does no harm.
   */
  readonly write: <T>(act: () => Promise<T>, look?: () => Promise<T | undefined>) => Promise<T>;
  readonly close: () => Promise<void>;
}
