import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import { connect } from 'node:net';
import { mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  asker,
  endProcess,
  field,
  install,
  list,
  noneLeft,
  processesOf,
  startProcess,
  type Installation,
} from './process';
import { casesOf, itInSoak } from '../../support/rounds';

/** Takes a port and the next ones after it, as another program might. */
async function takePorts(count: number): Promise<{ readonly first: number; readonly close: () => void }> {
  for (let attempt = 0; attempt < 20; attempt += 1) {
    const first = 20_000 + Math.floor(Math.random() * 20_000);
    const servers = await Promise.all(Array.from({ length: count }, (_, index) => listenAt(first + index)));
    const close = (): void => servers.forEach((server) => server?.close());
    if (servers.every((server) => server !== undefined)) return { first, close };
    close();
  }
  return assert.fail('no free ports');
}

const listenAt = (port: number): Promise<Server | undefined> =>
  new Promise((done) => {
    const server = createServer();
    server.once('error', () => done(undefined)).listen(port, '127.0.0.1', () => done(server));
  });

/** Sends bytes and gives all that comes back. */
const exchange = (port: number, bytes: string): Promise<string> =>
  new Promise((done, fail) => {
    let heard = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
    socket
      .setEncoding('utf8')
      .on('data', (text: string) => (heard += text))
      .on('end', () => done(heard))
      .on('error', fail);
  });

/** Nothing to seed: quicker. */
const empty = { args: ['--json', '--empty'] };

describe('the sandbox as a program', () => {
  let place: Installation;
  beforeEach(() => (place = install()));
  afterEach(() => place.remove());

  it('is alone in its data folder: a second one says so and ends', async () => {
    const first = startProcess(place, empty);
    await first.ready;
    const second = startProcess(place, empty);
    assert.equal(await second.ended, 1);
    assert.deepEqual(second.said, [
      `Another sandbox is using ${place.data}. Stop that one, or give another folder with --data.`,
    ]);
    assert.deepEqual(second.lines, []);
    assert.equal((await asker(await first.ready)('GET', '/folders')).status, 200, 'the first goes on');
    assert.equal(await endProcess(first), 0);
    const third = startProcess(place, empty);
    assert.equal((await third.ready).token, (await first.ready).token, 'token and data stay');
    assert.equal(await endProcess(third), 0);
  });

  itInSoak('steps over ports that others have', async () => {
    const { first, close } = await takePorts(3);
    const sandbox = startProcess(place, { ...empty, port: first });
    const { api } = await sandbox.ready;
    close();
    const port = Number(new URL(api).port);
    assert.ok(port >= first + 3 && port < first + 20, `${port} follows ${first}`);
    assert.equal(await endProcess(sandbox), 0);
  });

  it('keeps its data to their owner, and its token out of what it says', async () => {
    const sandbox = startProcess(place, empty);
    const { token } = await sandbox.ready;
    assert.match(token, /^[\w-]{43}$/);
    assert.equal(statSync(place.data).mode & 0o077, 0);
    assert.equal(statSync(join(place.data, 'token')).mode & 0o077, 0);
    await endProcess(sandbox);
    assert.ok(!sandbox.said.join('\n').includes(token));
    assert.deepEqual(readdirSync(place.data).sort(), ['lock.sqlite', 'sandbox.sqlite', 'token']);
  });

  itInSoak('keeps its data to their owner also in a folder that is everybody’s', async () => {
    mkdirSync(place.data, { mode: 0o755 });
    writeFileSync(join(place.data, 'token'), '');
    const sandbox = startProcess(place, empty);
    assert.match((await sandbox.ready).token, /^[\w-]{43}$/, 'an empty token is none');
    for (const file of ['sandbox.sqlite', 'sandbox.sqlite-wal', 'token'])
      assert.equal(statSync(join(place.data, file)).mode & 0o077, 0, file);
    assert.equal(await endProcess(sandbox), 0);
  });

  itInSoak('says so where its data cannot be read or its folder not be used', async () => {
    mkdirSync(place.data);
    writeFileSync(
      join(place.data, 'sandbox.sqlite'),
      'This is no database, but a text that somebody has put here.'.repeat(100),
    );
    const unreadable = startProcess(place, empty);
    assert.equal(await unreadable.ended, 1);
    assert.match(
      unreadable.said.join(),
      /sandbox\.sqlite cannot be read \(.+\)\. Move that folder away, or give another one with --data\.$/,
    );
    const unusable = startProcess({ ...place, data: join(place.folder, 'sandbox.mjs') }, empty);
    assert.equal(await unusable.ended, 1);
    assert.match(unusable.said.join(), /sandbox\.mjs cannot be used \(.+\)\. Give another one with --data\.$/);
  });

  itInSoak('makes another token in each data folder', async () => {
    const [one, two] = [
      startProcess(place, empty),
      startProcess({ ...place, data: join(place.folder, 'other') }, empty),
    ];
    assert.notEqual((await one.ready).token, (await two.ready).token);
    assert.notEqual((await one.ready).organization, (await two.ready).organization);
    await Promise.all([endProcess(one), endProcess(two)]);
  });

  for (const signal of casesOf(['SIGTERM', 'SIGINT', 'SIGHUP'] as const, 1)) {
    it(`ends on ${signal} in the middle of a run, tells the run's end, and leaves no process behind`, async () => {
      const sandbox = startProcess(place, empty);
      const ask = asker(await sandbox.ready);
      const step = {
        cog: 'sandbox/text',
        stepId: 'CompareValues',
        data: { value: '1', operator: 'be', expectation: '1' },
      };
      const made = await ask('POST', '/scenarios', {
        name: 'Long',
        definition: { steps: [step, { ...step, waitFor: 600 }] },
      });
      const runs = `/scenarios/${String(field(made.body, 'id'))}/runs`;
      for (let count = 0; count < 6; count += 1) await ask('POST', runs, {});
      const goes = async (): Promise<boolean> =>
        list((await ask('GET', runs)).body).filter(({ outcome }) => outcome === 'Running').length === 4;
      while (!(await goes())) await ask('GET', '/folders');
      sandbox.child.kill(signal);
      assert.equal(await sandbox.ended, 0);
      await noneLeft(place.folder);
      assert.deepEqual(sandbox.said, []);

      const again = startProcess(place, empty);
      const read = asker(await again.ready);
      for (const run of list((await read('GET', runs)).body)) {
        assert.equal(run['outcome'], 'Error');
        const log = list(
          field((await read('GET', `${runs}/${String(run['id'])}/log/${String(run['log'])}`)).body, 'body'),
        );
        assert.equal(
          log.at(-1)?.['message'],
          'The sandbox was stopped while this run was going, so its end is not known. Start the scenario again.',
        );
      }
      assert.equal(await endProcess(again), 0);
      assert.deepEqual(again.said, [], 'nothing was cut off');
    });
  }

  it('ends when its standard input closes, if it was told to', async () => {
    const sandbox = startProcess(place, { args: [...empty.args, '--end-with-stdin'] });
    await sandbox.ready;
    sandbox.child.stdin.end();
    assert.equal(await sandbox.ended, 0);
  });

  itInSoak('ends also when its standard input closes while it starts', async () => {
    const sandbox = startProcess(place, { args: [...empty.args, '--end-with-stdin'] });
    sandbox.child.stdin.end();
    assert.equal(await sandbox.ended, 0);
  });

  itInSoak('stays when its standard input closes, if it was not told', async () => {
    const sandbox = startProcess(place, empty);
    const ask = asker(await sandbox.ready);
    sandbox.child.stdin.end();
    sandbox.child.stdout.destroy();
    sandbox.child.stderr.destroy();
    assert.equal((await ask('GET', '/registry')).status, 200, 'nor does it mind that nobody listens');
    assert.equal(await endProcess(sandbox), 0);
  });

  itInSoak('tells people where it is, in three lines', async () => {
    const sandbox = startProcess(place, { args: [] });
    await sandbox.ready;
    while (sandbox.lines.length < 3) await new Promise((done) => setImmediate(done));
    assert.match(
      sandbox.lines.join('\n'),
      /^API {11}http:\/\/127\.0\.0\.1:\d+\/api\nToken {9}\S{43}\nOrganization {2}[0-9a-f-]{36}$/,
    );
    await endProcess(sandbox);
  });

  for (const [args, says] of [
    [['--port', 'x'], /--port has to be a number/],
    [['--colour'], /Unknown option '--colour'/],
    [['now'], /Unexpected argument 'now'/],
  ] as const) {
    it(`says what is wrong with ${args.join(' ')}`, async () => {
      const sandbox = startProcess(place, { args });
      assert.equal(await sandbox.ended, 1);
      assert.match(sandbox.said.join('\n'), says);
    });
  }

  it('answers what is no HTTP in the words of all other errors', async () => {
    const sandbox = startProcess(place, empty);
    const port = Number(new URL((await sandbox.ready).api).port);
    for (const bytes of [
      'NONSENSE\r\n\r\n',
      'GET / HTTP/1.1\r\nhost: a b\r\nconnection: close\r\n\r\n',
      'GET / HTTP/1.1\r\nconnection: close\r\n\r\n',
      `GET /${'x'.repeat(70_000)} HTTP/1.1\r\nhost: localhost\r\n\r\n`,
      'GET / HTTP/1.1\r\nhost: localhost\r\ncontent-length: x\r\n\r\n',
    ]) {
      const heard = await exchange(port, bytes);
      assert.match(heard, /^HTTP\/1\.1 4\d\d /, bytes.slice(0, 40));
      assert.match(heard, /x-stack-moxie-sandbox: /i);
      assert.match(heard, /\{"name":"BadRequest","message":"[^"]+"\}$/);
    }
    assert.equal(await endProcess(sandbox), 0);
    assert.deepEqual(sandbox.said, []);
    assert.deepEqual(processesOf(place.folder), []);
  });
});
