import type { MemberRole } from '../../wire/payload';
import type { Database } from './database';
import { listClause, type ListQuery } from './list-query';

export const memberAttributes = new Set(['id', 'uuid', 'role', 'user', 'organization', 'createdAt', 'updatedAt', 'createdBy']);
const columns = [...memberAttributes].join(', ');

/** A membership as it is kept: relations as ids. */
export interface MemberRow {
  readonly id: number;
  readonly uuid: string;
  readonly role: MemberRole;
  readonly user: number;
  readonly organization: number;
  /** Unix milliseconds. */
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly createdBy: number;
}

export interface Members {
  list(organization: number, query: ListQuery): readonly MemberRow[];
  get(organization: number, id: number): MemberRow | undefined;
}

export function createMembers(database: Database): Members {
  return {
    list: (organization, query) => {
      const { sql, parameters } = listClause('organization', organization, query);
      return database.all(`SELECT ${columns} FROM members ${sql}`, ...parameters);
    },
    get: (organization, id) => database.get(`SELECT ${columns} FROM members WHERE organization = ? AND id = ?`, organization, id),
  };
}
