import { randomUUID } from 'node:crypto';
import type { JobDataPayload, JobPayload } from '../../wire/payload';
import type { Change } from './change';
import type { Database } from './database';

/** A job that waits to be done. */
export interface WaitingJob {
  readonly jobId: string;
  readonly organization: number;
  readonly createdBy: number;
  /** What was asked for, as JSON. */
  readonly request: string;
}

export interface Jobs {
  get(organization: number, jobId: string): JobPayload | undefined;
  /** Keeps a request until it is due (Unix milliseconds); the answer is the job's UUID. */
  create(request: object, dueAt: number, change: Change): string;
  nextDue(): number | undefined;
  due(now: number): readonly WaitingJob[];
  end(jobId: string, status: 'Complete' | 'Failed', data: JobDataPayload, at: number): void;
}

type Row = Omit<JobPayload, 'data'> & { readonly data: string | null };

export function createJobs(database: Database): Jobs {
  return {
    get: (organization, jobId) => {
      const row = database.get<Row>(
        "SELECT id, uuid AS jobId, status, 'Scenario' AS type, data, createdAt, updatedAt FROM jobs WHERE organization = ? AND uuid = ?",
        organization,
        jobId.toLowerCase(),
      );
      if (!row) return undefined;
      const { data, ...rest } = row;
      return { ...rest, ...(data === null ? {} : { data }) };
    },
    create: (request, dueAt, { organization, user, at }) => {
      const jobId = randomUUID();
      const insert =
        "INSERT INTO jobs (uuid, organization, request, status, dueAt, createdAt, updatedAt, createdBy) VALUES (?, ?, ?, 'Processing', ?, ?, ?, ?)";
      database.run(insert, jobId, organization, JSON.stringify(request), dueAt, at, at, user);
      return jobId;
    },
    nextDue: () =>
      database.get<{ dueAt: number }>("SELECT dueAt FROM jobs WHERE status = 'Processing' ORDER BY dueAt LIMIT 1")
        ?.dueAt,
    due: (now) =>
      database.all(
        "SELECT uuid AS jobId, organization, createdBy, request FROM jobs WHERE status = 'Processing' AND dueAt <= ? ORDER BY dueAt LIMIT 20",
        now,
      ),
    end: (jobId, status, data, at) =>
      void database.run(
        "UPDATE jobs SET status = ?, data = ?, updatedAt = ? WHERE uuid = ? AND status = 'Processing'",
        status,
        JSON.stringify(data),
        at,
        jobId,
      ),
  };
}
