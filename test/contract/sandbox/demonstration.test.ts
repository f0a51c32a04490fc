import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { seedFolders, seedScenarios } from '../../../src/sandbox/seed/plan';
import {
  asker,
  endProcess,
  field,
  install,
  list,
  startProcess,
  type Ask,
  type Fields,
  type Installation,
  type SandboxProcess,
} from './process';

/** What was seen of a run while it went, and its end. */
interface Seen {
  readonly outcome: unknown;
  readonly entries: readonly Fields[];
  /** Outcomes and lengths of the log, in the order in which they were first seen. */
  readonly outcomes: readonly unknown[];
  readonly lengths: readonly number[];
}

const final = ['Passed', 'Failed', 'Error'];

/** Starts a run and watches it to its end; the log is read again and again, and must only grow. */
async function watchRun(ask: Ask, scenario: number, tokens: Fields = {}): Promise<Seen> {
  const path = `/scenarios/${scenario}/runs`;
  const started = (await ask('POST', path, { tokens })).body;
  assert.equal(field(started, 'outcome'), 'Created');
  const [outcomes, lengths]: [Set<unknown>, Set<number>] = [new Set(), new Set()];
  let entries: readonly Fields[] = [];
  for (;;) {
    const outcome = field((await ask('GET', `${path}/${String(field(started, 'id'))}`)).body, 'outcome');
    const body = list(
      field(
        (await ask('GET', `${path}/${String(field(started, 'id'))}/log/${String(field(started, 'log'))}`)).body,
        'body',
      ),
    );
    assert.deepEqual(body.slice(0, entries.length), entries, 'what was read once stays as it is');
    entries = body;
    outcomes.add(outcome);
    lengths.add(entries.length);
    if (final.includes(String(outcome))) return { outcome, entries, outcomes: [...outcomes], lengths: [...lengths] };
    await delay(20);
  }
}

const messagesOf = (entries: readonly Fields[]): readonly string[] => entries.map(({ message }) => String(message));

describe('the demonstration organization', function suite() {
  let place: Installation;
  let sandbox: SandboxProcess;
  let ask: Ask;
  let scenarios: readonly Fields[];
  /** The messages of the newest past run that ended as expected, and a run of today, by file. */
  const past = new Map<string, readonly string[]>();
  const seen = new Map<string, Seen>();
  const guard = (): string => join(place.folder, 'addresses');
  const idOf = (file: string): number => {
    const name = /^scenario: "?(.+?)"?$/m.exec(seedScenarios.find((seed) => seed.file === file)?.text ?? '')?.[1];
    return Number(scenarios.find((scenario) => scenario['name'] === name)?.['id']);
  };

  before(async () => {
    place = install();
    writeFileSync(guard(), '');
    sandbox = startProcess(place, {
      env: {
        NODE_OPTIONS: `--require=${JSON.stringify(resolve('test/contract/sandbox/loopback-guard.cjs'))}`,
        GUARD_FILE: guard(),
      },
    });
    ask = asker(await sandbox.ready);
    scenarios = list((await ask('GET', '/scenarios')).body);
    await Promise.all(
      seedScenarios.map(async ({ file, expected, tokens }) => {
        if (!expected) return;
        past.set(file, await pastRun(ask, idOf(file), expected));
        seen.set(file, await watchRun(ask, idOf(file), tokens));
      }),
    );
  });
  const seenOf = (file: string): Seen => seen.get(file) ?? assert.fail(`${file} was not run`);

  after(async () => {
    assert.equal(await endProcess(sandbox), 0);
    assert.deepEqual(sandbox.said, [], 'nothing went wrong');
    await place.remove();
  });

  it('is seeded whole: folders, scenarios with words, and a past', async () => {
    assert.deepEqual(
      list((await ask('GET', '/folders')).body).map(({ name }) => name),
      seedFolders.map(({ name }) => name),
    );
    assert.equal(scenarios.length, seedScenarios.length);
    assert.ok(scenarios.filter(({ type }) => type === 'default').length >= 15);
    for (const { name, description } of scenarios)
      assert.match(String(description), /^[A-Z].{20,}\.$/, `${String(name)} says what it is for`);
    const outcomes = new Map<unknown, number>();
    for (const { id } of scenarios)
      for (const { outcome } of list((await ask('GET', `/scenarios/${String(id)}/runs`)).body))
        outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    assert.deepEqual([...outcomes.keys()].sort(), ['Error', 'Failed', 'Passed']);
    assert.ok(
      [...outcomes.values()].every((count) => count >= 5),
      JSON.stringify([...outcomes]),
    );
  });

  it('has enough runs of one scenario to fill more than a page', async () => {
    const pages = await Promise.all(
      [1, 2].map(async (page) =>
        list((await ask('GET', `/scenarios/${idOf('home-page.crank.yml')}/runs?page=${page}`)).body),
      ),
    );
    assert.equal(pages[0]?.length, 30);
    assert.ok((pages[1]?.length ?? 0) > 0);
  });

  for (const { file, expected } of seedScenarios.filter((seed) => seed.expected !== undefined)) {
    it(`runs ${file} to the end that is expected: ${String(expected)}`, () => {
      const { outcome, entries } = seenOf(file);
      assert.equal(outcome, expected, JSON.stringify(entries));
      assert.ok(messagesOf(entries).every((message) => message !== ''));
      assert.equal(
        entries.length,
        list(
          field(
            field(
              scenarios.find(({ id }) => id === idOf(file)),
              'definition',
            ),
            'steps',
          ),
        ).length,
        'each step has an entry',
      );
      // Whether a contact is new, and its id, depend on who came before.
      const normal = (messages: readonly string[]): readonly string[] =>
        messages.map((message) =>
          message.replace(/(created|updated) CRM/, 'saved CRM').replace(/preferences\/\d+/, 'preferences/0'),
        );
      const before = past.get(file) ?? [];
      if (before.length > 0)
        assert.deepEqual(normal(before), normal(messagesOf(entries)), 'its past says what the present says');
    });
  }

  it('has one that fails for a reason that a reader understands', () => {
    assert.equal(
      messagesOf(seenOf('pricing-enterprise.crank.yml').entries).at(-1),
      'Expected the text of the current page to contain Enterprise: $499 a month, but it was Home Pricing Free trial Contact Newsletter Pricing Starter: $29 a month Team: $99 a month Enterprise: talk to us',
    );
  });

  it('has one that needs to wait, and is seen to', async () => {
    const file = 'contact-form-lead.crank.yml';
    // It waits for two seconds at least. Among all the others on a busy machine nobody may have looked in time: alone, it is seen.
    const { outcomes, lengths } =
      [seenOf(file)].find((seen) => seen.outcomes.includes('Waiting')) ?? (await watchRun(ask, idOf(file)));
    assert.ok(outcomes.includes('Waiting'), `the check was tried again: ${outcomes.join(', ')}`);
    assert.ok(lengths.includes(6), 'the log stops where the contact is waited for');
  });

  it('has one that needs a value from whoever runs it', async () => {
    const without = await watchRun(ask, idOf('crm-lookup.crank.yml'));
    assert.equal(without.outcome, 'Failed');
    assert.match(
      messagesOf(without.entries)[0] ?? '',
      /\{\{contact\.email\}\}/,
      'the message shows the token that nobody gave',
    );
    assert.equal(
      (await watchRun(ask, idOf('crm-lookup.crank.yml'), { contact: { email: 'annie.easley@example.com' } })).outcome,
      'Failed',
    );
  });

  it('has one with a value from a record, and one with a date', () => {
    assert.match(messagesOf(seenOf('preference-page.crank.yml').entries)[1] ?? '', /preferences\/\d+$/);
    assert.match(messagesOf(seenOf('trial-signup.crank.yml').entries)[5] ?? '', /is greater than \d{4}-\d\d-\d\dT/);
  });

  it('shows the entries of a log one by one, while the run goes', async () => {
    const step = {
      cog: 'sandbox/text',
      stepId: 'CompareValues',
      data: { value: '1', operator: 'be', expectation: '1' },
      waitFor: 0.25,
    };
    const made = await ask('POST', '/scenarios', { name: 'Slow', definition: { steps: [step, step, step, step] } });
    const { outcome, lengths, outcomes } = await watchRun(ask, Number(field(made.body, 'id')));
    assert.equal(outcome, 'Passed');
    // A busy machine may look too seldom to see each.
    assert.deepEqual(
      lengths,
      lengths.toSorted((a, b) => a - b),
    );
    assert.deepEqual([lengths[0], lengths.at(-1), lengths.length > 3], [0, 4, true], lengths.join());
    assert.ok(outcomes.includes('Running'));
  });

  it('gives the same scenarios as files', () => {
    for (const { file, text } of seedScenarios)
      assert.equal(text, readFileSync(resolve('src/sandbox/seed/scenarios', file), 'utf8'), file);
  });

  it('never leaves this machine', () => {
    const addresses = readFileSync(guard(), 'utf8').split('\n').filter(Boolean);
    for (const kind of ['tcp 127.0.0.1', 'dns 127.0.0.1'])
      assert.ok(
        addresses.some((address) => address.startsWith(kind)),
        `the guard sees ${kind}`,
      );
    assert.deepEqual(
      [...new Set(addresses)].filter((address) => !/^\w+ (127\.0\.0\.1|localhost|\[?::1\]?)(:\d+)?$/.test(address)),
      [],
    );
  });
});

/** The messages of the newest past run that ended so; none where a scenario has no past. */
async function pastRun(ask: Ask, scenario: number, outcome: string): Promise<readonly string[]> {
  const [run] = list((await ask('GET', `/scenarios/${scenario}/runs?outcome=${outcome}`)).body);
  if (!run) return [];
  return messagesOf(
    list(
      field(
        (await ask('GET', `/scenarios/${scenario}/runs/${String(run['id'])}/log/${String(run['log'])}`)).body,
        'body',
      ),
    ),
  );
}
