import assert from 'node:assert/strict';
import { CookieJar } from '../../../src/cogs/web/cookie-jar';

const home = new URL('http://www.acme.test/shop/');

describe('cookie jar', () => {
  const cases: readonly (readonly [string, string, string, boolean])[] = [
    ['goes back to its host', 'a=1', 'http://www.acme.test/', true],
    ['not to another', 'a=1', 'http://acme.test/', false],
    ['with a domain to its subdomains', 'a=1; Domain=.acme.test', 'http://x.acme.test/', true],
    ['not from a stranger', 'a=1; Domain=other.test', 'http://other.test/', false],
    ['only under its path', 'a=1; Path=/shop', 'http://www.acme.test/shopping', false],
    ['under its path', 'a=1; Path=/shop', 'http://www.acme.test/shop/x', true],
    ['not when it is over', 'a=1; Max-Age=0', 'http://www.acme.test/', false],
    ['not when its date is past', 'a=1; Expires=Thu, 01 Jan 1970 00:00:00 GMT', 'http://www.acme.test/', false],
  ];
  for (const [title, header, url, want] of cases) {
    it(title, () => {
      const jar = new CookieJar();
      jar.store(header, home);
      assert.deepEqual(jar.valuesFor(new URL(url)), want ? { a: '1' } : {});
    });
  }
  it('the last value counts, and = may stand in it', () => {
    const jar = new CookieJar();
    jar.store('a=1', home);
    jar.store('a=x=y', home);
    assert.deepEqual(jar.valuesFor(home), { a: 'x=y' });
  });
});
