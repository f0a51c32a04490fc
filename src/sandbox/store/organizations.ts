import { randomUUID } from 'node:crypto';
import type { MemberRole, NotificationSetting, OrganizationPayload } from '../../wire/payload';
import { written } from './change';
import type { Database } from './database';

/** An organization as one of its members sees it. */
export interface OrganizationRow {
  readonly id: number;
  readonly uuid: string;
  readonly name: string;
  readonly role: MemberRole;
}

/** What a request may set. */
export interface OrganizationFields {
  readonly name: string;
  readonly statusPageIsPublic: boolean;
  readonly notificationEmailAddress: string | null;
  readonly notificationSetting: NotificationSetting;
}

/** What an organization has paid for. */
export interface Plan {
  readonly plan: string;
  readonly maxRunsPerPeriod: number;
  /** Seconds. */
  readonly scheduleIntervalLowerBound: number;
}

export interface Organizations {
  /** By its UUID, in any case; only for a member. */
  forMember(uuid: string, user: number): OrganizationRow | undefined;
  get(id: number): OrganizationPayload | undefined;
  create(
    fields: Pick<OrganizationFields, 'name' | 'statusPageIsPublic'>,
    plan: Plan,
    made: { readonly user: number; readonly at: number },
  ): OrganizationPayload;
  update(id: number, fields: OrganizationFields): void;
  /** How many organizations with this plan a user has made. */
  madeBy(user: number, plan: string): number;
  /** Counts one more run in the month of `at`; false, and nothing is counted, where the plan allows no more. */
  spendRun(id: number, at: number): boolean;
}

type Row = Omit<OrganizationPayload, 'statusPageIsPublic' | 'notificationEmailAddress'> & {
  readonly statusPageIsPublic: number;
  readonly notificationEmailAddress: string | null;
};

const columns =
  'id, uuid, name, statusPageIsPublic, notificationEmailAddress, notificationSetting, plan, urlSlug, maxRunsPerPeriod, scheduleIntervalLowerBound, createdAt, createdBy';

const toPayload = ({ statusPageIsPublic, notificationEmailAddress, ...row }: Row): OrganizationPayload => ({
  ...row,
  statusPageIsPublic: statusPageIsPublic === 1,
  ...(notificationEmailAddress === null ? {} : { notificationEmailAddress }),
});

/** The month of a time, in UTC: runs are counted by it. */
export const periodOf = (at: number): string => new Date(at).toISOString().slice(0, 7);

function slugOf(name: string, id: number): string {
  const letters = name.toLowerCase().normalize('NFKD').replace(/\p{M}/gu, '');
  const words = letters.replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '');
  return `${words.slice(0, 40) || 'organization'}-${id}`;
}

function spendRun(database: Database, id: number, at: number): boolean {
  const spent = `INSERT INTO usage (organization, period, runs) SELECT id, ?, 1 FROM organizations WHERE id = ? AND maxRunsPerPeriod > 0
    ON CONFLICT (organization, period) DO UPDATE SET runs = runs + 1 WHERE runs < (SELECT maxRunsPerPeriod FROM organizations WHERE id = excluded.organization)`;
  return database.run(spent, periodOf(at), id).changes > 0;
}

export function createOrganizations(database: Database): Organizations {
  const get: Organizations['get'] = (id) => {
    const row = database.get<Row>(`SELECT ${columns} FROM organizations WHERE id = ?`, id);
    return row && toPayload(row);
  };
  return {
    get,
    forMember: (uuid, user) =>
      database.get(
        'SELECT o.id, o.uuid, o.name, m.role FROM organizations o JOIN members m ON m.organization = o.id WHERE o.uuid = ? AND m.user = ?',
        uuid.toLowerCase(),
        user,
      ),
    create: ({ name, statusPageIsPublic }, { plan, maxRunsPerPeriod, scheduleIntervalLowerBound }, { user, at }) =>
      database.transaction(() => {
        const { id } = database.run(
          'INSERT INTO organizations (uuid, name, statusPageIsPublic, plan, maxRunsPerPeriod, scheduleIntervalLowerBound, createdAt, createdBy) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
          randomUUID(),
          name,
          statusPageIsPublic ? 1 : 0,
          plan,
          maxRunsPerPeriod,
          scheduleIntervalLowerBound,
          at,
          user,
        );
        database.run('UPDATE organizations SET urlSlug = ? WHERE id = ?', slugOf(name, id), id);
        const member =
          'INSERT INTO members (uuid, organization, user, role, createdAt, updatedAt, createdBy) VALUES (?, ?, ?, ?, ?, ?, ?)';
        database.run(member, randomUUID(), id, user, 'org-admin', at, at, user);
        return written(get(id));
      }),
    update: (id, { name, statusPageIsPublic, notificationEmailAddress, notificationSetting }) =>
      void database.run(
        'UPDATE organizations SET name = ?, statusPageIsPublic = ?, notificationEmailAddress = ?, notificationSetting = ? WHERE id = ?',
        name,
        statusPageIsPublic ? 1 : 0,
        notificationEmailAddress,
        notificationSetting,
        id,
      ),
    madeBy: (user, plan) =>
      database.get<{ made: number }>(
        'SELECT COUNT(*) AS made FROM organizations WHERE createdBy = ? AND plan = ?',
        user,
        plan,
      )?.made ?? 0,
    spendRun: (id, at) => spendRun(database, id, at),
  };
}
