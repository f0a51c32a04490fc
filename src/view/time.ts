import { t } from '../base/localize';

/** All instants are Unix milliseconds. */
export interface AgeFormat {
  /** `5 min ago`; after a week `on Nov 3`, `on Nov 3, 2024`. */
  age(at: number, now: number): string;
}

/** Times and dates in the user's locale. All instants are Unix milliseconds. */
export interface TimeFormat extends AgeFormat {
  /** `14:02:03`: 24 hours, so that the lines of a transcript align in every locale. */
  clock(at: number): string;
  /** `14:02` or `2:02 PM`, as the locale has it. */
  timeOfDay(at: number): string;
  /** `today 14:02`, `yesterday 09:10`, `Sunday 09:10`; after a week `Nov 3, 09:10`. */
  moment(at: number, now: number): string;
  /** `Nov 3, 2024, 09:10`. */
  full(at: number): string;
  /** `0.1 s`, `38 s`, `1 min 32 s`, `2 h 5 min`. @param milliseconds */
  duration(milliseconds: number): string;
}

/** @param timeZone an IANA name; the machine's own when absent */
export interface Place {
  readonly locale?: string | undefined;
  readonly timeZone?: string | undefined;
}

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** Making an Intl format is slow, using one is not: make this once. */
export function createTimeFormat({ locale, timeZone }: Place = {}): TimeFormat {
  const make = (options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat =>
    new Intl.DateTimeFormat(knownLocale(locale), timeZone === undefined ? options : { ...options, timeZone });
  const clock = make({
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
    numberingSystem: 'latn',
  });
  const time = make({ timeStyle: 'short' });
  const weekday = make({ weekday: 'long' });
  const monthDay = make({ month: 'short', day: 'numeric' });
  const monthDayYear = make({ month: 'short', day: 'numeric', year: 'numeric' });
  const full = make({ dateStyle: 'medium', timeStyle: 'short' });
  const days = createDayCounter(
    make({ year: 'numeric', month: 'numeric', day: 'numeric', calendar: 'gregory', numberingSystem: 'latn' }),
  );
  const tenths = new Intl.NumberFormat(knownLocale(locale), { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const dateOf = (at: number, now: number): string => (monthsApart(at, now) < 6 ? monthDay : monthDayYear).format(at);

  return {
    clock: (at) =>
      clock
        .formatToParts(at)
        .filter(({ type }) => ['hour', 'minute', 'second'].includes(type))
        .map(({ value }) => value)
        .join(':'),
    timeOfDay: (at) => time.format(at),
    age: (at, now) => recentAge(at, now) ?? t('on {0}', dateOf(at, now)),
    moment: (at, now) => {
      const ago = days(now) - days(at);
      const clockTime = time.format(at);
      if (ago === 0) return t('today {0}', clockTime);
      if (ago === 1) return t('yesterday {0}', clockTime);
      return ago > 1 && ago < 7 ? `${weekday.format(at)} ${clockTime}` : `${dateOf(at, now)}, ${clockTime}`;
    },
    full: (at) => full.format(at),
    duration: (milliseconds) => formatDuration(milliseconds, tenths),
  };
}

/** Up to a week; a clock that runs a little ahead of ours is now. */
function recentAge(at: number, now: number): string | undefined {
  const ago = now - at;
  if (ago < -minute || ago >= 7 * day) return undefined;
  if (ago < minute) return t('just now');
  if (ago < hour) return t('{0} min ago', Math.floor(ago / minute));
  if (ago < day) return t('{0} h ago', Math.floor(ago / hour));
  const count = Math.floor(ago / day);
  return count === 1 ? t('1 day ago') : t('{0} days ago', count);
}

function formatDuration(milliseconds: number, tenths: Intl.NumberFormat): string {
  const safe = Number.isFinite(milliseconds) ? Math.max(0, milliseconds) : 0;
  // Rounded it would read as no time at all.
  if (safe < 50) return t('< {0} s', tenths.format(0.1));
  if (safe < 9_950) return t('{0} s', tenths.format(safe / second));
  const seconds = Math.round(safe / second);
  if (seconds < 60) return t('{0} s', seconds);
  if (seconds < 3_600) return withRest(t('{0} min', Math.floor(seconds / 60)), seconds % 60, '{0} s');
  const minutes = Math.round(seconds / 60);
  return withRest(t('{0} h', Math.floor(minutes / 60)), minutes % 60, '{0} min');
}

const withRest = (whole: string, rest: number, unit: '{0} s' | '{0} min'): string =>
  rest === 0 ? whole : `${whole} ${t(unit, rest)}`;

const monthsApart = (at: number, now: number): number => Math.abs(now - at) / (30 * day);

/** Counts calendar days in the user's zone: 23:59 and 00:01 are a day apart. */
function createDayCounter(format: Intl.DateTimeFormat): (at: number) => number {
  return (at) => {
    const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
    return Date.UTC(parts.get('year') ?? 0, (parts.get('month') ?? 1) - 1, parts.get('day') ?? 1) / day;
  };
}

/** An editor may name a locale that Intl does not know (`qps-ploc`); then the machine's own serves. */
function knownLocale(locale: string | undefined): string | undefined {
  try {
    return locale === undefined ? undefined : Intl.getCanonicalLocales(locale)[0];
  } catch {
    return undefined;
  }
}
