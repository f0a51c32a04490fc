import type { FieldSpec } from './cog';
import { firstMatch } from './matches';

/** The check logic that sentences name, with what a passed check says. */
const operators = {
  'be set': { holds: 'is set', check: (actual: unknown) => isSet(actual) },
  'not be set': { holds: 'is not set', check: (actual: unknown) => !isSet(actual) },
  'be less than': { holds: 'is less than', check: (actual: unknown, expected: string) => order(actual, expected) < 0 },
  'be greater than': {
    holds: 'is greater than',
    check: (actual: unknown, expected: string) => order(actual, expected) > 0,
  },
  'be one of': { holds: 'is one of', check: (actual: unknown, expected: string) => isOneOf(actual, expected) },
  be: { holds: 'is', check: (actual: unknown, expected: string) => isSame(actual, expected) },
  contain: { holds: 'contains', check: (actual: unknown, expected: string) => plain(actual).includes(expected) },
  'not be one of': { holds: 'is not one of', check: (actual: unknown, expected: string) => !isOneOf(actual, expected) },
  'not be': { holds: 'is not', check: (actual: unknown, expected: string) => !isSame(actual, expected) },
  'not contain': {
    holds: 'does not contain',
    check: (actual: unknown, expected: string) => !plain(actual).includes(expected),
  },
  match: {
    holds: 'matches',
    check: (actual: unknown, expected: string) => firstMatch(expected, plain(actual)) !== null,
  },
  'not match': {
    holds: 'does not match',
    check: (actual: unknown, expected: string) => firstMatch(expected, plain(actual)) === null,
  },
} as const;

export type Operator = keyof typeof operators;

/** The operators, after a step's own ones, in the order in which an expression must try them, as a group: the longer before its beginning. */
export const operatorGroupWith = (...own: readonly string[]): string =>
  `(?<operator>${[...own, ...Object.keys(operators)].join('|')})`;
export const operatorGroup = operatorGroupWith();

export const operatorFieldWith = (...own: readonly string[]): FieldSpec => ({
  key: 'operator',
  type: 'STRING',
  optionality: 'OPTIONAL',
  description: `Check Logic (${[...own, ...Object.keys(operators)].join(', ')})`,
  help: 'Texts are compared exactly, upper and lower case apart; numbers and dates by their value. “be one of” takes a list with commas.',
});
export const operatorField = operatorFieldWith();

export const expectationField: FieldSpec = {
  key: 'expectation',
  type: 'ANYSCALAR',
  optionality: 'OPTIONAL',
  description: 'Expected value',
  help: 'Not needed to check whether a value is set.',
};

/** A value as a reader sees it. */
export function plain(value: unknown): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Whether the operator looks at the value alone. */
export function takesNoExpectation(operator: Operator): boolean {
  return operator === 'be set' || operator === 'not be set';
}

/** Reads an operator as a sentence or a step's data give it; without one, `be`. Throws for an unknown one. */
export function readOperator(text: string): Operator {
  const wanted = text.trim().toLowerCase().replace(/\s+/g, ' ') || 'be';
  const found = (Object.keys(operators) as Operator[]).find((operator) => operator === wanted);
  if (!found) throw new Error(`“${text}” is no check logic. Use one of: ${Object.keys(operators).join(', ')}.`);
  return found;
}

/** Whether `actual` stands to `expected` as the operator says. Throws, with a message for people, where the two cannot be compared. */
export function holds(operator: Operator, actual: unknown, expected: string): boolean {
  return operators[operator].check(actual, expected);
}

/** The operator in a statement of fact: `be less than` → `is less than`. */
export function statement(operator: Operator): string {
  return operators[operator].holds;
}

const isSet = (actual: unknown): boolean => plain(actual) !== '';

// No leading zeros: 01234 is a postal code, and not the same as 1234.
const numeric = /^[+-]?(?:0|[1-9]\d*)(?:\.\d+)?(?:e[+-]?\d+)?$/i;
const isoDate = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/;

const numberOf = (text: string): number => (numeric.test(text) ? Number(text) : Number.NaN);

/** Unix milliseconds of an ISO 8601 text; without a zone it is UTC. `NaN` for what is no date. */
export function dateOf(text: string): number {
  if (!isoDate.test(text)) return Number.NaN;
  const zoned = /\d{2}:\d{2}/.test(text) && !/(?:Z|[+-]\d{2}:?\d{2})$/.test(text) ? `${text}Z` : text;
  return Date.parse(zoned.replace(' ', 'T'));
}

function isSame(actual: unknown, expected: string): boolean {
  const [left, right] = [plain(actual).trim(), expected.trim()];
  return left === right || numberOf(left) === numberOf(right) || dateOf(left) === dateOf(right);
}

function isOneOf(actual: unknown, expected: string): boolean {
  return expected.split(',').some((item) => isSame(actual, item));
}

/** Negative, zero or positive, as `actual` is less than, the same as or greater than `expected`. */
function order(actual: unknown, expected: string): number {
  const [left, right] = [plain(actual).trim(), expected.trim()];
  for (const valueOf of [numberOf, dateOf]) {
    const difference = valueOf(left) - valueOf(right);
    if (!Number.isNaN(difference)) return difference;
  }
  throw new Error(`“${left}” and “${right}” cannot be compared: both must be numbers, or both dates.`);
}
