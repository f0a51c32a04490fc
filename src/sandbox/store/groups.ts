import { randomUUID } from 'node:crypto';
import type { NotificationGroupPayload, UserPayload } from '../../wire/payload';
import { attributesOf, columnsOf } from './attributes';
import { written, type Change } from './change';
import type { Database } from './database';
import type { ListQuery } from './list-query';
import { ownedRows } from './owned-rows';

export const groupAttributes = attributesOf({ name: 'text', email: 'text' });
const columns = columnsOf(groupAttributes);

export interface GroupFields {
  readonly name: string;
  readonly email: string | null;
  /** Ids of users. */
  readonly members: readonly number[];
}

export interface Groups {
  list(organization: number, query: ListQuery): readonly NotificationGroupPayload[];
  get(organization: number, id: number): NotificationGroupPayload | undefined;
  ofScenario(scenario: number): readonly NotificationGroupPayload[];
  /** Replaces the groups of a scenario. */
  assign(scenario: number, groups: readonly number[]): void;
  create(fields: GroupFields, change: Change): NotificationGroupPayload;
  update(id: number, fields: GroupFields, change: Change): void;
  delete(organization: number, id: number): boolean;
}

type Row = Omit<NotificationGroupPayload, 'members' | 'createdAt' | 'updatedAt'> & {
  readonly createdAt: number;
  readonly updatedAt: number;
};

const membersOf = (database: Database, group: number): readonly UserPayload[] =>
  database.all(
    'SELECT u.id, u.uuid, u.emailAddress, u.emailStatus, u.fullName FROM notification_group_members g JOIN users u ON u.id = g.user WHERE g.notificationGroup = ? ORDER BY u.id',
    group,
  );

function setMembers(database: Database, group: number, members: readonly number[]): void {
  database.run('DELETE FROM notification_group_members WHERE notificationGroup = ?', group);
  for (const user of new Set(members))
    database.run('INSERT INTO notification_group_members (notificationGroup, user) VALUES (?, ?)', group, user);
}

function assignGroups(database: Database, scenario: number, groups: readonly number[]): void {
  database.run('DELETE FROM scenario_notification_groups WHERE scenario = ?', scenario);
  for (const group of new Set(groups))
    database.run(
      'INSERT INTO scenario_notification_groups (scenario, notificationGroup) VALUES (?, ?)',
      scenario,
      group,
    );
}

const insert =
  'INSERT INTO notification_groups (uuid, organization, name, email, createdAt, updatedAt, createdBy) VALUES (?, ?, ?, ?, ?, ?, ?)';
const ofScenario = `SELECT ${columns} FROM notification_groups WHERE id IN (SELECT notificationGroup FROM scenario_notification_groups WHERE scenario = ?) ORDER BY id`;

export function createGroups(database: Database): Groups {
  // The API's reference types a group's times as text.
  const toPayload = (row: Row): NotificationGroupPayload => ({
    ...row,
    members: membersOf(database, row.id),
    createdAt: String(row.createdAt),
    updatedAt: String(row.updatedAt),
  });
  const rows = ownedRows(database, { table: 'notification_groups', columns, toPayload });
  return {
    get: rows.get,
    list: rows.list,
    ofScenario: (scenario) => database.all<Row>(ofScenario, scenario).map(toPayload),
    assign: (scenario, groups) => assignGroups(database, scenario, groups),
    create: ({ name, email, members }, { organization, user, at }) =>
      database.transaction(() => {
        const { id } = database.run(insert, randomUUID(), organization, name, email, at, at, user);
        setMembers(database, id, members);
        return written(rows.get(organization, id));
      }),
    update: (id, { name, email, members }, { organization, at }) =>
      database.transaction(() => {
        database.run(
          'UPDATE notification_groups SET name = ?, email = ?, updatedAt = ? WHERE organization = ? AND id = ?',
          name,
          email,
          at,
          organization,
          id,
        );
        setMembers(database, id, members);
      }),
    delete: rows.delete,
  };
}
