import assert from 'node:assert/strict';
import { describeApi } from './api-contract';
import { departures } from './departures';
import { DocumentCheck } from './document';
import { readOpenApi } from './openapi';
import { Recorder } from './recorder';
import { sandboxSubject } from './sandbox-subject';
import { ownDocument } from './schemas';

const recorder = new Recorder();

describe('API: the client against the sandbox', () => {
  describeApi(() => sandboxSubject({ send: (fetch) => recorder.record(fetch) }));
});

// After all of the above, since what that said is what is checked.
describe('API: what the client and the sandbox say to each other', () => {
  it('is as we understand the API', () => {
    const check = new DocumentCheck(ownDocument);
    assert.deepEqual([...new Set(recorder.exchanges.flatMap((exchange) => check.complaints(exchange)))], []);
    assert.deepEqual(
      Object.keys(ownDocument.operations).filter((name) => !check.seen.has(name)),
      [],
      'every operation is tried',
    );
  });

  const file = process.env['STACK_MOXIE_OPENAPI'];
  if (file !== undefined && file !== '') {
    it('is as the API declares it, but for departures that have a reason', () => {
      const document = readOpenApi(file);
      const check = new DocumentCheck(document);
      const complaints = [...new Set(recorder.exchanges.flatMap((exchange) => check.complaints(exchange)))].sort();
      assert.deepEqual(
        complaints.filter((line) => !departures.some(({ pattern }) => pattern.test(line))),
        [],
      );
      assert.deepEqual(
        departures.filter(({ pattern }) => !complaints.some((line) => pattern.test(line))).map(({ reason }) => reason),
        [],
        'departures that nothing needs',
      );
      assert.deepEqual(
        Object.keys(document.operations).filter((name) => !check.seen.has(name)),
        [],
        'every operation is tried',
      );
    });
  }
});
