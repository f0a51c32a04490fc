import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { ask, webSocket, type Headers } from '../support/stranger';
import { product } from './workbench';

describe('strangers at the editor that npm start brings', () => {
  const url = new URL(product.url);
  const token = url.searchParams.get('tkn') ?? '';
  const folder = url.pathname;
  const secret = resolve('.build', 'ui-home', 'data', 'token');
  const file = `${folder}vscode-remote-resource?path=${encodeURIComponent(secret)}`;
  const own: Headers = { cookie: `other=1; vscode-tkn=${token}` };
  const status = async (path: string, headers: Headers = {}): Promise<number> =>
    (await ask(url.origin + path, headers)).status;

  it('get no file without the token, and nothing else either', async () => {
    const answer = await ask(url.origin + file, own);
    assert.deepEqual([answer.status, answer.body], [200, product.token], 'the window itself reads files so');
    const paths = [
      file,
      `/vscode-remote-resource?path=${encodeURIComponent(secret)}`,
      folder,
      '/',
      `${folder}version`,
      '/version',
      '/delay-shutdown',
      `${folder}?tkn=`,
      `${folder}?tkn=${token.slice(1)}`,
    ];
    for (const path of paths) assert.equal(await status(path), 403, path);
    assert.equal(await status(file, { cookie: 'vscode-tkn=another' }), 403);
  });

  it('get nothing under another name, or from a page of another origin, even with the token', async () => {
    for (const host of [
      'evil.example',
      `evil.example:${url.port}`,
      '127.0.0.1',
      `127.0.0.1:${String(Number(url.port) + 1)}`,
    ])
      assert.equal(await status(file, { ...own, host }), 403, host);
    for (const origin of [
      'http://evil.example',
      'null',
      `http://127.0.0.1:${String(Number(url.port) + 1)}`,
      `https://${url.host}`,
    ])
      assert.equal(await status(file, { ...own, origin }), 403, origin);
    assert.equal(await status(file, { ...own, origin: url.origin }), 200);
  });

  it('open no socket', async () => {
    const { origin } = url;
    const open = async (headers: Headers, path = folder): Promise<number> =>
      status(`${path}?reconnectionToken=1&skipWebSocketFrames=false`, { ...webSocket, ...headers });
    assert.equal(await open({ ...own, origin }), 101, 'the window opens one so');
    const refused: readonly Headers[] = [
      {},
      { origin },
      { ...own, origin: 'http://evil.example' },
      { ...own, origin, host: 'evil.example' },
      { origin, cookie: 'vscode-tkn=another' },
    ];
    for (const headers of refused) assert.equal(await open(headers), 403, JSON.stringify(headers));
    assert.equal(await open({ ...own, origin }, '/'), 403);
  });

  it('get the token from no cookie: it goes to a path that nobody knows who does not know the token', async () => {
    const { status: redirected, headers } = await ask(product.url);
    const [cookie = ''] = headers['set-cookie'] ?? [];
    assert.equal(redirected, 302);
    assert.match(folder, /^\/[0-9a-f]{16}\/$/);
    assert.match(cookie, /^vscode-tkn=[\w-]{43};/);
    assert.match(cookie, /SameSite=Lax/);
    assert.doesNotMatch(cookie, /Path=|Domain=/i, 'the path of the address that was asked for');
  });
});
