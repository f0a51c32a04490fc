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
];
