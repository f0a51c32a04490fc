import { randomUUID } from 'node:crypto';
import type { Database } from './database';
import type { Change } from './folders';

/** Connection details by the keys of the cog's `authFieldsList`. */
export type Auth = Readonly<Record<string, string>>;

export interface Connections {
  /** Details of the organization's valid connection of a cog. */
  auth(organization: number, cog: string): Auth | undefined;
  /** Makes the connection, or gives it new details. */
  put(cog: string, auth: Auth, change: Change): void;
}

export function createConnections(database: Database): Connections {
  return {
    auth: (organization, cog) => {
      const row = database.get<{ auth: string }>("SELECT auth FROM connections WHERE organization = ? AND cog = ? AND profile = 'default' AND isValid = 1", organization, cog);
      return row && (JSON.parse(row.auth) as Auth);
    },
    put: (cog, auth, { organization, user, at }) =>
      void database.run(
        `INSERT INTO connections (uuid, organization, cog, profile, auth, isValid, createdAt, updatedAt, createdBy) VALUES (?, ?, ?, 'default', ?, 1, ?, ?, ?)
          ON CONFLICT (organization, cog, profile) DO UPDATE SET auth = excluded.auth, isValid = 1, updatedAt = excluded.updatedAt`,
        randomUUID(), organization, cog, JSON.stringify(auth), at, at, user,
      ),
  };
}
