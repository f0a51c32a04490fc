import assert from 'node:assert/strict';
import { Fault } from '../../../src/sandbox/kit/fault';
import { attributesOf } from '../../../src/sandbox/store/attributes';
import { listClause, readListQuery, selected } from '../../../src/sandbox/store/list-query';

const attributes = attributesOf({ name: 'text', severity: 'number', isLinkable: 'boolean', member: 'number:user' });
const read = (query: Readonly<Record<string, string>>) => readListQuery(query, attributes);
const isBadRequest = (error: unknown): boolean => error instanceof Fault && error.status === 400;

/** The condition that a query string means, as SQL with its values in place of the marks. */
function condition(query: Readonly<Record<string, string>>): string {
  const { sql, parameters } = read(query).condition;
  const values = [...parameters];
  return sql.replace(/\?/g, () => JSON.stringify(values.shift()));
}

describe('sandbox list parameters', () => {
  it('gives 30 records in the order of their ids when nothing is asked', () => {
    const { limit, skip, order, condition: all } = read({});
    assert.deepEqual(
      { limit, skip, order, parameters: all.parameters },
      { limit: 30, skip: 0, order: 'id ASC', parameters: [] },
    );
  });

  it('binds the values of criteria and never writes them into the statement', () => {
    const { sql, parameters } = listClause(
      'organization',
      7,
      read({ where: `{"name":{"contains":"50%'; --"},"or":[{"id":[1,2]},{"createdAt":{">":5}}]}`, skip: '3' }),
    );
    assert.deepEqual(parameters, [7, "%50\\%'; --%", 1, 2, 5, 30, 3]);
    assert.doesNotMatch(sql, /50|--/);
  });

  for (const [where, sql] of [
    ['{"name":"x"}', '(name IS "x")'],
    ['{"name":5}', '(name IS "5")'],
    ['{"id":"5"}', '(id IS 5)'],
    ['{"severity":null}', '(severity IS null)'],
    ['{"isLinkable":true}', '(isLinkable IS 1)'],
    ['{"member":3}', '(user IS 3)'],
    ['{"id":[1,2]}', '(id IN (1, 2))'],
    ['{"id":{"nin":[1,2]}}', '(id NOT IN (1, 2))'],
    ['{"id":{"!=":1}}', '(id IS NOT 1)'],
    ['{"id":{">":1,"<=":9}}', '(id > 1 AND id <= 9)'],
    ['{"name":{"startsWith":"a_"}}', String.raw`(name LIKE "a\\_%" ESCAPE '\')`],
    ['{"name":{"like":"%a%"}}', String.raw`(name LIKE "%a%" ESCAPE '\')`],
    ['{"or":[{"id":1},{"name":"x"}]}', '(((id IS 1) OR (name IS "x")))'],
    ['{}', '1'],
  ] as const) {
    it(`reads the criteria ${where}`, () => assert.equal(condition({ where }), sql));
  }

  it('takes attributes as parameters, unless there is a where', () => {
    assert.equal(
      condition({ name: 'x', isLinkable: 'false', severity: 'null' }),
      '(name IS "x" AND isLinkable IS 0 AND severity IS null)',
    );
    assert.equal(condition({ where: '{"id":1}', name: 'x' }), '(id IS 1)');
  });

  for (const [query, limit, skip] of [
    [{ page: '3', perPage: '10' }, 10, 20],
    [{ page: '0' }, 30, 0],
    [{ page: '2' }, 30, 30],
    [{ limit: '5', page: '2' }, 5, 5],
    [{ skip: '1000000000' }, 30, 1_000_000_000],
    [{ limit: '0' }, 0, 0],
  ] as const) {
    it(`pages by ${JSON.stringify(query)}`, () => {
      const answer = read(query);
      assert.deepEqual({ limit: answer.limit, skip: answer.skip }, { limit, skip });
    });
  }

  for (const [sort, order] of [
    ['name', 'name ASC, id ASC'],
    ['name DESC', 'name DESC, id ASC'],
    ['severity desc, name', 'severity DESC, name ASC, id ASC'],
    ['{"name":-1}', 'name DESC, id ASC'],
    ['["name DESC","severity"]', 'name DESC, severity ASC, id ASC'],
    ['[{"name":"ASC"}]', 'name ASC, id ASC'],
  ] as const) {
    it(`sorts by ${sort}`, () => assert.equal(read({ sort }).order, order));
  }

  const strange: readonly Readonly<Record<string, string>>[] = [
    { where: '{' },
    { where: '[]' },
    { where: '{"secret":1}' },
    { where: '{"name":{"~":1}}' },
    // Names that every object has by its prototype.
    { where: '{"name":{"constructor":1}}' },
    { where: '{"constructor":1}' },
    { sort: 'name constructor' },
    { sort: 'name; DROP' },
    { sort: 'name ASC ASC' },
    { sort: 'password ASC' },
    { sort: '["name' },
    { where: '{"id":{"contains":"1"}}' },
    { where: '{"id":"one"}' },
    { where: '{"isLinkable":"perhaps"}' },
    { where: JSON.stringify({ or: Array.from({ length: 101 }, (_, id) => ({ id })) }) },
    { where: JSON.stringify({ id: Array.from({ length: 1_001 }, (_, id) => id) }) },
    { where: JSON.stringify({ name: { contains: 'x'.repeat(1_001) } }) },
    { where: '{"or":[{"or":[{"or":[{"or":[{"or":[{"or":[{"id":1}]}]}]}]}]}]}' },
    { limit: '-1' },
    { skip: 'x' },
    { password: 'x' },
  ];
  for (const query of strange) {
    it(`refuses ${JSON.stringify(query).slice(0, 60)}`, () => assert.throws(() => read(query), isBadRequest));
  }

  it('keeps the id beside the selected attributes, and leaves out what is to be omitted', () => {
    const record = { id: 1, name: 'x', createdAt: 2 };
    assert.deepEqual(selected(record, { select: ['name'] }), { id: 1, name: 'x' });
    assert.deepEqual(selected(record, { omit: ['name', 'id'] }), { id: 1, createdAt: 2 });
    assert.deepEqual(selected(record, read({ select: 'name, createdAt' })), record);
  });

  it('reads which relations to show', () => {
    assert.deepEqual(read({ populate: 'member,createdBy' }).populate, ['member', 'createdBy']);
    assert.deepEqual(read({ populate: '[member]' }).populate, ['member']);
    assert.deepEqual(read({ populate: 'false' }).populate, []);
    assert.equal(read({}).populate, undefined);
  });
});
