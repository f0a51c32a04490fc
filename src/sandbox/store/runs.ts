import { randomUUID } from 'node:crypto';
import type { Notify, RunLogEntryPayload, RunLogPayload, RunOutcome, RunPayload } from '../../wire/payload';
import type { Database } from './database';
import { appendEntry, readLog, readLogById } from './run-log';

/** Runs on a page: the same as a list without a limit. */
export const runsPerPage = 30;

export interface RunFilter {
  readonly outcomes?: readonly string[];
  /** Unix milliseconds, both ends left out. */
  readonly ranAfter?: number;
  readonly ranBefore?: number;
  readonly limit: number;
  readonly skip: number;
}

export interface NewRun {
  readonly scenario: number;
  readonly user: number;
  readonly at: number;
  readonly tokens: Readonly<Record<string, unknown>>;
  readonly notify: Notify;
}

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

export interface Runs {
  /** Newest first. */
  list(scenario: number, filter: RunFilter): readonly RunPayload[];
  get(scenario: number, id: number): RunPayload | undefined;
  mostRecent(scenario: number): RunPayload | undefined;
  log(run: number, id: number): RunLogPayload | undefined;
  logById(id: number): RunLogPayload | undefined;
  create(run: NewRun): RunPayload;
  tokens(id: number): Readonly<Record<string, unknown>>;
  /** False for a run that has ended or is gone: that stays as it is. */
  setOutcome(id: number, outcome: RunOutcome, at: number): boolean;
  /** A run that has ended keeps its end, whatever comes late. Without a duration it is the time since the run was made. */
  finish(id: number, outcome: 'Passed' | 'Failed' | 'Error', times: { readonly duration?: number; readonly at: number }): void;
  append(id: number, entry: RunLogEntryPayload, at: number): void;
  /** Ends every run that a stopped sandbox left going; the answer is how many. */
  endInterrupted(at: number): number;
}

const select = 'SELECT r.id, r.uuid, r.outcome, r.duration, r.scenario, l.id AS log, r.createdAt, r.updatedAt, r.createdBy FROM runs r JOIN logs l ON l.run = r.id';
const going = "('Created', 'Running', 'Waiting')";

/** Said by the log of a run that was cut off. */
export const interruptedMessage = 'The sandbox was stopped while this run was going, so its end is not known. Start the scenario again.';

// The API's reference types a run's times as text.
const toPayload = (row: RunRow): RunPayload => ({ ...row, createdAt: String(row.createdAt), updatedAt: String(row.updatedAt) });

function listRuns(database: Database, scenario: number, filter: RunFilter): readonly RunPayload[] {
  const { outcomes, ranAfter = -1, ranBefore = Number.MAX_SAFE_INTEGER, limit, skip } = filter;
  const among = outcomes ? `AND outcome IN (${outcomes.map(() => '?').join(', ')})` : '';
  // The inner statement reads the index alone: records that are skipped are never touched.
  const rows = database.all<RunRow>(
    `${select} WHERE r.id IN (SELECT id FROM runs WHERE scenario = ? ${among} AND createdAt > ? AND createdAt < ? ORDER BY id DESC LIMIT ? OFFSET ?) ORDER BY r.id DESC`,
    scenario, ...(outcomes ?? []), ranAfter, ranBefore, limit, skip,
  );
  return rows.map(toPayload);
}

function createRun(database: Database, { scenario, user, at, tokens, notify }: NewRun): number {
  return database.transaction(() => {
    const { id } = database.run(
      "INSERT INTO runs (uuid, scenario, outcome, duration, tokens, notify, createdAt, updatedAt, createdBy) VALUES (?, ?, 'Created', 0, ?, ?, ?, ?, ?)",
      randomUUID(), scenario, JSON.stringify(tokens), notify, at, at, user,
    );
    database.run('INSERT INTO logs (uuid, run, createdAt, updatedAt) VALUES (?, ?, ?, ?)', randomUUID(), id, at, at);
    return id;
  });
}

function finishRun(database: Database, id: number, outcome: RunOutcome, { duration, at }: { readonly duration?: number; readonly at: number }): void {
  const ran = duration === undefined ? null : Math.round(duration);
  database.run(`UPDATE runs SET outcome = ?, duration = coalesce(?, max(0, ? - createdAt)), updatedAt = ? WHERE id = ? AND outcome IN ${going}`, outcome, ran, at, at, id);
}

function endInterrupted(database: Database, at: number): number {
  return database.transaction(() => {
    const runs = database.all<{ id: number }>(`SELECT id FROM runs WHERE outcome IN ${going}`);
    for (const { id } of runs) {
      appendEntry(database, id, { outcome: 'Error', message: interruptedMessage, cog: '', stepId: '', stepData: {} }, at);
      finishRun(database, id, 'Error', { at });
    }
    return runs.length;
  });
}

export function createRuns(database: Database): Runs {
  const one = (sql: string, ...parameters: readonly number[]): RunPayload | undefined => {
    const row = database.get<RunRow>(`${select} ${sql}`, ...parameters);
    return row && toPayload(row);
  };
  return {
    list: (scenario, filter) => listRuns(database, scenario, filter),
    get: (scenario, id) => one('WHERE r.scenario = ? AND r.id = ?', scenario, id),
    mostRecent: (scenario) => one('WHERE r.id = (SELECT MAX(id) FROM runs WHERE scenario = ?)', scenario),
    log: (run, id) => readLog(database, run, id),
    logById: (id) => readLogById(database, id),
    create: (run) => {
      const made = one('WHERE r.id = ?', createRun(database, run));
      if (!made) throw new Error('A run that was just made is gone.');
      return made;
    },
    tokens: (id) => JSON.parse(database.get<{ tokens: string }>('SELECT tokens FROM runs WHERE id = ?', id)?.tokens ?? '{}') as Readonly<Record<string, unknown>>,
    setOutcome: (id, outcome, at) => database.run(`UPDATE runs SET outcome = ?, updatedAt = ? WHERE id = ? AND outcome IN ${going}`, outcome, at, id).changes > 0,
    finish: (id, outcome, times) => finishRun(database, id, outcome, times),
    append: (id, entry, at) => appendEntry(database, id, entry, at),
    endInterrupted: (at) => endInterrupted(database, at),
  };
}
