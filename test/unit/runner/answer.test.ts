import assert from 'node:assert/strict';
import { toStructMessage, toValueMessage } from '../../../src/base/struct';
import { readAnswer } from '../../../src/runner/answer';

describe('readAnswer', () => {
  it('reads outcome, message and records', () => {
    const answer = readAnswer({
      outcome: 1,
      messageFormat: 'was %d',
      messageArgs: [toValueMessage(3)],
      records: [
        { id: 'lead', keyValue: toStructMessage({ 'a.b': 1 }) },
        { id: 'rows', table: { rows: [toStructMessage({ x: 'y' })] } },
      ],
    });
    assert.deepEqual(answer, {
      outcome: 'Failed',
      message: 'was 3',
      records: [
        { kind: 'keyValue', id: 'lead', values: { 'a.b': 1 } },
        { kind: 'table', id: 'rows', rows: [{ x: 'y' }] },
      ],
    });
  });
  it('keeps pictures out', () =>
    assert.deepEqual(
      readAnswer({ outcome: 0, records: [{ id: 'shot', binary: { data: Buffer.alloc(9) } }] }).records,
      [],
    ));
  it('says something where the cog says nothing', () => {
    assert.match(readAnswer({ outcome: 2, messageFormat: '' }).message, /did not say why/);
    assert.match(readAnswer({ outcome: 1 }).message, /did not say why/);
    assert.equal(readAnswer({ outcome: 0 }).message, '');
  });
  it('makes an unknown outcome an error that names it', () => {
    const { outcome, message } = readAnswer({ outcome: 7, messageFormat: 'hm' });
    assert.equal(outcome, 'Error');
    assert.match(message, /\(7\).* hm$/);
  });
  it('survives nonsense', () => {
    assert.deepEqual(readAnswer({ outcome: 0, messageArgs: 3, records: [null, { id: '' }, { id: 'x' }] }).records, []);
  });
});
