import { randomUUID } from 'node:crypto';
import type { SchedulePayload } from '../../wire/payload';
import { attributesOf } from './attributes';
import { written, type Change } from './change';
import type { Database } from './database';
import type { ListQuery } from './list-query';
import { ownedRows } from './owned-rows';

export const scheduleAttributes = attributesOf({
  interval: 'number',
  scheduledScenario: 'number:scenario',
  lastRanAt: 'number',
});
const columns =
  "id, uuid, interval, 'scenario' AS scheduledModel, scenario AS scheduledScenario, lastRanAt, createdAt, updatedAt, createdBy";

export interface ScheduleFields {
  /** Seconds. */
  readonly interval: number;
  readonly scenario: number;
}

/** A schedule whose time has come. */
export interface DueSchedule {
  readonly id: number;
  readonly organization: number;
  readonly scenario: number;
  readonly createdBy: number;
  /** Seconds. */
  readonly interval: number;
  /** Unix milliseconds: when it should have run. */
  readonly nextRunAt: number;
}

export interface Schedules {
  list(organization: number, query: ListQuery): readonly SchedulePayload[];
  get(organization: number, id: number): SchedulePayload | undefined;
  /** The schedule of a scenario; it has one at most. */
  ofScenario(scenario: number): number | undefined;
  create(fields: ScheduleFields, change: Change): SchedulePayload;
  update(id: number, fields: ScheduleFields, change: Change): void;
  delete(organization: number, id: number): boolean;
  /** When the next one is due, in Unix milliseconds. */
  nextDue(): number | undefined;
  due(now: number): readonly DueSchedule[];
  /** Says when it ran and when it will again. */
  ran(id: number, times: { readonly lastRanAt: number; readonly nextRunAt: number }): void;
}

type Row = Omit<SchedulePayload, 'lastRanAt'> & { readonly lastRanAt: number | null };

const toPayload = ({ lastRanAt, ...row }: Row): SchedulePayload => ({
  ...row,
  ...(lastRanAt === null ? {} : { lastRanAt }),
});

export function createSchedules(database: Database): Schedules {
  const rows = ownedRows(database, { table: 'schedules', columns, toPayload });
  return {
    get: rows.get,
    list: rows.list,
    ofScenario: (scenario) => database.get<{ id: number }>('SELECT id FROM schedules WHERE scenario = ?', scenario)?.id,
    create: ({ interval, scenario }, { organization, user, at }) => {
      const insert =
        'INSERT INTO schedules (uuid, organization, interval, scenario, nextRunAt, createdAt, updatedAt, createdBy) VALUES (?, ?, ?, ?, ?, ?, ?, ?)';
      return written(
        rows.get(
          organization,
          database.run(insert, randomUUID(), organization, interval, scenario, at + interval * 1000, at, at, user).id,
        ),
      );
    },
    // Counted from its last run: a shorter interval may be over already.
    update: (id, { interval, scenario }, { organization, at }) =>
      void database.run(
        'UPDATE schedules SET interval = ?, scenario = ?, nextRunAt = coalesce(lastRanAt, createdAt) + ? * 1000, updatedAt = ? WHERE organization = ? AND id = ?',
        interval,
        scenario,
        interval,
        at,
        organization,
        id,
      ),
    delete: rows.delete,
    nextDue: () =>
      database.get<{ nextRunAt: number }>('SELECT nextRunAt FROM schedules ORDER BY nextRunAt LIMIT 1')?.nextRunAt,
    due: (now) =>
      database.all(
        'SELECT id, organization, scenario, createdBy, interval, nextRunAt FROM schedules WHERE nextRunAt <= ? ORDER BY nextRunAt LIMIT 100',
        now,
      ),
    ran: (id, { lastRanAt, nextRunAt }) =>
      void database.run('UPDATE schedules SET lastRanAt = ?, nextRunAt = ? WHERE id = ?', lastRanAt, nextRunAt, id),
  };
}
