import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { openDatabase, type Database } from '../../../src/sandbox/store/database';
import { migrations } from '../../../src/sandbox/store/migrations';
import { createStore, type Store } from '../../../src/sandbox/store/store';

const pragma = (database: Database, name: string): unknown =>
  Object.values(database.get<object>(`PRAGMA ${name}`) ?? {})[0];

/** Names and shapes of everything in a database, to compare two of them. */
const schemaOf = (database: Database): readonly unknown[] =>
  database
    .all<{ name: string; sql: string }>(
      "SELECT name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' ORDER BY name",
    )
    .map(({ name, sql }) => `${name}: ${sql.replace(/["\s]+/g, ' ')}`);

/** A file as a sandbox of that version left it. */
function writeOld(file: string, version: number): void {
  const old = new DatabaseSync(file);
  migrations.slice(0, version).forEach((sql) => old.exec(sql));
  old.exec(`
    PRAGMA user_version = ${version};
    INSERT INTO users (id, uuid, emailAddress, fullName) VALUES (1, 'u-1', 'ada@acme.test', 'Ada');
    INSERT INTO organizations (id, uuid, name, createdAt, createdBy) VALUES (1, 'o-1', 'Acme', 5, 1);
    INSERT INTO scenarios (id, uuid, organization, name, description, type, dashboardSetting, exposedToApis, isLinkable, createdAt, updatedAt, createdBy, lastUpdatedBy)
      VALUES (3, 's-3', 1, 'S', '', 'default', 'default', 0, 0, 5, 5, 1, 1);
    INSERT INTO runs (id, uuid, scenario, outcome, duration, tokens, notify, createdAt, updatedAt, createdBy) VALUES (9, 'r-9', 3, 'Passed', 7, '{}', 'me', 5, 5, 1);
    INSERT INTO logs (id, uuid, run, createdAt, updatedAt) VALUES (9, 'l-9', 9, 5, 5);
    INSERT INTO log_entries (log, position, entry) VALUES (9, 0, '{"outcome":"Passed","message":"m","cog":"c","stepId":"s","stepData":{}}');`);
  old.exec(
    version === 1
      ? "INSERT INTO members VALUES (1, 1, 'org-admin')"
      : "INSERT INTO members (uuid, organization, user, role, createdAt, updatedAt, createdBy) VALUES ('m-1', 1, 1, 'org-admin', 5, 5, 1)",
  );
  old.close();
}

function assertKept(store: Store, version: number): void {
  assert.equal(store.scenarios.get(1, 3)?.name, 'S');
  assert.equal(store.runs.get(3, 9)?.outcome, 'Passed');
  assert.equal(store.runs.list(3, { limit: 30, skip: 0 }).length, 1);
  assert.equal(store.runs.log(9, 9)?.body[0]?.message, 'm');
  const { role, member, uuid } = store.members.get(1, 1) ?? {};
  assert.deepEqual([role, member], ['org-admin', 1]);
  assert.match(
    String(uuid),
    version === 1 ? /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/ : /^m-1$/,
  );
  assert.equal(store.organizations.forMember('o-1', 1)?.name, 'Acme');
}

describe('sandbox database', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'sandbox-'));
    file = join(folder, 'sandbox.sqlite');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('writes ahead, keeps foreign keys, and knows its schema', () => {
    const database = openDatabase(file);
    assert.deepEqual(
      [pragma(database, 'journal_mode'), pragma(database, 'foreign_keys'), pragma(database, 'user_version')],
      ['wal', 1, migrations.length],
    );
    assert.throws(
      () =>
        database.run(
          "INSERT INTO members (uuid, organization, user, role, createdAt, updatedAt, createdBy) VALUES ('u', 1, 1, 'x', 0, 0, 1)",
        ),
      /FOREIGN KEY/,
    );
    database.close();
  });

  for (let version = 1; version < migrations.length; version += 1) {
    it(`brings a file of version ${version} up to date, and keeps what it holds`, () => {
      writeOld(file, version);
      const database = openDatabase(file);
      assertKept(createStore(database), version);
      assert.deepEqual(database.all('PRAGMA foreign_key_check'), []);
      const fresh = openDatabase(':memory:');
      assert.deepEqual(schemaOf(database), schemaOf(fresh), 'old files get the same schema as new ones');
      fresh.close();
      database.close();
    });
  }

  it('does not touch the file of a newer sandbox', () => {
    const newer = new DatabaseSync(file);
    newer.exec('PRAGMA user_version = 999');
    newer.close();
    assert.throws(() => openDatabase(file), /newer sandbox .* another data folder/);
    const untouched = new DatabaseSync(file);
    assert.deepEqual(untouched.prepare('SELECT name FROM sqlite_schema').all(), []);
    untouched.close();
  });

  it('does all of a transaction or nothing of it, also of one inside another', () => {
    const database = openDatabase(':memory:');
    const count = (): number | undefined => database.get<{ n: number }>('SELECT COUNT(*) AS n FROM meta')?.n;
    const set = (key: string): void => void database.run('INSERT INTO meta (key, value) VALUES (?, ?)', key, 'x');
    assert.throws(() =>
      database.transaction(() => {
        set('a');
        database.transaction(() => set('b'));
        throw new Error('enough');
      }),
    );
    assert.equal(count(), 0);
    assert.equal(
      database.transaction(() => (set('c'), 7)),
      7,
    );
    assert.equal(count(), 1);
    database.close();
  });
});
