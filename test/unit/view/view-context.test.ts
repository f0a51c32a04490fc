import assert from 'node:assert/strict';
import { ServerError, UnauthorizedError, UnreachableError } from '../../../src/api/http/errors';
import { viewContext, type ViewContent } from '../../../src/view/view-context';

const operation = 'GET /v1/organizations/{org}/scenarios';
const gone = new UnreachableError('no answer', { operation });
const index = { isFiltered: false, shown: 1, total: 1, folders: [{}] };
const failed = (error: unknown, seenAt?: number): ViewContent => ({
  state: { kind: 'failed', error, ...(seenAt === undefined ? {} : { seenAt }) },
  index,
});

describe('what the view of scenarios says of itself', () => {
  it('a sandbox of ours that does not answer is stopped, whatever was seen of it before', () => {
    assert.deepEqual(
      [viewContext(failed(gone), true), viewContext(failed(gone, 1), true)],
      ['sandboxStopped', 'sandboxStopped'],
    );
  });

  it('what was seen of another service stays, and a sandbox that answers is not stopped', () => {
    assert.deepEqual([viewContext(failed(gone), false), viewContext(failed(gone, 1), false)], ['unreachable', 'ready']);
    const answers = [new UnauthorizedError({ operation, status: 401 }), new ServerError({ operation, status: 500 })];
    assert.deepEqual(
      answers.map((error) => viewContext(failed(error), true)),
      ['refused', 'unreachable'],
    );
    assert.equal(viewContext({ state: { kind: 'loaded' }, index }, true), 'ready');
  });

  it('tells nothing found from nothing there', () => {
    const none = { isFiltered: false, shown: 0, total: 0, folders: [] };
    const contexts = [none, { ...none, isFiltered: true, total: 2 }].map((empty) =>
      viewContext({ state: { kind: 'loaded' }, index: empty }, false),
    );
    assert.deepEqual(contexts, ['empty', 'noMatch']);
  });
});
