import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { seedScenarios } from '../../../src/sandbox/seed/plan';
import { openDatabase } from '../../../src/sandbox/store/database';
import { interruptedMessage } from '../../../src/sandbox/store/runs';
import {
  asker,
  endProcess,
  field,
  install,
  list,
  noneLeft,
  startProcess,
  type Ask,
  type Fields,
  type Installation,
} from './process';

/** A sample; `npm run test:soak` kills more often. */
const rounds = process.env['STACK_MOXIE_SOAK_KILLS'] ? 20 : 6;
const writers = 4;

/** Numbers from 0 up to 1 that are the same in every run of the test. */
function seeded(seed: string): () => number {
  let count = 0;
  return () =>
    createHash('sha256')
      .update(`${seed} ${(count += 1)}`)
      .digest()
      .readUInt32BE() /
    2 ** 32;
}

/** What one writer knows of one record: values that it may hold now; several where an answer never came. */
interface Known {
  readonly path: string;
  /** Names that a read may show; `undefined` stands for a record that is not there. */
  possible: readonly (string | undefined)[];
}

/** What the writers were told, and what they were not. */
class Ledger {
  readonly records: Known[] = [];
  /** Runs that were acknowledged: paths. */
  readonly runs: string[] = [];
  writes = 0;

  /** Makes, renames and deletes records, and starts runs, until the connection breaks. */
  async write(ask: Ask, random: () => number, scenarios: readonly number[]): Promise<void> {
    for (let count = 0; ; count += 1) {
      const kind = random() < 0.5 ? 'folders' : 'scenarios';
      const known = this.records.filter(
        ({ path, possible }) => path.startsWith(`/${kind}/`) && possible.length === 1 && possible[0] !== undefined,
      );
      const chosen = known[Math.floor(random() * known.length)];
      const what = random();
      if (what < 0.25) await this.#run(ask, scenarios[Math.floor(random() * scenarios.length)] ?? 1);
      else if (what < 0.55 || !chosen) await this.#create(ask, kind, `${kind} ${count} ${random()}`);
      else if (what < 0.85)
        await this.#change(chosen, `changed ${random()}`, (name) =>
          ask('PATCH', chosen.path, { name, description: name }),
        );
      else await this.#change(chosen, undefined, () => ask('DELETE', chosen.path));
    }
  }

  async #create(ask: Ask, kind: string, name: string): Promise<void> {
    const definition = {
      scenario: name,
      steps: [{ cog: 'sandbox/text', stepId: 'CompareValues', data: { value: name } }],
    };
    const { status, body } = await ask('POST', `/${kind}`, {
      name,
      description: name,
      ...(kind === 'scenarios' ? { definition } : {}),
    });
    assert.equal(status, 200);
    this.records.push({ path: `/${kind}/${String(field(body, 'id'))}`, possible: [name] });
    this.writes += 1;
  }

  /** While the answer is not there, both the old and the new are possible. */
  async #change(
    known: Known,
    name: string | undefined,
    send: (name: string | undefined) => Promise<{ status: number }>,
  ): Promise<void> {
    known.possible = [...known.possible, name];
    const { status } = await send(name);
    assert.ok(status === 200 || status === 204, String(status));
    known.possible = [name];
    this.writes += 1;
  }

  async #run(ask: Ask, scenario: number): Promise<void> {
    const { status, body } = await ask('POST', `/scenarios/${scenario}/runs`, {});
    assert.equal(status, 200);
    this.runs.push(`/scenarios/${scenario}/runs/${String(field(body, 'id'))}`);
    this.writes += 1;
  }

  /** Every write that was acknowledged is there, whole. */
  async verify(ask: Ask): Promise<void> {
    await inTurn(this.records, async (known) => {
      const { status, body } = await ask('GET', known.path);
      const name = status === 404 ? undefined : String(field(body, 'name'));
      assert.ok(
        known.possible.includes(name),
        `${known.path} is ${String(name)} and not ${known.possible.join(' or ')}`,
      );
      if (name !== undefined) assert.equal(field(body, 'description'), name, 'no record is half one and half another');
      known.possible = [name];
    });
    await inTurn(this.runs, async (path) => assert.equal((await ask('GET', path)).status, 200, path));
  }
}

/** Does `work` for each item, a few at a time. */
async function inTurn<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const left = [...items];
  const worker = async (): Promise<void> => {
    for (let item = left.pop(); item !== undefined; item = left.pop()) await work(item);
  };
  await Promise.all(Array.from({ length: 8 }, worker));
}

/** Looks at the file as it was left: whole, every run with its log; the answer is the runs that were going. */
function inspect(data: string): readonly number[] {
  const database = openDatabase(join(data, 'sandbox.sqlite'));
  try {
    assert.deepEqual(
      database.all('PRAGMA integrity_check').map((row) => ({ ...(row as object) })),
      [{ integrity_check: 'ok' }],
    );
    assert.deepEqual(database.all('PRAGMA foreign_key_check'), []);
    assert.deepEqual(
      database.all('SELECT r.id FROM runs r LEFT JOIN logs l ON l.run = r.id WHERE l.id IS NULL'),
      [],
      'every run has its log',
    );
    assert.deepEqual(
      database.all(
        'SELECT log FROM log_entries GROUP BY log HAVING MAX(position) <> COUNT(*) - 1 OR MIN(position) <> 0',
      ),
      [],
      'no entry is missing',
    );
    for (const { entry } of database.all<{ entry: string }>('SELECT entry FROM log_entries')) JSON.parse(entry);
    for (const { definition } of database.all<{ definition: string }>('SELECT definition FROM scenarios'))
      JSON.parse(definition);
    return database
      .all<{ id: number }>("SELECT id FROM runs WHERE outcome NOT IN ('Passed', 'Failed', 'Error')")
      .map(({ id }) => id);
  } finally {
    database.close();
  }
}

describe('killing the sandbox', () => {
  let place: Installation;
  beforeEach(() => (place = install()));
  afterEach(() => place.remove());

  it(`${rounds} times at any moment loses nothing that it had promised`, async function patient() {
    // A kill takes about a second; a busy machine may need longer.
    this.timeout(180_000);
    const random = seeded('any moment');
    const ledger = new Ledger();
    let going: readonly number[] = [];
    const seen = { cut: 0, starting: 0 };
    for (let round = 0; round < rounds; round += 1) {
      const sandbox = startProcess(place);
      // Every fourth is killed while it starts, the first of all while it seeds.
      const isEarly = round % 4 === 0;
      if (isEarly) {
        seen.starting += 1;
        // A busy machine may take its time to get as far as there being something to lose.
        while (!existsSync(join(place.data, 'sandbox.sqlite'))) await delay(10);
        await delay(random() * 350);
      } else {
        const ask = asker(await sandbox.ready);
        await verifyCut(ask, going);
        await ledger.verify(ask);
        const scenarios = list((await ask('GET', '/scenarios?sort=id&limit=23')).body).map(({ id }) => Number(id));
        const broken = Array.from({ length: writers }, () =>
          ledger
            .write(ask, random, scenarios)
            .catch((error: unknown) => assert.ok(error instanceof TypeError, String(error))),
        );
        // A busy machine may take its time to promise something; each second one waits for that, the others die at any moment.
        const promised = round % 2 === 0 ? 0 : ledger.writes + writers;
        while (ledger.writes < promised) await delay(5);
        await delay(random() * 350);
        sandbox.child.kill('SIGKILL');
        await Promise.all(broken);
      }
      sandbox.child.kill('SIGKILL');
      assert.equal(await sandbox.ended, 'SIGKILL');
      await noneLeft(place.folder);
      const left = inspect(place.data);
      seen.cut += left.length;
      going = isEarly ? [...new Set([...going, ...left])] : left;
    }
    const last = startProcess(place);
    const ask = asker(await last.ready);
    await verifyCut(ask, going);
    await ledger.verify(ask);
    const names = list((await ask('GET', '/scenarios?limit=100000&select=name')).body).map(({ name }) => String(name));
    for (const { text } of seedScenarios)
      assert.equal(names.filter((name) => text.includes(name)).length, 1, 'each seeded scenario is there once');
    assert.equal(await endProcess(last), 0);
    assert.ok(
      ledger.writes > rounds && seen.cut > 0,
      `the test had something to lose: ${ledger.writes} writes, ${seen.cut} runs cut off, ${seen.starting} killed at the start`,
    );
  });
});

/** Runs that were going are Error now, and say why. */
async function verifyCut(ask: Ask, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return;
  const scenarios = list((await ask('GET', '/scenarios?limit=100000&select=id')).body);
  const wanted = new Set(ids);
  await inTurn(scenarios, async ({ id }) => {
    for (const run of list((await ask('GET', `/scenarios/${String(id)}/runs?limit=1000`)).body)) {
      assert.ok(
        ['Passed', 'Failed', 'Error'].includes(String(run['outcome'])),
        `run ${String(run['id'])} is ${String(run['outcome'])}, and nobody works on it`,
      );
      if (wanted.has(Number(run['id']))) await verifyEnd(ask, Number(id), run);
    }
  });
}

async function verifyEnd(ask: Ask, scenario: number, { id, log, outcome }: Fields): Promise<void> {
  const entries = list(
    field((await ask('GET', `/scenarios/${scenario}/runs/${String(id)}/log/${String(log)}`)).body, 'body'),
  );
  assert.deepEqual(
    [outcome, entries.at(-1)?.['outcome'], entries.at(-1)?.['message']],
    ['Error', 'Error', interruptedMessage],
  );
}
