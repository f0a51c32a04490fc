import type { StepSpec } from '../kit/cog';
import { erred, failed, passed } from '../kit/reply';
import { textOf } from '../kit/step-data';

const comparisons: Readonly<Record<string, (actual: number, expected: number) => boolean>> = {
  exactly: (actual, expected) => actual === expected,
  'at least': (actual, expected) => actual >= expected,
  'at most': (actual, expected) => actual <= expected,
  'more than': (actual, expected) => actual > expected,
  'fewer than': (actual, expected) => actual < expected,
};

export const checkTextLength: StepSpec<undefined> = {
  stepId: 'CheckTextLength',
  name: 'Check the length of a text',
  help: 'Counts characters as a reader does: an emoji is one.',
  type: 'VALIDATION',
  expression:
    'the value (?<value>.+) should be (?<comparison>exactly|at least|at most|more than|fewer than) (?<length>\\d+) characters? long',
  expectedFields: [
    { key: 'value', type: 'ANYSCALAR', description: 'Text' },
    { key: 'comparison', type: 'STRING', description: `Comparison (${Object.keys(comparisons).join(', ')})` },
    { key: 'length', type: 'NUMERIC', description: 'Number of characters' },
  ],
  expectedRecords: [],
  run: (data) => {
    const [comparison, expected] = [textOf(data, 'comparison').toLowerCase(), Number(data['length'])];
    const compare = comparisons[comparison];
    if (!compare || Number.isNaN(expected))
      return erred('The length %s %s cannot be checked. Use one of: %s, and a number.', [
        comparison,
        textOf(data, 'length'),
        Object.keys(comparisons).join(', '),
      ]);
    const actual = [...new Intl.Segmenter().segment(textOf(data, 'value'))].length;
    if (compare(actual, expected)) return passed('The text is %d characters long, as expected', [actual]);
    return failed(`Expected the text to be ${comparison} %d characters long, but it was %d`, [expected, actual]);
  },
};
