import type { FieldType } from '../wire/registry';
import type { StepDefinition } from './definition';

const isoDate =
  /^(\d{4}-\d{2}(?:-\d{2})?)(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?) ?(?:(Z|UTC|GMT)|([+-]\d{2}:?\d{2}))?)?$/i;
/** `10 Mar 2026`, `March 10, 2026 10:00 PM`, `3/10/2026`, `Tue, 10 Mar 2026 10:00:00 GMT`; the engine itself makes a date of `room 5` too. */
const spelledDate =
  /^(?:[a-z]{3,9},? )?(?:[a-z]{3,9} \d{1,2}|\d{1,2} [a-z]{3,9}|\d{1,2}\/\d{1,2}),?[ /]\d{4}(?:,? [\d:]+(?: ?[ap]m)?)?( ?(?:Z|UTC|GMT)?(?:[+-]\d{4})?(?: \(.*\))?)$/i;

/** Unix milliseconds of a date that is written out, in UTC where it names no zone: this machine's own zone does not count. */
function timeOf(text: string): number {
  const [, date, time, , offset = 'Z'] = isoDate.exec(text) ?? [];
  if (date !== undefined) {
    const day = Date.parse(date);
    // 30 February would become 2 March.
    if (Number.isNaN(day) || !new Date(day).toISOString().startsWith(date)) return Number.NaN;
    return time === undefined ? day : Date.parse(`${date}T${time}${offset}`);
  }
  const [, zone] = spelledDate.exec(text) ?? [];
  return zone === undefined ? Number.NaN : Date.parse(zone.trim() === '' ? `${text} UTC` : text);
}

function dateText(value: unknown, length: number): unknown {
  const time = typeof value === 'string' ? timeOf(value.trim()) : value;
  if (typeof time !== 'number') return value;
  const date = new Date(time);
  if (Number.isNaN(date.getTime())) return value;
  const text = date.toISOString();
  // Years beyond 9999 are written with a sign.
  return /^\d/.test(text) ? text.slice(0, length) : value;
}

const booleans: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['false', false],
]);

/** How the runner turns a value into what a field's type asks for; what cannot be turned stays as it is, for the cog to judge. */
const coercions: Partial<Record<FieldType, (value: unknown) => unknown>> = {
  BOOLEAN: (value) => {
    if (typeof value !== 'string') return value;
    return booleans.get(value.trim().toLowerCase()) ?? value;
  },
  NUMERIC: (value) => {
    if (typeof value !== 'string') return value;
    const number = Number.parseFloat(value);
    // "Infinity" is a word that no message can carry as a number.
    return Number.isFinite(number) ? number : value;
  },
  // YYYY-MM-DD and YYYY-MM-DDTHH:mm:ss, both in UTC. A number is Unix milliseconds.
  DATE: (value) => dateText(value, 10),
  DATETIME: (value) => dateText(value, 19),
};

/** A step's data with every value in its field's type; keys that are no fields stay as they are. */
export function coerceData(
  definition: StepDefinition,
  data: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const types = new Map(definition.fields.map(({ key, type }) => [key, type]));
  return Object.fromEntries(
    Object.entries(data).map(([key, value]) => {
      const type = types.get(key);
      return [key, (type && coercions[type]?.(value)) ?? value];
    }),
  );
}
