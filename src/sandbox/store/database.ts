import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import { migrations } from './migrations';

export type Parameter = SQLInputValue;

/* oxlint-disable typescript/no-unnecessary-type-parameters -- the caller names the shape that its own SELECT has; SQLite cannot */
/** SQLite with bound parameters only, and nothing else that the rooms above need to know of it. */
export interface Database {
  /** All rows; `T` is the shape that the statement selects. */
  all<T>(sql: string, ...parameters: readonly Parameter[]): readonly T[];
  get<T>(sql: string, ...parameters: readonly Parameter[]): T | undefined;
  /** Runs a statement; the answer is the id of the row it inserted, and how many rows it changed. */
  run(sql: string, ...parameters: readonly Parameter[]): { readonly id: number; readonly changes: number };
  /** All of `work` or nothing of it. Work within work belongs to the outer one. */
  transaction<T>(work: () => T): T;
  close(): void;
}

/** A file that this sandbox must not touch. */
export class NewerDataError extends Error {
  override readonly name = 'NewerDataError';
  constructor(version: number) {
    super(`These data were made by a newer sandbox (schema ${version}). Use that one, or another data folder.`);
  }
}

/** Opens (or makes) a database file and brings it up to the newest schema. `:memory:` keeps nothing. */
export function openDatabase(path: string): Database {
  const sqlite = new DatabaseSync(path);
  try {
    const database = wrap(sqlite);
    const version = schemaVersion(database);
    sqlite.exec(
      'PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON; PRAGMA busy_timeout = 5000;',
    );
    migrate(sqlite, database, version);
    return database;
  } catch (error) {
    sqlite.close();
    throw error;
  }
}

function wrap(sqlite: DatabaseSync): Database {
  const prepared = new Map<string, ReturnType<DatabaseSync['prepare']>>();
  const prepare = (sql: string): ReturnType<DatabaseSync['prepare']> => {
    const known = prepared.get(sql) ?? sqlite.prepare(sql);
    // Lists are built from a request's criteria: without a bound, strange requests would fill the memory.
    if (prepared.size > 500) prepared.clear();
    prepared.set(sql, known);
    return known;
  };
  return {
    all: <T>(sql: string, ...parameters: readonly Parameter[]) =>
      prepare(sql).all(...parameters) as unknown as readonly T[],
    get: <T>(sql: string, ...parameters: readonly Parameter[]) =>
      prepare(sql).get(...parameters) as unknown as T | undefined,
    run: (sql, ...parameters) => {
      const { lastInsertRowid, changes } = prepare(sql).run(...parameters);
      return { id: Number(lastInsertRowid), changes: Number(changes) };
    },
    transaction: (work) => (sqlite.isTransaction ? work() : inTransaction(sqlite, work)),
    close: () => sqlite.close(),
  };
}

function inTransaction<T>(sqlite: DatabaseSync, work: () => T): T {
  sqlite.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    sqlite.exec('COMMIT');
    return result;
  } catch (error) {
    sqlite.exec('ROLLBACK');
    throw error;
  }
}

/** The schema's number, which stands in the file itself. Throws where the file is of a newer sandbox. */
function schemaVersion(database: Database): number {
  const version = database.get<{ user_version: number }>('PRAGMA user_version')?.user_version ?? 0;
  if (version > migrations.length) throw new NewerDataError(version);
  return version;
}

/** Each migration and its number are one transaction: it is done once, and a half-done one is not done. */
function migrate(sqlite: DatabaseSync, database: Database, version: number): void {
  migrations.slice(version).forEach((sql, index) =>
    database.transaction(() => {
      sqlite.exec(sql);
      sqlite.exec(`PRAGMA user_version = ${version + index + 1}`);
    }),
  );
}
