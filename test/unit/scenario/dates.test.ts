import assert from 'node:assert/strict';
import { createDateTokens, readDatePhrase } from '../../../src/scenario/dates';
import { atOnce } from '../../support/at-once';

const now = Date.parse('2026-03-10T15:20:30.500Z');

describe('date phrases', () => {
  const understood: Readonly<Record<string, string>> = {
    '1 hour ago': '2026-03-10T14:20:30.500Z',
    '1 day from now': '2026-03-11T15:20:30.500Z',
    today: '2026-03-10T15:20:30.500Z',
    'midnight yesterday utc': '2026-03-09T00:00:00.000Z',
    'midnight 2 days ago utc': '2026-03-08T00:00:00.000Z',
    'midnight 2 days from now': '2026-03-12T00:00:00.000Z',
    'midnight tomorrow utc': '2026-03-11T00:00:00.000Z',
    '2 days ago at noon': '2026-03-08T12:00:00.000Z',
    'noon tomorrow': '2026-03-11T12:00:00.000Z',
    '2026-01-02T10:00:00+02:00': '2026-01-02T08:00:00.000Z',
    'next friday at 9am PST': '2026-03-20T17:00:00.000Z',
  };
  for (const [phrase, want] of Object.entries(understood))
    it(`understands "${phrase}"`, () => assert.equal(new Date(readDatePhrase(phrase, now) ?? 0).toISOString(), want));

  for (const phrase of [
    '3 business days from now',
    'midnight 2 days ago est',
    'five days from today',
    'soon',
    '',
    'today or tomorrow',
    '   ',
  ])
    it(`does not half understand "${phrase}"`, () => assert.equal(readDatePhrase(phrase, now), undefined));

  it('does not read pages for a date', () => {
    atOnce(500, () => {
      for (const piece of ['1 day ', ' ', 'at noon ', '9:'])
        assert.equal(readDatePhrase(`1 ${piece.repeat(5_000)}x`, now), undefined);
    });
  });

  it('gives one phrase one value, and other tokens none', () => {
    const tokens = createDateTokens(now);
    assert.equal(tokens('date(now)'), '2026-03-10T15:20:30.500Z');
    assert.equal(tokens('date(now)'), tokens('date(now)'));
    assert.equal(tokens('test.email'), undefined);
    assert.equal(tokens('date(3 business days from now)'), undefined);
  });
});
