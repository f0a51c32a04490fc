import { randomUUID } from 'node:crypto';
import type { MemberPayload, MemberRole } from '../../wire/payload';
import { hashOf } from './accounts';
import { attributesOf } from './attributes';
import { written, type Change } from './change';
import type { Database } from './database';
import type { ListQuery } from './list-query';
import { ownedRows, type OwnedRows } from './owned-rows';

export const memberAttributes = attributesOf({ role: 'text', member: 'number:user', organization: 'number' });
const columns = 'id, uuid, role, user AS member, organization, createdAt, updatedAt, createdBy';

export interface Members extends Invitations {
  list(organization: number, query: ListQuery): readonly MemberPayload[];
  get(organization: number, id: number): MemberPayload | undefined;
  ofUser(organization: number, user: number): MemberPayload | undefined;
  /** How many may administer and have taken their invitation. */
  admins(organization: number): number;
  create(user: number, role: MemberRole, change: Change): MemberPayload;
  update(id: number, role: MemberRole, change: Change): void;
  /** The person leaves the organization's notification groups too. */
  delete(organization: number, id: number): boolean;
}

export interface Invitations {
  /** Makes an invitation by its code; the codes that the member had are no good any more. */
  invite(member: number, code: string): void;
  /** Takes an invitation: the member whose code this is. It is no good a second time. */
  accept(code: string): MemberPayload | undefined;
}

/** The one member that a condition holds for. */
type FindOne = OwnedRows<MemberPayload>['one'];

const invitationsOf = (database: Database, one: FindOne): Invitations => ({
  invite: (member, code) =>
    database.transaction(() => {
      database.run('DELETE FROM invitations WHERE member = ?', member);
      database.run('INSERT INTO invitations (hash, member) VALUES (?, ?)', hashOf(code), member);
    }),
  accept: (code) =>
    database.transaction(() => {
      const member = one('id = (SELECT member FROM invitations WHERE hash = ?)', hashOf(code));
      database.run('DELETE FROM invitations WHERE hash = ?', hashOf(code));
      return member;
    }),
});

export function createMembers(database: Database): Members {
  const rows = ownedRows(database, { table: 'members', columns, toPayload: (row: MemberPayload) => row });
  return {
    get: rows.get,
    list: rows.list,
    ofUser: (organization, user) => rows.one('organization = ? AND user = ?', organization, user),
    admins: (organization) =>
      database.get<{ admins: number }>(
        "SELECT COUNT(*) AS admins FROM members m JOIN users u ON u.id = m.user WHERE m.organization = ? AND m.role = 'org-admin' AND u.emailStatus = 'confirmed'",
        organization,
      )?.admins ?? 0,
    create: (user, role, change) => {
      const { organization, at } = change;
      const member =
        'INSERT INTO members (uuid, organization, user, role, createdAt, updatedAt, createdBy) VALUES (?, ?, ?, ?, ?, ?, ?)';
      return written(
        rows.get(organization, database.run(member, randomUUID(), organization, user, role, at, at, change.user).id),
      );
    },
    update: (id, role, { organization, at }) =>
      void database.run(
        'UPDATE members SET role = ?, updatedAt = ? WHERE organization = ? AND id = ?',
        role,
        at,
        organization,
        id,
      ),
    delete: (organization, id) =>
      database.transaction(() => {
        const inGroups =
          'DELETE FROM notification_group_members WHERE user = (SELECT user FROM members WHERE id = ?) AND notificationGroup IN (SELECT id FROM notification_groups WHERE organization = ?)';
        database.run(inGroups, id, organization);
        return rows.delete(organization, id);
      }),
    ...invitationsOf(database, rows.one),
  };
}
