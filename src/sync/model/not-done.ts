/**
 * How an item ended. `conflict`: the world changed since the plan was made, or nobody said how to end a conflict; nothing
 * was done. `unknown`: an answer was lost and the service could not be asked again, or its answer decides nothing.
 */
export type Outcome = 'done' | 'skipped' | 'conflict' | 'failed' | 'unknown';

/** Ends an item otherwise than done. */
export class NotDone extends Error {
  override readonly name = 'NotDone';
  constructor(
    readonly outcome: Exclude<Outcome, 'done'>,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

export const conflictNow = (message: string): NotDone => new NotDone('conflict', message);
