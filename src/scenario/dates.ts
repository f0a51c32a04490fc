import { parse } from 'chrono-node/en';
import { datePhrase } from './tokens';

/** Nobody says a date in more letters, and reading a page of them takes its time. */
const longestPhrase = 200;
const dayMilliseconds = 86_400_000;
// chrono reads "midnight 2 days ago" as noon; so the time of day is taken off first and put on last.
const timeOfDayFirst = /^(?:at\s+)?(midnight|noon)\s+(?:on\s+)?(.+)$/i;
const timeOfDayLast = /^(.+?)\s+(?:at\s+)?(midnight|noon)((?:\s+(?:utc|gmt|z))?)$/i;
const utcSuffix = /\s+(?:utc|gmt|z)$/i;

interface Moment {
  readonly time: number;
  /** Minutes east of UTC of the zone that the phrase names; 0 when it names none. */
  readonly zone: number;
}

/** Reads a phrase that chrono understands from its first to its last letter. */
function readWhole(phrase: string, now: number): Moment | undefined {
  const text = phrase.trim();
  const results = parse(text, { instant: new Date(now), timezone: 0 });
  const [result] = results;
  if (result === undefined) return undefined;
  if (result.text.length !== text.length)
    return utcSuffix.test(text) ? readWhole(text.replace(utcSuffix, ''), now) : undefined;
  if (result.end) return undefined;
  return { time: result.date().getTime(), zone: result.start.get('timezoneOffset') ?? 0 };
}

function atTimeOfDay({ time, zone }: Moment, word: string): number {
  const offset = zone * 60_000;
  const startOfDay = Math.floor((time + offset) / dayMilliseconds) * dayMilliseconds;
  return startOfDay - offset + (word.toLowerCase() === 'noon' ? dayMilliseconds / 2 : 0);
}

/** Splits `midnight 2 days ago utc` into a day and a time of day; `undefined` where no time of day is named so. */
function splitTimeOfDay(text: string): { readonly day: string; readonly word: string } | undefined {
  const first = timeOfDayFirst.exec(text);
  if (first) return { day: first[2] ?? '', word: first[1] ?? '' };
  const last = timeOfDayLast.exec(text);
  return last ? { day: `${last[1] ?? ''}${last[3] ?? ''}`, word: last[2] ?? '' } : undefined;
}

/**
 * Reads an English date phrase such as `1 day from now` or `midnight 2 days ago utc`; UTC unless the phrase names a zone.
 * @param now Unix milliseconds that the phrase is relative to.
 * @returns Unix milliseconds, or `undefined` where some part of the phrase is not understood:
 *   half an understanding is a wrong date ("3 business days from now" is not "now").
 */
export function readDatePhrase(phrase: string, now: number): number | undefined {
  const text = phrase.trim();
  if (text === '' || text.length > longestPhrase) return undefined;
  const split = splitTimeOfDay(text);
  if (!split) return readWhole(text, now)?.time;
  const day = readWhole(split.day, now);
  return day && atTimeOfDay(day, split.word);
}

/**
 * Values of date tokens for one reading of a scenario: the same phrase keeps its value for the whole run.
 * @param now Unix milliseconds.
 * @returns a lookup that gives ISO 8601 text for `date(…)`, `undefined` for other names and for phrases not understood.
 */
export function createDateTokens(now: number): (name: string) => string | undefined {
  const known = new Map<string, string | undefined>();
  return (name) => {
    const phrase = datePhrase(name);
    if (phrase === undefined) return undefined;
    if (!known.has(name)) {
      const time = readDatePhrase(phrase, now);
      known.set(name, time === undefined ? undefined : new Date(time).toISOString());
    }
    return known.get(name);
  };
}
