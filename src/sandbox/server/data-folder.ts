import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { newSecret } from '../store/accounts';

/** A folder that another sandbox works in. */
export class DataFolderTakenError extends Error {
  override readonly name = 'DataFolderTakenError';
  constructor(folder: string) {
    super(`Another sandbox is using ${folder}. Stop that one, or give another folder with --data.`);
  }
}

/** Makes the folder, for its owner only, and keeps other sandboxes out of it until closed. */
export function claimDataFolder(folder: string): { close(): void } {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  // The system lets go of SQLite's lock when the process ends, however it ends: no stale lock files after a kill.
  const lock = new DatabaseSync(join(folder, 'lock.sqlite'));
  try {
    lock.exec('PRAGMA busy_timeout = 0; BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    if (error instanceof Error && /locked|busy/.test(error.message)) throw new DataFolderTakenError(folder);
    throw error;
  }
  return { close: () => lock.close() };
}

/** The token of the demonstration account: random, made once, readable by the folder's owner alone. */
export function readToken(folder: string): string {
  const file = join(folder, 'token');
  if (!existsSync(file)) writeFileSync(file, newSecret(), { mode: 0o600 });
  chmodSync(file, 0o600);
  return readFileSync(file, 'utf8').trim();
}
