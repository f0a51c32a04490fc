import assert from 'node:assert/strict';
import { readBody } from '../../../src/sandbox/request/body';
import { Fault } from '../../../src/sandbox/kit/fault';

const read = (text: string) => readBody({ req: { text: () => Promise.resolve(text) } });
const isBadRequest = (error: unknown): boolean => error instanceof Fault && error.status === 400;

describe('sandbox request bodies', () => {
  it('are JSON objects, or nothing', async () => {
    assert.deepEqual(await read('{"a":[1,"]["]}'), { a: [1, ']['] });
    assert.deepEqual(await read(' \n'), {});
  });

  for (const text of ['[]', '1', 'null', '"x"', '{', '{"a":undefined}', '{"a":"', '{"a":"\\', '<html>']) {
    it(`refuses ${text}`, () => assert.rejects(read(text), isBadRequest));
  }

  it('may be as deep as anybody writes them, and not deeper', async () => {
    const nested = (depth: number): string => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;
    await read(nested(50));
    await assert.rejects(read(nested(51)), isBadRequest);
    await assert.rejects(read(nested(200_000)), isBadRequest);
    await read(JSON.stringify({ a: '{['.repeat(1_000), b: '\\"[['.repeat(100) }));
  });
});
