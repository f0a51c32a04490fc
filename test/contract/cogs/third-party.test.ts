import assert from 'node:assert/strict';
import { CancellationSource } from '../../../src/base/cancellation';
import type { CogHostOptions } from '../../../src/runner/cog-host';
import { isRunning, noteLog, runOn, stranger, until, withHost } from './real-world';
import { casesOf, itInSoak } from '../../support/rounds';

const pidOf = (line: string | undefined): number => Number(/pid (\d+)/.exec(line ?? '')?.[1]);

describe('a cog that a stranger wrote', () => {
  it('keeps one stream for its steps, hears who asks, and its records become tokens', () =>
    withHost({ commands: [stranger('good', { STACK_MOXIE_TOKEN_OF_MINE: 'kept' })] }, async (host) => {
      process.env['STACK_MOXIE_TOKEN'] = 'never';
      const { result, log } = await runOn(host, ['echo 5', 'echo 6', 'formatted', 'echo 7']);
      delete process.env['STACK_MOXIE_TOKEN'];
      assert.equal(result.outcome, 'Failed');
      assert.match(
        log[0] ?? '',
        /^Passed request ([\w-]{36}) of scenario-1 by user-1, step 1 here, .*key none, n \{"numberValue":5,.*own token hidden/,
      );
      assert.match(log[1] ?? '', /step 2 here/);
      assert.equal(/request (\S+)/.exec(log[0] ?? '')?.[1], /request (\S+)/.exec(log[1] ?? '')?.[1]);
      assert.deepEqual(log.slice(2), ['Failed Only 80% of %s']);
    }));

  itInSoak('dynamic tokens come from every kind of record but pictures', () =>
    withHost({ commands: [stranger()] }, async (host) => {
      const { log } = await runOn(host, [
        'echo 1',
        { step: 'echo', data: { n: '{{odd.thing.count}}' } },
        'no {{odd.thing.first.name}} {{odd.thing.deep.x}} {{odd.rows.2.email}} {{odd.undeclared.a}} {{odd.shot.data}}',
      ]);
      assert.match(log[1] ?? '', /n \{"numberValue":4,/);
      assert.match(log[2] ?? '', /“no Ada y d@e.f b \{\{odd.shot.data\}\}”/);
    }),
  );

  const misbehaviours: readonly (readonly [string, RegExp])[] = [
    ['wordless', /^Error The step ended in an error, and the cog did not say why\.$/],
    ['oddOutcome', /^Error The cog answered with an outcome that this runner does not know \(9\)\. odd$/],
    [
      'die',
      /^Error The cog stranger\/odd ended in the middle of the step: it ended with code 3\. It last said: about to die, apiKey=\[redacted\]$/,
    ],
    ['endEarly', /^Error The cog stranger\/odd broke off: it ended the conversation without an answer\.$/],
    ['statusError', /^Error The cog stranger\/odd broke off: thrown inside$/],
  ];
  for (const [step, want] of casesOf(misbehaviours, 3)) {
    it(`${step}: a message, and the next run finds a cog again`, () =>
      withHost({ commands: [stranger()] }, async (host) => {
        assert.match((await runOn(host, [step])).log[0] ?? '', want);
        assert.match((await runOn(host, ['echo 1'])).log[0] ?? '', /^Passed/);
      }));
  }

  itInSoak('that hangs in a step is given up on, and its process ended', () =>
    withHost({ commands: [stranger()], stepTimeoutMs: 2_000 }, async (host) => {
      const { log } = await runOn(host, ['echo 1', 'hang']);
      assert.match(log[1] ?? '', /^Error The cog stranger\/odd did not answer within/);
      await until(() => !isRunning(pidOf(log[0])), 'the end of the process');
    }),
  );

  it('is ended when the run is stopped, and other runs do not feel it', () =>
    withHost({ commands: [stranger()], processesPerCog: 2 }, async (host) => {
      await host.registry();
      const source = new CancellationSource();
      const stopped = runOn(host, ['echo 1', 'hang'], {
        cancellation: source.token,
        onFinished: () => void setTimeout(() => source.cancel(), 300),
      });
      const other = runOn(host, ['echo 1', { step: 'echo 2', waitFor: 0.6 }]);
      const [{ result, log }, { result: otherResult, log: otherLog }] = await Promise.all([stopped, other]);
      assert.deepEqual(
        [result.outcome, result.reason, otherResult.outcome],
        ['Error', 'The run was stopped.', 'Passed'],
      );
      assert.notEqual(pidOf(log[0]), pidOf(otherLog[0]));
      await until(() => !isRunning(pidOf(log[0])), 'the end of the stopped process');
      assert.ok(isRunning(pidOf(otherLog[0])));
    }));

  itInSoak('shares its process when more runs come than processes are allowed', () =>
    withHost({ commands: [stranger()], processesPerCog: 1 }, async (host) => {
      const runs = await Promise.all([1, 2, 3].map(() => runOn(host, ['echo 1', { step: 'echo 2', waitFor: 0.2 }])));
      assert.deepEqual(
        runs.map(({ result }) => result.outcome),
        ['Passed', 'Passed', 'Passed'],
      );
      assert.equal(new Set(runs.map(({ log }) => pidOf(log[0]))).size, 1);
    }),
  );

  itInSoak('is used again by the next run, in a conversation of its own', () =>
    withHost({ commands: [stranger()] }, async (host) => {
      const [first, second] = [await runOn(host, ['echo 1']), await runOn(host, ['echo 1'])];
      assert.equal(pidOf(first.log[0]), pidOf(second.log[0]));
      assert.notEqual(/request (\S+)/.exec(first.log[0] ?? '')?.[1], /request (\S+)/.exec(second.log[0] ?? '')?.[1]);
    }),
  );

  it('gets a request only when it has answered the one before', () =>
    withHost({ commands: [stranger()] }, async (host) => {
      const { log } = await runOn(host, ['slow', { step: 'slow', failAfter: 5 }, 'slow']);
      assert.deepEqual(log, ['Passed at once 1', 'Passed at once 1', 'Passed at once 1']);
    }));

  itInSoak('that answers with records too deep to be read: a message, and the next run finds a cog again', () =>
    withHost({ commands: [stranger()] }, async (host) => {
      assert.match(
        (await runOn(host, ['nested'])).log[0] ?? '',
        /^(Error The cog stranger\/odd broke off|Passed nested)/,
      );
      assert.match((await runOn(host, ['echo 1'])).log[0] ?? '', /^Passed/);
    }),
  );

  itInSoak('carries a text of a megabyte', () =>
    withHost({ commands: [stranger()] }, async (host) => {
      const { log } = await runOn(host, [{ cog: 'stranger/odd', stepId: 'echo', data: { n: 'é'.repeat(500_000) } }]);
      assert.match(log[0] ?? '', /^Passed .*n \{"stringValue":"ééé/);
    }),
  );

  it('gets its connection details as metadata; without them nothing is sent', () => {
    const log = noteLog();
    return withHost({ commands: [stranger('auth')], log }, async (host) => {
      assert.match(
        (await runOn(host, ['echo 1'])).log[0] ?? '',
        /^Error The cog stranger\/odd needs a connection with apiKey\./,
      );
      const connections = { 'stranger/odd': { apiKey: 'k3y-of-mine', other: 'not asked for' } };
      assert.match(
        (await runOn(host, ['echo 1'], { connections })).log[0] ?? '',
        /key k3y-of-mine, .*hears of apikey$/,
      );
      assert.match(
        (
          await runOn(host, ['echo 1'], {
            connections: { 'stranger/odd': { apiKey: 'schlüssel' + String.fromCharCode(1) } },
          })
        ).log[0] ?? '',
        /“apiKey” of stranger\/odd holds characters that cannot be sent/,
      );
      assert.deepEqual(
        log.lines.filter((line) => line.includes('k3y-of-mine')),
        [],
      );
    });
  });

  // Only those that never speak are waited for as long as allowed: the others are judged by what they do, however slowly.
  const badStarts: readonly (readonly [string, RegExp, Partial<CogHostOptions>?])[] = [
    ['crash', /could not be started: it ended with code 4\. Check how it is started .* It last said: no licence found/],
    ['mute', /did not start within 1 s/, { startTimeoutMs: 1_000 }],
    ['garbage', /did not start within 1 s/, { startTimeoutMs: 1_000 }],
    ['misnamed', /calls itself “some\/other”/],
  ];
  for (const [mode, want, patience] of casesOf(badStarts, 2)) {
    it(`${mode} at the start: a problem that says so, and no process stays`, () =>
      withHost({ commands: [stranger(mode)], ...patience }, async (host) => {
        const { entries, problems } = await host.registry();
        assert.deepEqual(entries, []);
        assert.match(problems[0] ?? '', want);
      }));
  }
  it('that cannot be found: a problem that says so', () =>
    withHost({ commands: [{ name: 'stranger/odd', command: '/no/such/program', args: [] }] }, async (host) => {
      assert.match((await host.registry()).problems[0] ?? '', /could not be started: .*ENOENT/);
    }));

  itInSoak('one bad cog does not spoil the others', () =>
    withHost({ commands: [stranger(), { ...stranger('crash'), name: 'bad/one' }] }, async (host) => {
      const { entries, problems } = await host.registry();
      assert.deepEqual([entries.map(({ name }) => name), problems.length], [['stranger/odd'], 1]);
    }),
  );

  it('is asked to end with SIGINT before it is killed', async () => {
    const log = noteLog();
    await withHost({ commands: [stranger('polite')], log }, (host) => runOn(host, ['echo 1']));
    await until(() => log.lines.some((line) => line.includes('thank you')), 'its last word');
  });

  for (const [how, steps] of [
    ['when it is ended', ['litter']],
    ['when it dies by itself', ['litter', 'die']],
  ] as const) {
    it(`takes what it started with it ${how}`, async () => {
      const pid = await withHost({ commands: [stranger()] }, async (host) => pidOf((await runOn(host, steps)).log[0]));
      await until(() => !isRunning(pid), 'the end of its child');
    });
  }

  itInSoak('that does not heed SIGINT is killed: dispose leaves nothing behind', async () => {
    const pid = await withHost({ commands: [stranger('stubborn')] }, async (host) =>
      pidOf((await runOn(host, ['echo 1'])).log[0]),
    );
    assert.ok(!isRunning(pid));
  });
});
