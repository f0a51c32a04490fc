import assert from 'node:assert/strict';
import { readAnswer, type Answer } from '../../../src/api/http/answer';
import {
  ApiError,
  ConflictError,
  ForbiddenError,
  InvalidError,
  NotFoundError,
  NotTheApiError,
  OtherStatusError,
  RateLimitedError,
  ServerError,
  StatusError,
  UnauthorizedError,
} from '../../../src/api/http/errors';

const context = { operation: 'GET /v1/x', isWrite: false, token: 'secret-token', now: 1_000_000 };
const answer = (more: Partial<Answer>): Answer => ({
  status: 200,
  text: '',
  location: null,
  retryAfter: null,
  ...more,
});

function failure(more: Partial<Answer>): ApiError {
  try {
    readAnswer(answer(more), context);
  } catch (error) {
    assert.ok(error instanceof ApiError);
    return error;
  }
  return assert.fail('No error.');
}

describe('answers', () => {
  it('gives the JSON of a good answer, and undefined for an empty one', () => {
    assert.deepEqual(readAnswer(answer({ text: ' {"a": [1]} ' }), context), { a: [1] });
    assert.equal(readAnswer(answer({ status: 201, text: 'null' }), context), null);
    assert.equal(readAnswer(answer({ status: 204 }), context), undefined);
    assert.equal(readAnswer(answer({ text: '\n' }), context), undefined);
  });

  const family = {
    400: InvalidError,
    401: UnauthorizedError,
    402: OtherStatusError,
    403: ForbiddenError,
    404: NotFoundError,
    407: OtherStatusError,
    409: ConflictError,
    422: InvalidError,
    429: RateLimitedError,
    500: ServerError,
    501: ServerError,
    503: ServerError,
    599: ServerError,
  };
  for (const [status, Expected] of Object.entries(family)) {
    it(`${status} is a ${Expected.name} with what the service said`, () => {
      const error = failure({
        status: Number(status),
        text: JSON.stringify({ name: 'Quota', message: 'No runs left this month.' }),
      });
      assert.ok(error instanceof Expected && error instanceof StatusError && error instanceof Error);
      assert.deepEqual(
        [error.name, error.status, error.errorName, error.serverMessage, error.operation],
        [Expected.name, Number(status), 'Quota', 'No runs left this month.', 'GET /v1/x'],
      );
      assert.match(
        error.message,
        new RegExp(`^GET /v1/x: ${status}\\. .+ The service says: No runs left this month\\.$`),
      );
    });
  }

  for (const text of ['', 'oops', '[]', '"no"', '{"name": 5}', '{"message": ""}', '{"message": {"a": 1}}', '<html>']) {
    it(`an error whose body is ${JSON.stringify(text)} tells its status alone`, () => {
      const error = failure({ status: 500, text });
      assert.ok(error instanceof ServerError);
      assert.deepEqual([error.errorName, error.serverMessage], [undefined, undefined]);
    });
  }

  it('a long complaint is cut, and stands on one line', () => {
    const error = failure({ status: 422, text: JSON.stringify({ message: `a\u2028b\u0007${'x'.repeat(2000)}` }) });
    assert.ok(error instanceof InvalidError);
    assert.equal(error.serverMessage?.length, 500);
    assert.match(error.serverMessage, /^a bx?/);
  });

  it('a secret in it is hidden', () => {
    const error = failure({ status: 422, text: JSON.stringify({ message: 'Token secret-token, password=hunter22' }) });
    assert.ok(error instanceof InvalidError);
    assert.equal(error.serverMessage, 'Token [redacted], password=[redacted]');
  });

  for (const [status, text] of [
    [200, '<!doctype html>'],
    [200, '  <html>'],
    [404, '<html>'],
    [301, ''],
    [302, '{}'],
    [304, ''],
    [200, '{"half'],
    [200, 'OK'],
  ] as const) {
    it(`${String(status)} with ${JSON.stringify(text)} is not the API`, () =>
      assert.ok(failure({ status, text }) instanceof NotTheApiError));
  }

  it('no message quotes an answer that is no JSON', () => {
    const error = failure({ text: 'p4ssw0rd' });
    assert.doesNotMatch(`${error.message} ${String(error.cause)}`, /p4ss/);
  });

  const waits: readonly (readonly [string | null, number | undefined])[] = [
    [null, undefined],
    ['', undefined],
    ['soon', undefined],
    ['0', 0],
    ['12', 12_000],
    [' 3 ', 3_000],
    [new Date(1_000_000 + 5_000).toUTCString(), 5_000],
    [new Date(0).toUTCString(), 0],
  ];
  for (const [retryAfter, expected] of waits) {
    it(`Retry-After ${JSON.stringify(retryAfter)} is ${String(expected)} ms`, () => {
      for (const status of [429, 503]) {
        const error = failure({ status, retryAfter });
        assert.ok(error instanceof StatusError);
        assert.equal(error.retryAfter, expected);
      }
    });
  }
});
