import type { Cancellation } from './cancellation';

export interface TimeSource {
  /** Unix milliseconds. */
  now(): number;
}

export interface Timer {
  /** Resolves after `milliseconds`, or at once when cancelled; never rejects. */
  sleep(milliseconds: number, cancellation?: Cancellation): Promise<void>;
}

/** Time as a port: tests use a made one, the edges give the real one. */
export interface Clock extends TimeSource, Timer {}
