import type { RunLogEntryPayload, RunLogPayload } from '../../wire/payload';
import type { Database } from './database';

type LogHead = Omit<RunLogPayload, 'body'>;

function withBody(database: Database, log: LogHead | undefined): RunLogPayload | undefined {
  if (!log) return undefined;
  const entries = database.all<{ entry: string }>(
    'SELECT entry FROM log_entries WHERE log = ? ORDER BY position',
    log.id,
  );
  return { ...log, body: entries.map(({ entry }) => JSON.parse(entry) as RunLogEntryPayload) };
}

/** The log of that id, if it is the run's. */
export function readLog(database: Database, run: number, id: number): RunLogPayload | undefined {
  return withBody(
    database,
    database.get<LogHead>('SELECT id, uuid, createdAt, updatedAt FROM logs WHERE run = ? AND id = ?', run, id),
  );
}

export function readLogById(database: Database, id: number): RunLogPayload | undefined {
  return withBody(database, database.get<LogHead>('SELECT id, uuid, createdAt, updatedAt FROM logs WHERE id = ?', id));
}

/** Adds an entry at the end of a run's log, if the run is still there and going: the log of an ended run never changes. */
export function appendEntry(database: Database, run: number, entry: RunLogEntryPayload, at: number): void {
  database.transaction(() => {
    const log = database.get<{ id: number }>(
      "SELECT l.id FROM logs l JOIN runs r ON r.id = l.run WHERE l.run = ? AND r.outcome IN ('Created', 'Running', 'Waiting')",
      run,
    );
    if (!log) return;
    database.run(
      'INSERT INTO log_entries (log, position, entry) SELECT ?, coalesce(MAX(position) + 1, 0), ? FROM log_entries WHERE log = ?',
      log.id,
      JSON.stringify(entry),
      log.id,
    );
    database.run('UPDATE logs SET updatedAt = ? WHERE id = ?', at, log.id);
    database.run('UPDATE runs SET updatedAt = ? WHERE id = ?', at, run);
  });
}
