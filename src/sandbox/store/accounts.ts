import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { OrganizationPayload, UserPayload } from '../../wire/payload';
import type { Database } from './database';

export interface OrganizationRow {
  readonly id: number;
  readonly uuid: string;
  readonly name: string;
}

/** Users, their organization and their tokens. Only a token's hash is kept. */
export interface Accounts {
  /** The user whose token this is. */
  userOf(token: string): number | undefined;
  addToken(token: string, user: number): void;
  user(id: number): UserPayload | undefined;
  /** An organization that the user is a member of. */
  organization(uuid: string, user: number): OrganizationRow | undefined;
  organizationById(id: number): OrganizationPayload | undefined;
  addUser(emailAddress: string, fullName: string): number;
  addOrganization(name: string, admin: number, at: number): OrganizationRow;
  meta(key: string): string | undefined;
  setMeta(key: string, value: string): void;
}

const hash = (token: string): string => createHash('sha256').update(token).digest('hex');

/** 256 random bits in letters that need no quoting. */
export const newSecret = (): string => randomBytes(32).toString('base64url');

export function createAccounts(database: Database): Accounts {
  return {
    userOf: (token) => database.get<{ user: number }>('SELECT user FROM tokens WHERE hash = ?', hash(token))?.user,
    addToken: (token, user) => void database.run('INSERT OR IGNORE INTO tokens (hash, user) VALUES (?, ?)', hash(token), user),
    user: (id) => database.get('SELECT id, uuid, emailAddress, fullName FROM users WHERE id = ?', id),
    organization: (uuid, user) =>
      database.get('SELECT o.id, o.uuid, o.name FROM organizations o JOIN members m ON m.organization = o.id WHERE o.uuid = ? AND m.user = ?', uuid.toLowerCase(), user),
    organizationById: (id) => {
      const row = database.get<Omit<OrganizationPayload, 'statusPageIsPublic'>>('SELECT id, uuid, name, createdAt, createdBy FROM organizations WHERE id = ?', id);
      return row && { ...row, statusPageIsPublic: false };
    },
    addUser: (emailAddress, fullName) => database.run('INSERT INTO users (uuid, emailAddress, fullName) VALUES (?, ?, ?)', randomUUID(), emailAddress, fullName).id,
    addOrganization: (name, admin, at) => {
      const uuid = randomUUID();
      const { id } = database.run('INSERT INTO organizations (uuid, name, createdAt, createdBy) VALUES (?, ?, ?, ?)', uuid, name, at, admin);
      const member = 'INSERT INTO members (uuid, organization, user, role, createdAt, updatedAt, createdBy) VALUES (?, ?, ?, ?, ?, ?, ?)';
      database.run(member, randomUUID(), id, admin, 'org-admin', at, at, admin);
      return { id, uuid, name };
    },
    meta: (key) => database.get<{ value: string }>('SELECT value FROM meta WHERE key = ?', key)?.value,
    setMeta: (key, value) => void database.run('INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value', key, value),
  };
}
