import { CancelledError, unlessCancelled, type Cancellation } from '../base/cancellation';
import {
  CogFailedError,
  CogUnavailableError,
  type CogSession,
  type CogSessions,
  type StepAnswer,
  type StepCall,
} from './cog-sessions';

/** A step's answer, and whether asking again may help. */
export interface Reply extends StepAnswer {
  readonly retryable: boolean;
}

const failure = (message: string, retryable: boolean): Reply => ({ outcome: 'Error', message, records: [], retryable });

/**
 * The talk of one run with its cogs: consecutive steps of one cog share a session; the next cog's begins when the
 * last one's has ended. A session that broke is followed by a fresh one.
 */
export class Conversation {
  readonly #cogs: CogSessions;
  readonly #cancellation: Cancellation;
  #current: { readonly cog: string; readonly session: CogSession } | undefined;

  constructor(cogs: CogSessions, cancellation: Cancellation) {
    this.#cogs = cogs;
    this.#cancellation = cancellation;
  }

  /** Runs a step. What goes wrong with the cog is an answer; rejects only with a `CancelledError`. */
  async run(cog: string, call: StepCall): Promise<Reply> {
    try {
      const session = await this.#sessionWith(cog);
      return { ...(await unlessCancelled(session.run(call), this.#cancellation)), retryable: true };
    } catch (error) {
      const broken = this.#current;
      this.#current = undefined;
      broken?.session.abandon();
      if (error instanceof CancelledError) throw error;
      if (error instanceof CogUnavailableError) return failure(error.message, false);
      if (error instanceof CogFailedError) return failure(error.message, true);
      return failure(
        `The runner could not go on with ${cog}: ${error instanceof Error ? error.message : String(error)}`,
        false,
      );
    }
  }

  /** Ends the current session in good order. */
  async close(): Promise<void> {
    const current = this.#current;
    this.#current = undefined;
    await current?.session.close();
  }

  async #sessionWith(cog: string): Promise<CogSession> {
    if (this.#current?.cog === cog) return this.#current.session;
    await this.close();
    const opening = this.#cogs.open(cog);
    try {
      const session = await unlessCancelled(opening, this.#cancellation);
      this.#current = { cog, session };
      return session;
    } catch (error) {
      // A session that opens after all finds nobody to use it.
      void opening.then(
        (session) => session.abandon(),
        () => undefined,
      );
      throw error;
    }
  }
}
