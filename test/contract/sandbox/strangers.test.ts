import assert from 'node:assert/strict';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { ask, family, firstBytes, listenersOf, loopback, webSocket, type Listener } from '../../support/stranger';
import { endProcess, install, startProcess, type Address, type Installation, type SandboxProcess } from './process';

describe('strangers at the ports of the sandbox', function suite() {
  let place: Installation;
  let sandbox: SandboxProcess;
  let address: Address;
  let listeners: readonly Listener[];

  before(async () => {
    place = install();
    sandbox = startProcess(place);
    address = await sandbox.ready;
    // Its cogs have started once the registry is there.
    const registry = await ask(`${address.api}/v1/organizations/${address.organization}/registry`, {
      authorization: `Bearer ${address.token}`,
    });
    assert.equal(registry.status, 200);
    listeners = listenersOf(family(sandbox.child.pid ?? 0));
  });
  after(async () => {
    await endProcess(sandbox);
    await place.remove();
  });

  it('get nothing of the API without the token, and with it nothing under another name', async () => {
    const { api, organization, token } = address;
    const folders = `${api}/v1/organizations/${organization}/folders`;
    const known = { authorization: `Bearer ${token}` };
    const origin = 'http://evil.example';
    const statuses = async (...asked: readonly [string, Readonly<Record<string, string>>][]) =>
      Promise.all(asked.map(async ([url, headers]) => (await ask(url, headers)).status));
    assert.deepEqual(
      await statuses(
        [folders, known],
        [folders, {}],
        [folders, { ...known, host: 'evil.example' }],
        [folders, { origin }],
        [folders, { ...webSocket, origin }],
      ),
      [200, 401, 403, 401, 401],
    );
    const { origin: root } = new URL(api);
    assert.deepEqual(
      await statuses(
        [`${root}/crm/contacts`, {}],
        [`${root}/sandbox/organizations/${organization}/outbox`, {}],
        [root, {}],
      ),
      [401, 401, 404],
    );
  });

  it('reach every port by loopback alone, and none gives a page to another name', async function reach() {
    if (process.platform !== 'linux') this.skip();
    const tcp = listeners.filter(({ kind }) => kind === 'tcp');
    assert.deepEqual([...new Set(listeners.map(({ address: at }) => at))], [loopback]);
    assert.deepEqual([tcp.length, listeners.length - tcp.length], [6, 1], 'API, site and four cogs; the resolver');
    for (const heard of await Promise.all(tcp.map(({ port }) => firstBytes(port))))
      assert.doesNotMatch(heard, /^HTTP\/1\.1 (?!403)/);
  });

  it('get the pages of the demonstration site under its own name only, and send it no form from a page of theirs', async function site() {
    if (process.platform !== 'linux') this.skip();
    const ports = listeners.filter(({ kind }) => kind === 'tcp').map((listener) => listener.port);
    const pages = await Promise.all(
      ports.map((at) => ask(`http://127.0.0.1:${String(at)}/status`, { host: 'www.acme.test' }).catch(() => undefined)),
    );
    const port = ports[pages.findIndex((page) => page?.body.includes('acme-site'))];
    assert.ok(port, 'the site is there under its name');
    for (const host of ['evil.example', `127.0.0.1:${String(port)}`, 'www.acme.test.evil.example']) {
      assert.equal((await ask(`http://127.0.0.1:${String(port)}/preferences/1`, { host })).status, 403, host);
      assert.equal(
        (await ask(`http://127.0.0.1:${String(port)}/newsletter`, { host, origin: 'http://evil.example' }, 'POST'))
          .status,
        403,
        host,
      );
    }
  });

  it('end nothing by bytes that mean nothing', async function garbage() {
    const resolver = listeners.find(({ kind }) => kind === 'udp');
    if (!resolver) this.skip();
    const socket = createSocket('udp4');
    for (const bytes of [[], [0], [...Array(12).keys()], Array<number>(600).fill(255)])
      socket.send(Uint8Array.from(bytes), resolver.port, '127.0.0.1');
    for (const { port } of listeners.filter(({ kind }) => kind === 'tcp')) await firstBytes(port);
    // What is asked properly afterwards is answered by the same process.
    socket.send(
      Buffer.from('000701000001000000000000' + '03777777' + '0461636d65' + '0474657374' + '0000010001', 'hex'),
      resolver.port,
      '127.0.0.1',
    );
    const [answer] = (await once(socket, 'message')) as [Buffer];
    socket.close();
    assert.equal(answer.readUInt16BE(0), 7);
    assert.equal(sandbox.child.exitCode, null);
  });
});
