/** One text a schema version, in order. A text that has been released never changes: add another. */
export const migrations: readonly string[] = [
  `
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE users (id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE, emailAddress TEXT NOT NULL UNIQUE, fullName TEXT NOT NULL) STRICT;
CREATE TABLE organizations (id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE, name TEXT NOT NULL, createdAt INTEGER NOT NULL, createdBy INTEGER NOT NULL REFERENCES users) STRICT;
CREATE TABLE tokens (hash TEXT PRIMARY KEY, user INTEGER NOT NULL REFERENCES users) STRICT, WITHOUT ROWID;
CREATE TABLE members (organization INTEGER NOT NULL REFERENCES organizations, user INTEGER NOT NULL REFERENCES users, role TEXT NOT NULL, PRIMARY KEY (organization, user)) STRICT;
CREATE TABLE folders (
  id INTEGER PRIMARY KEY AUTOINCREMENT, uuid TEXT NOT NULL UNIQUE, organization INTEGER NOT NULL REFERENCES organizations, name TEXT NOT NULL, description TEXT NOT NULL,
  createdAt INTEGER NOT NULL, updatedAt INTEGER NOT NULL, createdBy INTEGER NOT NULL REFERENCES users, lastUpdatedBy INTEGER NOT NULL REFERENCES users) STRICT;
CREATE INDEX folders_of_organization ON folders (organization, id);
CREATE TABLE scenarios (
  id INTEGER PRIMARY KEY AUTOINCREMENT, uuid TEXT NOT NULL UNIQUE, organization INTEGER NOT NULL REFERENCES organizations, name TEXT NOT NULL, description TEXT NOT NULL,
  definition TEXT, type TEXT NOT NULL, severity INTEGER, dashboardSetting TEXT NOT NULL, feature INTEGER REFERENCES folders ON DELETE SET NULL,
  instructions TEXT, exposedToApis INTEGER NOT NULL, isLinkable INTEGER NOT NULL,
  createdAt INTEGER NOT NULL, updatedAt INTEGER NOT NULL, createdBy INTEGER NOT NULL REFERENCES users, lastUpdatedBy INTEGER NOT NULL REFERENCES users) STRICT;
CREATE INDEX scenarios_of_organization ON scenarios (organization, id);
CREATE INDEX scenarios_of_folder ON scenarios (feature, id);
CREATE TABLE runs (
  id INTEGER PRIMARY KEY AUTOINCREMENT, uuid TEXT NOT NULL UNIQUE, scenario INTEGER NOT NULL REFERENCES scenarios ON DELETE CASCADE, outcome TEXT NOT NULL, duration INTEGER NOT NULL,
  tokens TEXT NOT NULL, notify TEXT NOT NULL, createdAt INTEGER NOT NULL, updatedAt INTEGER NOT NULL, createdBy INTEGER NOT NULL REFERENCES users) STRICT;
CREATE INDEX runs_of_scenario ON runs (scenario, id DESC, outcome, createdAt);
CREATE INDEX runs_going ON runs (outcome) WHERE outcome IN ('Created', 'Running', 'Waiting');
CREATE TABLE logs (id INTEGER PRIMARY KEY AUTOINCREMENT, uuid TEXT NOT NULL UNIQUE, run INTEGER NOT NULL UNIQUE REFERENCES runs ON DELETE CASCADE, createdAt INTEGER NOT NULL, updatedAt INTEGER NOT NULL) STRICT;
CREATE TABLE log_entries (log INTEGER NOT NULL REFERENCES logs ON DELETE CASCADE, position INTEGER NOT NULL, entry TEXT NOT NULL, PRIMARY KEY (log, position)) STRICT, WITHOUT ROWID;
CREATE TABLE connections (
  id INTEGER PRIMARY KEY AUTOINCREMENT, uuid TEXT NOT NULL UNIQUE, organization INTEGER NOT NULL REFERENCES organizations, cog TEXT NOT NULL, profile TEXT NOT NULL, auth TEXT NOT NULL,
  isValid INTEGER NOT NULL, createdAt INTEGER NOT NULL, updatedAt INTEGER NOT NULL, createdBy INTEGER NOT NULL REFERENCES users, UNIQUE (organization, cog, profile)) STRICT;
CREATE TABLE contacts (id INTEGER PRIMARY KEY AUTOINCREMENT, email TEXT NOT NULL UNIQUE COLLATE NOCASE, fields TEXT NOT NULL, createdAt INTEGER NOT NULL, updatedAt INTEGER NOT NULL) STRICT;
CREATE TABLE submissions (id INTEGER PRIMARY KEY AUTOINCREMENT, dueAt INTEGER NOT NULL, fields TEXT NOT NULL) STRICT;
CREATE INDEX submissions_due ON submissions (dueAt);
`,
  // Members get what every record has. SQLite makes no random UUID by itself; 16 random bytes in its shape are one.
  `
CREATE TABLE memberships (
  id INTEGER PRIMARY KEY AUTOINCREMENT, uuid TEXT NOT NULL UNIQUE, organization INTEGER NOT NULL REFERENCES organizations, user INTEGER NOT NULL REFERENCES users, role TEXT NOT NULL,
  createdAt INTEGER NOT NULL, updatedAt INTEGER NOT NULL, createdBy INTEGER NOT NULL REFERENCES users, UNIQUE (organization, user)) STRICT;
INSERT INTO memberships (uuid, organization, user, role, createdAt, updatedAt, createdBy)
  SELECT lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-a' || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6))),
    m.organization, m.user, m.role, o.createdAt, o.createdAt, o.createdBy FROM members m JOIN organizations o ON o.id = m.organization;
DROP TABLE members;
ALTER TABLE memberships RENAME TO members;
`,
  // The rest of the API. Runs get their number within their scenario, so that any page of them costs the same.
  `
ALTER TABLE users ADD COLUMN emailStatus TEXT NOT NULL DEFAULT 'confirmed';
ALTER TABLE organizations ADD COLUMN statusPageIsPublic INTEGER NOT NULL DEFAULT 0;
ALTER TABLE organizations ADD COLUMN notificationEmailAddress TEXT;
ALTER TABLE organizations ADD COLUMN notificationSetting TEXT NOT NULL DEFAULT 'every fail';
ALTER TABLE organizations ADD COLUMN plan TEXT NOT NULL DEFAULT 'sandbox';
ALTER TABLE organizations ADD COLUMN urlSlug TEXT NOT NULL DEFAULT '';
ALTER TABLE organizations ADD COLUMN maxRunsPerPeriod INTEGER NOT NULL DEFAULT 10000;
ALTER TABLE organizations ADD COLUMN scheduleIntervalLowerBound INTEGER NOT NULL DEFAULT 60;
CREATE TABLE usage (organization INTEGER NOT NULL REFERENCES organizations, period TEXT NOT NULL, runs INTEGER NOT NULL, PRIMARY KEY (organization, period)) STRICT, WITHOUT ROWID;
CREATE TABLE invitations (hash TEXT PRIMARY KEY, member INTEGER NOT NULL REFERENCES members ON DELETE CASCADE) STRICT, WITHOUT ROWID;

ALTER TABLE runs ADD COLUMN position INTEGER NOT NULL DEFAULT 0;
ALTER TABLE runs ADD COLUMN origin TEXT NOT NULL DEFAULT 'request';
ALTER TABLE runs ADD COLUMN parent INTEGER;
UPDATE runs SET position = numbered.position FROM (SELECT id, row_number() OVER (PARTITION BY scenario ORDER BY id) AS position FROM runs) AS numbered WHERE numbered.id = runs.id;
CREATE UNIQUE INDEX runs_by_position ON runs (scenario, position);

CREATE TABLE schedules (
  id INTEGER PRIMARY KEY AUTOINCREMENT, uuid TEXT NOT NULL UNIQUE, organization INTEGER NOT NULL REFERENCES organizations, interval INTEGER NOT NULL,
  scenario INTEGER NOT NULL UNIQUE REFERENCES scenarios ON DELETE CASCADE, nextRunAt INTEGER NOT NULL, lastRanAt INTEGER,
  createdAt INTEGER NOT NULL, updatedAt INTEGER NOT NULL, createdBy INTEGER NOT NULL REFERENCES users) STRICT;
CREATE INDEX schedules_of_organization ON schedules (organization, id);
CREATE INDEX schedules_due ON schedules (nextRunAt);

CREATE TABLE jobs (
  id INTEGER PRIMARY KEY AUTOINCREMENT, uuid TEXT NOT NULL UNIQUE, organization INTEGER NOT NULL REFERENCES organizations, request TEXT NOT NULL, status TEXT NOT NULL, data TEXT,
  dueAt INTEGER NOT NULL, createdAt INTEGER NOT NULL, updatedAt INTEGER NOT NULL, createdBy INTEGER NOT NULL REFERENCES users) STRICT;
CREATE INDEX jobs_due ON jobs (dueAt) WHERE status = 'Processing';

CREATE TABLE notification_groups (
  id INTEGER PRIMARY KEY AUTOINCREMENT, uuid TEXT NOT NULL UNIQUE, organization INTEGER NOT NULL REFERENCES organizations, name TEXT NOT NULL, email TEXT,
  createdAt INTEGER NOT NULL, updatedAt INTEGER NOT NULL, createdBy INTEGER NOT NULL REFERENCES users) STRICT;
CREATE INDEX notification_groups_of_organization ON notification_groups (organization, id);
CREATE TABLE notification_group_members (
  notificationGroup INTEGER NOT NULL REFERENCES notification_groups ON DELETE CASCADE, user INTEGER NOT NULL REFERENCES users, PRIMARY KEY (notificationGroup, user)) STRICT, WITHOUT ROWID;
CREATE TABLE scenario_notification_groups (
  scenario INTEGER NOT NULL REFERENCES scenarios ON DELETE CASCADE, notificationGroup INTEGER NOT NULL REFERENCES notification_groups ON DELETE CASCADE,
  PRIMARY KEY (scenario, notificationGroup)) STRICT, WITHOUT ROWID;
CREATE INDEX scenarios_of_notification_group ON scenario_notification_groups (notificationGroup);

CREATE TABLE outbox (
  id INTEGER PRIMARY KEY AUTOINCREMENT, organization INTEGER NOT NULL REFERENCES organizations, recipient TEXT NOT NULL, subject TEXT NOT NULL, body TEXT NOT NULL, run INTEGER,
  createdAt INTEGER NOT NULL) STRICT;
CREATE INDEX outbox_of_organization ON outbox (organization, id);
`,
];
