import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  deepest,
  fromStructMessage,
  fromValueMessage,
  isTooDeep,
  toStructMessage,
  toValueMessage,
} from '../../../src/base/struct';
import { cogProtocol } from '../../../src/runner/cog-protocol';

function varint(value: number): Buffer {
  const bytes: number[] = [];
  for (let rest = value; bytes.length === 0 || rest > 0; rest >>>= 7) bytes.push((rest & 127) | (rest > 127 ? 128 : 0));
  return Buffer.from(bytes);
}

/** The bytes of a length-delimited field that is a message's only one, or its last. */
function readField(bytes: Buffer, number: number): Buffer {
  let at = 0;
  const next = (): number => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at++] ?? 0;
      value |= (byte & 127) << shift;
      if (byte < 128) return value;
    }
  };
  while (at < bytes.length) {
    const tag = next();
    const length = next();
    if (tag >> 3 === number) return bytes.subarray(at, at + length);
    at += length;
  }
  return Buffer.alloc(0);
}

describe('struct', () => {
  it('gives back every JSON value as it was', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (value) =>
        assert.deepEqual(fromValueMessage(toValueMessage(value)), value),
      ),
    );
  });
  it('leaves out undefined, as JSON does', () =>
    assert.deepEqual(fromStructMessage(toStructMessage({ a: undefined, b: 1 })), { b: 1 }));
  it('makes dates texts', () =>
    assert.equal(fromValueMessage(toValueMessage(new Date(0))), '1970-01-01T00:00:00.000Z'));
  it('makes null of what no value can hold', () => {
    for (const value of [Number.NaN, Number.POSITIVE_INFINITY, undefined, () => 1, new Date(Number.NaN)])
      assert.equal(fromValueMessage(toValueMessage(value)), null);
  });
  it('replaces half a character, in values and keys: it has no UTF-8', () => {
    assert.deepEqual(fromStructMessage(toStructMessage({ 'a\ud800': ['\udc00b', 'whole \u{1f600}'] })), {
      'a\ufffd': ['\ufffdb', 'whole \u{1f600}'],
    });
  });
  it('makes text of numbers that are too big to be one', () =>
    assert.equal(fromValueMessage(toValueMessage(2n ** 64n)), '18446744073709551616'));
  it('takes keys that objects are born with', () => {
    const odd = JSON.parse('{"__proto__":{"constructor":1},"toString":2,"":3}') as Record<string, unknown>;
    assert.deepEqual(fromStructMessage(toStructMessage(odd)), odd);
  });

  describe('on the wire', () => {
    const travel = (data: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> => {
      const bytes = cogProtocol.runSteps.serialize({ step: { stepId: 's', data: toStructMessage(data) } });
      // A request's `step.data` and an answer's `response_data` are both a Struct; the field's number and its place differ.
      const step = readField(bytes, 1);
      const tag = Buffer.from([(4 << 3) | 2]);
      const struct = readField(step, 2);
      return fromStructMessage(
        cogProtocol.runSteps.deserialize(Buffer.concat([tag, varint(struct.length), struct]))['responseData'],
      );
    };
    const nested = (levels: number): unknown => {
      if (levels === 0) return 1;
      return levels % 2 === 0 ? { a: nested(levels - 1) } : [nested(levels - 1)];
    };

    it('carries every JSON map', () => {
      fc.assert(
        fc.property(
          fc.dictionary(
            fc.string(),
            fc.jsonValue({ maxDepth: 3 }).filter((value) => !Object.is(value, -0)),
          ),
          (data) => assert.deepEqual(travel(data), { ...data }),
        ),
        { numRuns: 50 },
      );
    });
    it('carries keys that objects are born with', () => {
      const odd = JSON.parse('{"__proto__":1,"constructor":2,"toString":{"__proto__":3},"":4}') as Record<
        string,
        unknown
      >;
      assert.deepEqual(travel(odd), odd);
    });
    it('carries texts of a megabyte', () =>
      assert.deepEqual(travel({ text: 'é€'.repeat(500_000) }), { text: 'é€'.repeat(500_000) }));
    it('carries what is not too deep', () => {
      const data = { a: nested(deepest - 1) };
      assert.ok(!isTooDeep(data));
      assert.deepEqual(travel(data), data);
    });
    it('knows what is too deep', () => assert.ok(isTooDeep({ a: nested(deepest) })));
  });

  it('reads nonsense as null and an empty map', () => {
    assert.equal(fromValueMessage('x'), null);
    assert.equal(fromValueMessage({}), null);
    assert.deepEqual(fromStructMessage({ fields: 3 }), {});
  });
});
