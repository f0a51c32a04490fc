import type { Cancellation } from './cancellation';

/** Time as a port: tests use a made one, the edges give the real one. */
export interface Clock {
  /** Unix milliseconds. */
  now(): number;
  /** Resolves after `milliseconds`, or at once when cancelled; never rejects. */
  sleep(milliseconds: number, cancellation?: Cancellation): Promise<void>;
}
