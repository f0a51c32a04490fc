import assert from 'node:assert/strict';
import { createCatalog } from '../../../src/registry/catalog';
import { compileExpression } from '../../../src/registry/expression';
import { resolveSentence } from '../../../src/registry/resolve';
import type { RegistryEntryPayload } from '../../../src/wire/registry';
import { cog, step } from './made-registry';

const meaning = (text: string, ...entries: readonly RegistryEntryPayload[]): string | undefined =>
  resolveSentence(createCatalog(entries), text)?.definition.stepId;

describe('what a sentence means', () => {
  const update = step('Update', 'update a marketo lead');
  const upsert = step('Upsert', 'create or update a marketo lead');

  it('the definition that demands more literal characters, in any order', () => {
    for (const order of [
      [update, upsert],
      [upsert, update],
    ])
      assert.equal(meaning('When I create or update a Marketo Lead', cog('a/b', ...order)), 'Upsert');
  });

  it('then the one with fewer required fields missing', () => {
    const few = step('Few', 'check (?<a>.+)', ['a']);
    const many = step('Many', 'check (?<a>.+)', ['a', 'b']);
    for (const order of [
      [few, many],
      [many, few],
    ])
      assert.equal(meaning('check x', cog('a/b', ...order)), 'Few');
    assert.equal(
      resolveSentence(createCatalog([cog('a/b', few, many)]), 'check x', { b: 1 })?.definition.stepId,
      'Many',
    );
  });

  it('then the longer match', () =>
    assert.equal(
      meaning('check xyz', cog('a/b', step('Long', 'check (?<a>.+)'), step('Short', 'check (?<a>.)'))),
      'Long',
    ));

  it('then the last in registry order', () => {
    const same = [step('One', 'check it'), step('Two', 'check it')];
    assert.equal(meaning('check it', cog('a/b', ...same)), 'Two');
    assert.equal(meaning('check it', cog('a/b', step('One', 'check it')), cog('a/c', step('Two', 'check it'))), 'Two');
  });

  it('matches without regard to case, anywhere in the text, bare or in slashes', () => {
    assert.equal(meaning('Given I NAVIGATE TO x', cog('a/b', step('Go', '/navigate to (?<url>.+)/'))), 'Go');
  });

  it('captures over data; a group that took no part is no key', () => {
    const catalog = createCatalog([cog('a/b', step('Check', 'should (?<operator>be set|be) ?(?<value>.+)?'))]);
    assert.deepEqual(resolveSentence(catalog, 'should be set', { operator: 'x', value: 'kept' })?.data, {
      operator: 'be set',
      value: 'kept',
    });
    assert.deepEqual(resolveSentence(catalog, 'should be 5', { value: 'lost' })?.data, { operator: 'be', value: '5' });
  });

  it('an expression that does not compile is set aside; the cog goes on', () => {
    const catalog = createCatalog([cog('a/b', step('Bad', 'the (?<x.+'), step('Good', 'good one'))]);
    assert.deepEqual(
      catalog.unusable.map(({ stepId }) => stepId),
      ['Bad'],
    );
    assert.equal(resolveSentence(catalog, 'a good one')?.definition.stepId, 'Good');
    assert.ok(catalog.definition('a/b', 'Bad'));
  });

  it('a later entry replaces a cog as a whole', () => {
    const catalog = createCatalog([cog('a/b', step('Old', 'old')), cog('a/b', step('New', 'new'))]);
    assert.equal(catalog.definition('a/b', 'Old'), undefined);
    assert.ok(catalog.definition('a/b', 'New'));
  });

  it('anything may stand in a registry', () => {
    const junk = [
      null,
      1,
      {},
      { name: 'a/b' },
      { name: 'c/d', stepDefinitionsList: [null, { stepId: 5 }] },
    ] as unknown as RegistryEntryPayload[];
    assert.deepEqual([...createCatalog(junk).cogs.keys()], ['a/b', 'c/d']);
  });
});

describe('how specific an expression is', () => {
  const cases: readonly (readonly [string, number])[] = [
    ['abc', 3],
    ['a(?:bcd|ef)', 3],
    ['ab?c*d+', 2],
    ['a{3}', 3],
    ['[abc]x\\d', 1],
    ['(?<n>.+) at (?=look)end', 7],
    ['(?:st|nd|rd|th)?', 0],
  ];
  for (const [source, want] of cases)
    it(`${source}: ${String(want)}`, () => assert.equal(compileExpression(source).expression?.literals, want));
});
