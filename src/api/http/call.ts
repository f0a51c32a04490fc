import type { Cancellation } from '../../base/cancellation';

/** What every method takes last. */
export interface Call {
  /** Stops a read. A write that is on its way is waited for: its outcome must be known. */
  readonly cancellation?: Cancellation;
}
