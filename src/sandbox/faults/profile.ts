import { badRequest } from '../kit/fault';

/** What goes wrong with a request as a whole: before it is done (the first four), or with its answer. */
export const troubles = ['unauthorized', 'throttle', 'outage', 'drop', 'lose', 'truncate'] as const;
export type Trouble = (typeof troubles)[number];

/** What goes wrong, and how often. */
export interface FaultProfile {
  /** How often each trouble comes, from 0 to 1. */
  readonly chances: Readonly<Record<Trouble, number>>;
  /** How often a list shows records twice, and how often in another order; from 0 to 1. */
  readonly repeat: number;
  readonly shuffle: number;
  /** The longest delay, in milliseconds. */
  readonly latency: number;
  /** Seconds that a 429 or 503 asks to wait. */
  readonly retryAfter: number;
  /** How many outages come in a row, and the most troubles in a row that one request meets. */
  readonly burst: number;
  /** Whether users are shown with passwords and the like, as the real API may do; they are made up. */
  readonly secrets: boolean;
  readonly seed: number;
}

interface Setting {
  readonly most: number;
  readonly isWhole: boolean;
}
const chance: Setting = { most: 1, isWhole: false };
const upTo = (most: number): Setting => ({ most, isWhole: true });

const settings = new Map<string, Setting>([
  ...troubles.map((trouble) => [trouble, chance] as const),
  ['repeat', chance],
  ['shuffle', chance],
  ['latency', upTo(60_000)],
  ['retry-after', upTo(3_600)],
  ['burst', upTo(100)],
  ['secrets', upTo(1)],
  ['seed', upTo(2 ** 32 - 1)],
]);

/** Profiles by name; each may be followed by settings of one's own. */
const presets = new Map([
  ['none', ''],
  [
    'flaky',
    'latency=20,throttle=0.1,outage=0.1,drop=0.05,lose=0.05,truncate=0.05,repeat=0.2,shuffle=0.2,retry-after=0',
  ],
]);
const help = `Write settings with commas between, such as flaky,seed=7 or outage=0.2,latency=50. There are ${[...presets.keys(), ...settings.keys()].join(', ')}.`;

function readNumber(text: string, { most, isWhole }: Setting): number | undefined {
  const number = text.trim() === '' ? Number.NaN : Number(text);
  return number >= 0 && number <= most && (Number.isInteger(number) || !isWhole) ? number : undefined;
}

function readSetting(text: string): readonly (readonly [string, number])[] {
  const preset = presets.get(text);
  if (preset !== undefined) return readSettings(preset);
  const [name = '', value = '1', ...more] = text.split('=');
  const setting = settings.get(name);
  const number = setting && more.length === 0 ? readNumber(value, setting) : undefined;
  if (number === undefined) throw badRequest(`"${text.slice(0, 100)}" is no setting of faults. ${help}`);
  return [[name, number]];
}

function readSettings(text: string): readonly (readonly [string, number])[] {
  const parts = text.split(',').map((part) => part.trim());
  return parts.filter((part) => part !== '').flatMap(readSetting);
}

/** Reads a fault profile. Throws a 400 that says what may be written. */
export function readFaults(text: string): FaultProfile {
  const values = new Map(readSettings(text));
  const of = (name: string, fallback = 0): number => values.get(name) ?? fallback;
  const chances = Object.fromEntries(troubles.map((trouble) => [trouble, of(trouble)])) as Record<Trouble, number>;
  if (Object.values(chances).reduce((sum, chance) => sum + chance, 0) > 1 + Number.EPSILON * 10)
    throw badRequest(`The chances of ${troubles.join(', ')} are more than 1 together. ${help}`);
  return {
    chances,
    repeat: of('repeat'),
    shuffle: of('shuffle'),
    latency: of('latency'),
    retryAfter: of('retry-after', 1),
    burst: of('burst', 2),
    secrets: of('secrets') === 1,
    seed: of('seed'),
  };
}
