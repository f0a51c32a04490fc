import assert from 'node:assert/strict';
import { Fault } from '../../../src/sandbox/server/fault';
import { readListQuery, selected } from '../../../src/sandbox/store/list-query';

const attributes = new Set(['id', 'name', 'createdAt']);
const isBadRequest = (error: unknown): boolean => error instanceof Fault && error.status === 400;

describe('sandbox list parameters', () => {
  it('gives 30 records in the order of their ids when nothing is asked', () => {
    const { limit, skip, order, condition } = readListQuery({}, attributes);
    assert.deepEqual({ limit, skip, order, parameters: condition.parameters }, { limit: 30, skip: 0, order: 'id ASC', parameters: [] });
  });

  it('binds the values of criteria and never writes them into the statement', () => {
    const { condition } = readListQuery({ where: '{"name":{"contains":"50%\'; --"},"or":[{"id":[1,2]},{"createdAt":{">":5}}]}' }, attributes);
    assert.deepEqual(condition.parameters, ["%50\\%'; --%", 1, 2, 5]);
    assert.ok(!condition.sql.includes('50'));
  });

  it('pages by page and perPage', () => {
    const { limit, skip } = readListQuery({ page: '3', perPage: '10' }, attributes);
    assert.deepEqual({ limit, skip }, { limit: 10, skip: 20 });
  });

  for (const query of [{ where: '{' }, { where: '{"secret":1}' }, { where: '{"name":{"~":1}}' }, { limit: '-1' }, { sort: 'name; DROP' }, { sort: 'password ASC' }]) {
    it(`refuses ${JSON.stringify(query)}`, () => assert.throws(() => readListQuery(query, attributes), isBadRequest));
  }

  it('keeps the id beside the selected attributes', () => assert.deepEqual(selected({ id: 1, name: 'x', createdAt: 2 }, ['name']), { id: 1, name: 'x' }));
});
