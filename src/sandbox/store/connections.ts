import { randomUUID } from 'node:crypto';
import type { ConnectionPayload } from '../../wire/payload';
import { attributesOf } from './attributes';
import { written, type Change } from './change';
import type { Database } from './database';
import type { ListQuery } from './list-query';
import { ownedRows } from './owned-rows';

/** Connection details by the keys of the cog's `authFieldsList`. */
export type Auth = Readonly<Record<string, string>>;

export const connectionAttributes = attributesOf({ cog: 'text', profile: 'text', isValid: 'boolean' });
const columns = 'id, uuid, cog, profile, isValid, createdAt, updatedAt, createdBy';

/** A connection's details and what became of them when the cog tried them. */
export interface TriedAuth {
  readonly auth: Auth;
  readonly isValid: boolean;
}

export interface Connections {
  list(organization: number, query: ListQuery): readonly ConnectionPayload[];
  get(organization: number, id: number): ConnectionPayload | undefined;
  /** The organization's connection of a cog, with the details that no answer shows. */
  auth(organization: number, cog: string): TriedAuth | undefined;
  find(organization: number, cog: string, profile: string): ConnectionPayload | undefined;
  create(cog: string, profile: string, tried: TriedAuth, change: Change): ConnectionPayload;
  update(id: number, tried: TriedAuth, change: Change): void;
  delete(organization: number, id: number): boolean;
}

type Row = Omit<ConnectionPayload, 'isValid' | 'createdAt' | 'updatedAt'> & {
  readonly isValid: number;
  readonly createdAt: number;
  readonly updatedAt: number;
};

// The API's reference types a connection's times as text.
const toPayload = (row: Row): ConnectionPayload => ({
  ...row,
  isValid: row.isValid === 1,
  createdAt: String(row.createdAt),
  updatedAt: String(row.updatedAt),
});

const insert =
  'INSERT INTO connections (uuid, organization, cog, profile, auth, isValid, createdAt, updatedAt, createdBy) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)';

const readAuth =
  (database: Database): Connections['auth'] =>
  (organization, cog) => {
    const row = database.get<{ auth: string; isValid: number }>(
      "SELECT auth, isValid FROM connections WHERE organization = ? AND cog = ? AND profile = 'default'",
      organization,
      cog,
    );
    return row && { auth: JSON.parse(row.auth) as Auth, isValid: row.isValid === 1 };
  };

export function createConnections(database: Database): Connections {
  const rows = ownedRows(database, { table: 'connections', columns, toPayload });
  return {
    get: rows.get,
    list: rows.list,
    auth: readAuth(database),
    find: (organization, cog, profile) =>
      rows.one('organization = ? AND cog = ? AND profile = ?', organization, cog, profile),
    create: (cog, profile, { auth, isValid }, { organization, user, at }) =>
      written(
        rows.get(
          organization,
          database.run(
            insert,
            randomUUID(),
            organization,
            cog,
            profile,
            JSON.stringify(auth),
            isValid ? 1 : 0,
            at,
            at,
            user,
          ).id,
        ),
      ),
    update: (id, { auth, isValid }, { organization, at }) =>
      void database.run(
        'UPDATE connections SET auth = ?, isValid = ?, updatedAt = ? WHERE organization = ? AND id = ?',
        JSON.stringify(auth),
        isValid ? 1 : 0,
        at,
        organization,
        id,
      ),
    delete: rows.delete,
  };
}
