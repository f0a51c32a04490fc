import type { RunOutcome, RunPayload } from '../../wire/payload';

/** A run as it is kept. */
export interface RunRow {
  readonly id: number;
  readonly uuid: string;
  readonly outcome: RunOutcome;
  readonly duration: number;
  readonly scenario: number;
  readonly log: number;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly createdBy: number;
}

export const selectRuns =
  'SELECT r.id, r.uuid, r.outcome, r.duration, r.scenario, l.id AS log, r.createdAt, r.updatedAt, r.createdBy FROM runs r JOIN logs l ON l.run = r.id';

/** Outcomes of a run that has not ended. */
export const going = "('Created', 'Running', 'Waiting')";

// The API's reference types a run's times as text.
export const toPayload = (row: RunRow): RunPayload => ({
  ...row,
  createdAt: String(row.createdAt),
  updatedAt: String(row.updatedAt),
});
