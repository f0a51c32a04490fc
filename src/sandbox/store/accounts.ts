import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { UserPayload } from '../../wire/payload';
import type { Database } from './database';

/** Users and their tokens. Only a token's hash is kept. */
export interface Accounts {
  /** The user whose token this is. */
  userOf(token: string): number | undefined;
  addToken(token: string, user: number): void;
  user(id: number): UserPayload | undefined;
  /** The user with an address, whatever its case. */
  userByAddress(emailAddress: string): number | undefined;
  userByUuid(uuid: string): number | undefined;
  addUser(emailAddress: string, fullName: string, emailStatus?: EmailStatus): number;
  confirm(user: number): void;
}

/** `unconfirmed`: invited, and not there yet. */
export type EmailStatus = 'confirmed' | 'unconfirmed';

/** What is kept of a secret. */
export const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');

/** 256 random bits in letters that need no quoting. */
export const newSecret = (): string => randomBytes(32).toString('base64url');

export function createAccounts(database: Database): Accounts {
  return {
    userOf: (token) => database.get<{ user: number }>('SELECT user FROM tokens WHERE hash = ?', hashOf(token))?.user,
    addToken: (token, user) =>
      void database.run('INSERT OR IGNORE INTO tokens (hash, user) VALUES (?, ?)', hashOf(token), user),
    user: (id) => database.get('SELECT id, uuid, emailAddress, emailStatus, fullName FROM users WHERE id = ?', id),
    userByAddress: (emailAddress) =>
      database.get<{ id: number }>('SELECT id FROM users WHERE emailAddress = ? COLLATE NOCASE', emailAddress)?.id,
    userByUuid: (uuid) => database.get<{ id: number }>('SELECT id FROM users WHERE uuid = ?', uuid.toLowerCase())?.id,
    addUser: (emailAddress, fullName, emailStatus = 'confirmed') =>
      database.run(
        'INSERT INTO users (uuid, emailAddress, emailStatus, fullName) VALUES (?, ?, ?, ?)',
        randomUUID(),
        emailAddress,
        emailStatus,
        fullName,
      ).id,
    confirm: (user) => void database.run("UPDATE users SET emailStatus = 'confirmed' WHERE id = ?", user),
  };
}
