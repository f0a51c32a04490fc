import type { StepOutcome } from '../wire/payload';

/** What a cog is asked to do. */
export interface StepCall {
  readonly stepId: string;
  readonly data: Readonly<Record<string, unknown>>;
  /** One per run. */
  readonly scenarioId: string;
  /** One per user. */
  readonly requestorId: string;
}

/** What a step found or made, for later steps to use as dynamic tokens. Binary records are left out. */
export type StepRecord =
  | { readonly kind: 'keyValue'; readonly id: string; readonly values: Readonly<Record<string, unknown>> }
  | { readonly kind: 'table'; readonly id: string; readonly rows: readonly Readonly<Record<string, unknown>>[] };

export interface StepAnswer {
  readonly outcome: StepOutcome;
  /** Formatted; never empty unless the step passed. */
  readonly message: string;
  readonly records: readonly StepRecord[];
}

/** One conversation with a cog: what a step leaves behind (a page in a browser) is there for the next. */
export interface CogSession {
  /** Runs one step; the next may only be asked for after this answer. Rejects with a `CogFailedError` and is of no use from then on. */
  run(call: StepCall): Promise<StepAnswer>;
  /** Ends the conversation in good order, so that the cog can put its things away. Never rejects. */
  close(): Promise<void>;
  /** Gives up on a step that is still going: what the cog holds for this session is let go of, if need be with its process. */
  abandon(): void;
}

/** What the executor needs of the cogs. */
export interface CogSessions {
  /** Begins a conversation with `vendor/cog`. Rejects with a `CogUnavailableError`. */
  open(cog: string): Promise<CogSession>;
}

/** A cog that cannot be spoken to: not known, not startable, or without its connection details. The message names the remedy. */
export class CogUnavailableError extends Error {
  override readonly name = 'CogUnavailableError';
  constructor(
    readonly cog: string,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** A cog that broke off in the middle of a step: died, hung, or answered what no cog should. The message is for people. */
export class CogFailedError extends Error {
  override readonly name = 'CogFailedError';
  constructor(
    readonly cog: string,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
