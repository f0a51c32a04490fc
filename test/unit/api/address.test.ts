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
    '': /not a web address/,
    'app.stackmoxie.com/api': /not a web address/,
    '/api': /not a web address/,
    'ftp://app.stackmoxie.com/api': /begins with https/,
    'file:///etc/passwd': /begins with https/,
    'http://app.stackmoxie.com/api': /unencrypted/,
    'http://localhost.example.com/api': /unencrypted/,
    'http://me.localhost/api': /unencrypted/,
    'http://127.0.0.1.example.com/api': /unencrypted/,
    'https://me:secret@app.stackmoxie.com/api': /name and password/,
    'https://app.stackmoxie.com/api?key=1': /Remove everything/,
    'https://app.stackmoxie.com/api#x': /Remove everything/,
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
