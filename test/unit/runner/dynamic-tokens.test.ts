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

  it('a later record of the same id adds to the earlier one, field by field', () => {
    const dynamic = tokens();
    dynamic.add('vendor/web', [{ kind: 'keyValue', id: 'form', values: { selector: 's', url: 'new' } }]);
    assert.equal(dynamic.lookup('web.form.selector'), 's');
    assert.equal(dynamic.lookup('web.form.url'), 'new');
    assert.equal(dynamic.lookup('web.form.first.name'), 'Ada');
  });

  it('of two records with one id in one answer, the second wins', () => {
    const dynamic = new DynamicTokens();
    const record = (id: number) => ({ kind: 'keyValue', id: 'lead', values: { id } }) as const;
    dynamic.add('vendor/crm', [record(1), record(2)]);
    assert.equal(dynamic.lookup('crm.lead.id'), 2);
  });

  it('a later table replaces the earlier one with all its rows', () => {
    const dynamic = tokens();
    dynamic.add('vendor/web', [{ kind: 'table', id: 'rows', rows: [{ email: 'c' }] }]);
    assert.equal(dynamic.lookup('web.rows.1.email'), 'c');
    assert.equal(dynamic.lookup('web.rows.2.email'), undefined);
  });

  it('a cog of the same short name adds to the same tokens', () => {
    const dynamic = tokens();
    dynamic.add('other/web', [{ kind: 'keyValue', id: 'form', values: { url: 'theirs' } }]);
    assert.equal(dynamic.lookup('web.form.url'), 'theirs');
  });

  it('keys that objects inherit are no values, and `__proto__` is a key like another', () => {
    const dynamic = new DynamicTokens();
    dynamic.add('a/b', [
      { kind: 'keyValue', id: 'r', values: JSON.parse('{"__proto__":"own"}') as Record<string, unknown> },
    ]);
    assert.equal(dynamic.lookup('b.r.constructor'), undefined);
    assert.equal(dynamic.lookup('b.r.__proto__'), 'own');
  });
});
