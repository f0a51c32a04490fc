import assert from 'node:assert/strict';
import { DynamicTokens } from '../../../src/runner/dynamic-tokens';

function tokens(): DynamicTokens {
  const dynamic = new DynamicTokens();
  dynamic.add('vendor/web', [
    { kind: 'keyValue', id: 'form', values: { url: 'u', 'first.name': 'Ada', deep: { inner: 2 } } },
    { kind: 'keyValue', id: 'form.1', values: { url: 'u1' } },
    { kind: 'table', id: 'rows', rows: [{ email: 'a' }, { email: 'b', 'x.y': 1 }] },
  ]);
  return dynamic;
}

describe('dynamic tokens', () => {
  const cases: readonly (readonly [string, unknown])[] = [
    ['web.form.url', 'u'],
    ['web.form.first.name', 'Ada'],
    ['web.form.deep.inner', 2],
    ['web.form.1.url', 'u1'],
    ['web.rows.1.email', 'a'],
    ['web.rows.2.x.y', 1],
    ['web.rows.0.email', undefined],
    ['web.rows.3.email', undefined],
    ['web.form', undefined],
    ['other.form.url', undefined],
    ['form.url', undefined],
  ];
  for (const [name, want] of cases) it(`${name} is ${String(want)}`, () => assert.equal(tokens().lookup(name), want));

  it('a record replaces the one before it as a whole', () => {
    const dynamic = tokens();
    dynamic.add('vendor/web', [{ kind: 'keyValue', id: 'form', values: { selector: 's' } }]);
    assert.equal(dynamic.lookup('web.form.url'), undefined);
    assert.equal(dynamic.lookup('web.form.selector'), 's');
  });
});
