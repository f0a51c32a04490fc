import type { MemberPayload } from '../../wire/payload';
import { attributesOf } from './attributes';
import type { Database } from './database';
import { listClause, type ListQuery } from './list-query';

export const memberAttributes = attributesOf({ role: 'text', member: 'number:user', organization: 'number' });
const columns = 'id, uuid, role, user AS member, organization, createdAt, updatedAt, createdBy';

export interface Members {
  list(organization: number, query: ListQuery): readonly MemberPayload[];
  get(organization: number, id: number): MemberPayload | undefined;
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
