import {
  chmodSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { newSecret } from '../store/accounts';
import { NewerDataError, openDatabase, type Database } from '../store/database';

/** A folder that another sandbox works in. */
export class DataFolderTakenError extends Error {
  override readonly name = 'DataFolderTakenError';
  constructor(folder: string) {
    super(`Another sandbox is using ${folder}. Stop that one, or give another folder with --data.`);
  }
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

function openLock(folder: string): DatabaseSync {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    return new DatabaseSync(join(folder, 'lock.sqlite'));
  } catch (error) {
    throw new Error(`The data folder ${folder} cannot be used (${reasonOf(error)}). Give another one with --data.`, {
      cause: error,
    });
  }
}

/** Makes the folder, for its owner only, and keeps other sandboxes out of it until closed. */
export function claimDataFolder(folder: string): { close(): void } {
  // The system lets go of SQLite's lock when the process ends, however it ends: no stale lock files after a kill.
  const lock = openLock(folder);
  try {
    lock.exec('PRAGMA busy_timeout = 0; BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    if (error instanceof Error && /locked|busy/.test(error.message)) throw new DataFolderTakenError(folder);
    throw error;
  }
  return { close: () => lock.close() };
}

/** Opens the data, readable by their owner alone, also where the folder is everybody's. */
export function openData(folder: string): Database {
  const file = join(folder, 'sandbox.sqlite');
  try {
    closeSync(openSync(file, 'a', 0o600));
    return openDatabase(file);
  } catch (error) {
    if (error instanceof NewerDataError) throw error;
    throw new Error(
      `The data in ${file} cannot be read (${reasonOf(error)}). Move that folder away, or give another one with --data.`,
      { cause: error },
    );
  }
}

/** The token of the demonstration account: random, made once, readable by the folder's owner alone. */
export function readToken(folder: string): string {
  const file = join(folder, 'token');
  const known = existsSync(file) ? readFileSync(file, 'utf8').trim() : '';
  if (known !== '') {
    chmodSync(file, 0o600);
    return known;
  }
  // Written aside and moved, so that it is there whole or not at all.
  const token = newSecret();
  writeFileSync(`${file}.new`, token, { mode: 0o600 });
  renameSync(`${file}.new`, file);
  return token;
}
