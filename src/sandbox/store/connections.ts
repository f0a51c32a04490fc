import { randomUUID } from 'node:crypto';
import type { ConnectionPayload } from '../../wire/payload';
import { attributesOf } from './attributes';
import { written, type Change } from './change';
import type { Database } from './database';
import { listClause, type ListQuery } from './list-query';

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
  const one = (where: string, ...parameters: readonly (number | string)[]): ConnectionPayload | undefined => {
    const row = database.get<Row>(`SELECT ${columns} FROM connections WHERE ${where}`, ...parameters);
    return row && toPayload(row);
  };
  const get: Connections['get'] = (organization, id) => one('organization = ? AND id = ?', organization, id);
  return {
    get,
    list: (organization, query) => {
      const { sql, parameters } = listClause('organization', organization, query);
      return database.all<Row>(`SELECT ${columns} FROM connections ${sql}`, ...parameters).map(toPayload);
    },
    auth: readAuth(database),
    find: (organization, cog, profile) =>
      one('organization = ? AND cog = ? AND profile = ?', organization, cog, profile),
    create: (cog, profile, { auth, isValid }, { organization, user, at }) =>
      written(
        get(
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
    delete: (organization, id) =>
      database.run('DELETE FROM connections WHERE organization = ? AND id = ?', organization, id).changes > 0,
  };
}
