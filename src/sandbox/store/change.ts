/** Who changes what, and when. */
export interface Change {
  readonly organization: number;
  readonly user: number;
  /** Unix milliseconds. */
  readonly at: number;
}

/** What was just written; throws where it is not there, which would be a fault of ours. */
export function written<T>(record: T | undefined): T {
  if (record === undefined) throw new Error('A record that was just written is gone.');
  return record;
}
