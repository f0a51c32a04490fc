import { holds, plain, readOperator, statement, takesNoExpectation } from './operators';
import { erred, failed, passed, type Reply, type ReplyRecord } from './reply';
import { textOf, type StepData } from './step-data';

const longestShown = 300;

export interface ValueCheck {
  /** What is checked, as it stands in a sentence: `the email field`. */
  readonly subject: string;
  readonly actual: unknown;
  /** The step's data with `operator` and `expectation`. */
  readonly data: StepData;
  readonly records?: readonly ReplyRecord[];
}

/** A value for a message: as it is, but no page's worth of it. */
function shown(value: unknown): unknown {
  if (value === undefined || value === null || value === '') return '(empty)';
  const text = plain(value);
  if (text.length > longestShown) return `${text.slice(0, longestShown)}…`;
  return typeof value === 'object' ? text : value;
}

const capitalized = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Checks one value as the step's data say, in the words that all built-in cogs share. */
export function checkValue({ subject, actual, data, records = [] }: ValueCheck): Reply {
  const operator = readOperator(textOf(data, 'operator'));
  if (takesNoExpectation(operator)) {
    if (holds(operator, actual, ''))
      return passed(`%s ${statement(operator)}, as expected`, [capitalized(subject)], records);
    return failed(`Expected %s to ${operator}, but it was %s`, [subject, shown(actual)], records);
  }
  if (data['expectation'] === undefined || data['expectation'] === null)
    return erred('The check “%s” needs a value to compare with. Add the expectation.', [operator]);
  const expected = textOf(data, 'expectation');
  if (holds(operator, actual, expected))
    return passed(`%s ${statement(operator)} %s, as expected`, [capitalized(subject), shown(expected)], records);
  return failed(`Expected %s to ${operator} %s, but it was %s`, [subject, shown(expected), shown(actual)], records);
}
