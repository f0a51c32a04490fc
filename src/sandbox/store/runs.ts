import { randomUUID } from 'node:crypto';
import type { Notify, RunLogEntryPayload, RunLogPayload, RunOutcome, RunPayload } from '../../wire/payload';
import { written } from './change';
import type { Database } from './database';
import { appendEntry, readLog, readLogById } from './run-log';
import { listRuns, type RunFilter } from './run-list';
import { going, selectRuns, toPayload, type RunRow } from './run-row';

/** What began a run. */
export type RunOrigin = 'request' | 'schedule' | 'link';

export interface NewRun {
  readonly scenario: number;
  readonly user: number;
  readonly at: number;
  readonly tokens: Readonly<Record<string, unknown>>;
  readonly notify: Notify;
  readonly origin?: RunOrigin;
  /** The run whose end began this one. */
  readonly parent?: number;
}

/** What has to be known to execute a run and to tell of its end. */
export interface RunFacts {
  readonly id: number;
  readonly scenario: number;
  readonly organization: number;
  readonly user: number;
  readonly tokens: Readonly<Record<string, unknown>>;
  readonly notify: Notify;
  readonly origin: RunOrigin;
  readonly parent: number | null;
}

export interface Runs {
  /** Newest first. */
  list(scenario: number, filter: RunFilter): readonly RunPayload[];
  get(scenario: number, id: number): RunPayload | undefined;
  mostRecent(scenario: number): RunPayload | undefined;
  /** The outcome of the last run of the same scenario before this one that has ended. */
  outcomeBefore(id: number): RunOutcome | undefined;
  log(run: number, id: number): RunLogPayload | undefined;
  logById(id: number): RunLogPayload | undefined;
  create(run: NewRun): RunPayload;
  facts(id: number): RunFacts | undefined;
  tokens(id: number): Readonly<Record<string, unknown>>;
  /** False for a run that has ended or is gone: that stays as it is. */
  setOutcome(id: number, outcome: RunOutcome, at: number): boolean;
  /** False, and nothing changes, for a run that has ended or is gone. Without a duration it is the time since the run was made. */
  finish(
    id: number,
    outcome: 'Passed' | 'Failed' | 'Error',
    times: { readonly duration?: number; readonly at: number },
  ): boolean;
  append(id: number, entry: RunLogEntryPayload, at: number): void;
  /** The runs that have not ended. */
  going(): readonly number[];
}

/** Said by the log of a run that was cut off. */
export const interruptedMessage =
  'The sandbox was stopped while this run was going, so its end is not known. Start the scenario again.';

function createRun(
  database: Database,
  { scenario, user, at, tokens, notify, origin = 'request', parent }: NewRun,
): number {
  return database.transaction(() => {
    const { id } = database.run(
      `INSERT INTO runs (uuid, scenario, position, outcome, duration, tokens, notify, origin, parent, createdAt, updatedAt, createdBy)
        VALUES (?, ?, (SELECT coalesce(MAX(position), 0) + 1 FROM runs WHERE scenario = ?), 'Created', 0, ?, ?, ?, ?, ?, ?, ?)`,
      randomUUID(),
      scenario,
      scenario,
      JSON.stringify(tokens),
      notify,
      origin,
      parent ?? null,
      at,
      at,
      user,
    );
    database.run('INSERT INTO logs (uuid, run, createdAt, updatedAt) VALUES (?, ?, ?, ?)', randomUUID(), id, at, at);
    return id;
  });
}

function finishRun(
  database: Database,
  id: number,
  outcome: RunOutcome,
  { duration, at }: { readonly duration?: number; readonly at: number },
): boolean {
  const ran = duration === undefined ? null : Math.round(duration);
  const finish = `UPDATE runs SET outcome = ?, duration = coalesce(?, max(0, ? - createdAt)), updatedAt = ? WHERE id = ? AND outcome IN ${going}`;
  return database.run(finish, outcome, ran, at, at, id).changes > 0;
}

function outcomeBefore(database: Database, id: number): RunOutcome | undefined {
  const before = `SELECT before.outcome FROM runs r JOIN runs before ON before.scenario = r.scenario AND before.position < r.position
    WHERE r.id = ? AND before.outcome NOT IN ${going} ORDER BY before.position DESC LIMIT 1`;
  return database.get<{ outcome: RunOutcome }>(before, id)?.outcome;
}

function setOutcome(database: Database, id: number, outcome: RunOutcome, at: number): boolean {
  const set = `UPDATE runs SET outcome = ?, updatedAt = ? WHERE id = ? AND outcome IN ${going}`;
  return database.run(set, outcome, at, id).changes > 0;
}

function readFacts(database: Database, id: number): RunFacts | undefined {
  const row = database.get<Omit<RunFacts, 'tokens'> & { readonly tokens: string }>(
    'SELECT r.id, r.scenario, s.organization, r.createdBy AS user, r.tokens, r.notify, r.origin, r.parent FROM runs r JOIN scenarios s ON s.id = r.scenario WHERE r.id = ?',
    id,
  );
  return row && { ...row, tokens: JSON.parse(row.tokens) as RunFacts['tokens'] };
}

export function createRuns(database: Database): Runs {
  const one = (sql: string, ...parameters: readonly number[]): RunPayload | undefined => {
    const row = database.get<RunRow>(`${selectRuns} ${sql}`, ...parameters);
    return row && toPayload(row);
  };
  return {
    list: (scenario, filter) => listRuns(database, scenario, filter),
    get: (scenario, id) => one('WHERE r.scenario = ? AND r.id = ?', scenario, id),
    mostRecent: (scenario) => one('WHERE r.scenario = ? ORDER BY r.position DESC LIMIT 1', scenario),
    outcomeBefore: (id) => outcomeBefore(database, id),
    log: (run, id) => readLog(database, run, id),
    logById: (id) => readLogById(database, id),
    create: (run) => written(one('WHERE r.id = ?', createRun(database, run))),
    facts: (id) => readFacts(database, id),
    tokens: (id) => readFacts(database, id)?.tokens ?? {},
    setOutcome: (id, outcome, at) => setOutcome(database, id, outcome, at),
    finish: (id, outcome, times) => finishRun(database, id, outcome, times),
    append: (id, entry, at) => appendEntry(database, id, entry, at),
    going: () =>
      database.all<{ id: number }>(`SELECT id FROM runs WHERE outcome IN ${going} ORDER BY id`).map(({ id }) => id),
  };
}
