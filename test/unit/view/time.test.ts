import assert from 'node:assert/strict';
import { createTimeFormat } from '../../../src/view/time';

const british = createTimeFormat({ locale: 'en-GB', timeZone: 'Europe/Berlin' });
// A Tuesday, 14:10 in Berlin.
const now = Date.UTC(2026, 10, 24, 13, 10);
const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

describe('time', () => {
  const ages: readonly (readonly [number, string])[] = [
    [-30 * second, 'just now'],
    [20 * second, 'just now'],
    [5 * minute, '5 min ago'],
    [59.9 * minute, '59 min ago'],
    [2 * hour, '2 h ago'],
    [day, '1 day ago'],
    [6.9 * day, '6 days ago'],
    [7 * day, 'on 17 Nov'],
    [300 * day, 'on 28 Jan 2026'],
    [-2 * day, 'on 26 Nov'],
  ];
  for (const [ago, want] of ages)
    it(`says that ${String(ago / minute)} minutes are “${want}”`, () =>
      assert.equal(british.age(now - ago, now), want));

  const moments: readonly (readonly [number, string])[] = [
    [8 * minute, 'today 14:02'],
    [14 * hour, 'today 00:10'],
    [15 * hour, 'yesterday 23:10'],
    [3 * day, 'Saturday 14:10'],
    [6 * day, 'Wednesday 14:10'],
    [7 * day, '17 Nov, 14:10'],
    [400 * day, '20 Oct 2025, 15:10'],
  ];
  for (const [ago, want] of moments)
    it(`calls the moment ${String(ago / hour)} hours ago “${want}”`, () =>
      assert.equal(british.moment(now - ago, now), want));

  const durations: readonly (readonly [number, string])[] = [
    [0, '< 0.1 s'],
    [49, '< 0.1 s'],
    [100, '0.1 s'],
    [1_449, '1.4 s'],
    [9_949, '9.9 s'],
    [9_950, '10 s'],
    [38_000, '38 s'],
    [59_600, '1 min'],
    [92_000, '1 min 32 s'],
    [3_599_700, '1 h'],
    [7_500_000, '2 h 5 min'],
    [-5, '< 0.1 s'],
    [NaN, '< 0.1 s'],
  ];
  for (const [milliseconds, want] of durations)
    it(`says ${String(milliseconds)} ms as “${want}”`, () => assert.equal(british.duration(milliseconds), want));

  it('speaks the locale, and aligns the clock in all of them', () => {
    const german = createTimeFormat({ locale: 'de', timeZone: 'UTC' });
    assert.equal(german.duration(1_400), '1,4 s');
    assert.equal(german.age(now - 8 * day, now), 'on 16. Nov.');
    for (const locale of ['en-US', 'ar-EG', 'fa', 'th', 'no such locale']) {
      assert.equal(createTimeFormat({ locale, timeZone: 'UTC' }).clock(Date.UTC(2026, 0, 1, 0, 5, 9)), '00:05:09');
    }
  });

  it('counts days by the calendar, also when the clocks change', () => {
    // Clocks went back on 25 October 2026 in Berlin: that day has 25 hours.
    const morning = Date.UTC(2026, 9, 26, 6);
    assert.match(british.moment(Date.UTC(2026, 9, 24, 22, 30), morning), /^yesterday/);
  });
});
