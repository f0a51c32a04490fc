import assert from 'node:assert/strict';
import { checkAddress } from '../../../src/api/http/address';

describe('API address', () => {
  const good: Readonly<Record<string, string>> = {
    'https://app.stackmoxie.com/api/': 'https://app.stackmoxie.com/api',
    'https://app.stackmoxie.com/api': 'https://app.stackmoxie.com/api',
    '  https://app.stackmoxie.com/api//  ': 'https://app.stackmoxie.com/api',
    'HTTPS://App.StackMoxie.com/api': 'https://app.stackmoxie.com/api',
    'https://proxy.example:8443/deep/api': 'https://proxy.example:8443/deep/api',
    'http://127.0.0.1:4180/api': 'http://127.0.0.1:4180/api',
    'http://127.1:4180/api': 'http://127.0.0.1:4180/api',
    'http://localhost:4180/api': 'http://localhost:4180/api',
    'http://[::1]:4180/api': 'http://[::1]:4180/api',
  };
  for (const [given, base] of Object.entries(good)) {
    it(`takes ${JSON.stringify(given)}`, () => assert.deepEqual(checkAddress(given), { base }));
  }

  const bad: Readonly<Record<string, RegExp>> = {
    '': /no web address/,
    'app.stackmoxie.com/api': /no web address/,
    '/api': /no web address/,
    'ftp://app.stackmoxie.com/api': /begins with https/,
    'file:///etc/passwd': /begins with https/,
    'http://app.stackmoxie.com/api': /unprotected/,
    'http://localhost.example.com/api': /unprotected/,
    'http://me.localhost/api': /unprotected/,
    'http://127.0.0.1.example.com/api': /unprotected/,
    'https://me:secret@app.stackmoxie.com/api': /name and password/,
    'https://app.stackmoxie.com/api?key=1': /leave out/,
    'https://app.stackmoxie.com/api#x': /leave out/,
  };
  for (const [given, problem] of Object.entries(bad)) {
    it(`refuses ${JSON.stringify(given)}`, () => {
      const checked = checkAddress(given);
      assert.ok(checked.problem !== undefined);
      assert.match(checked.problem, problem);
      assert.doesNotMatch(checked.problem, /secret/);
    });
  }
});
