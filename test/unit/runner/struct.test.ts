import assert from 'node:assert/strict';
import fc from 'fast-check';
import { fromStructMessage, fromValueMessage, toStructMessage, toValueMessage } from '../../../src/base/struct';

describe('struct', () => {
  it('gives back every JSON value as it was', () => {
    fc.assert(fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => assert.deepEqual(fromValueMessage(toValueMessage(value)), value)));
  });
  it('leaves out undefined, as JSON does', () => assert.deepEqual(fromStructMessage(toStructMessage({ a: undefined, b: 1 })), { b: 1 }));
  it('makes dates texts', () => assert.equal(fromValueMessage(toValueMessage(new Date(0))), '1970-01-01T00:00:00.000Z'));
  it('makes null of what no value can hold', () => {
    for (const value of [Number.NaN, Number.POSITIVE_INFINITY, undefined, () => 1, new Date(Number.NaN)]) assert.equal(fromValueMessage(toValueMessage(value)), null);
  });
  it('reads nonsense as null and an empty map', () => {
    assert.equal(fromValueMessage('x'), null);
    assert.equal(fromValueMessage({}), null);
    assert.deepEqual(fromStructMessage({ fields: 3 }), {});
  });
});
