import { checkValue } from '../kit/check-value';
import type { StepSpec } from '../kit/cog';
import { textOf } from '../kit/step-data';
import { expectationField, operatorFieldWith, operatorGroupWith } from '../kit/operators';
import { erred, failed, passed, type Reply } from '../kit/reply';
import type { Browser } from './browser';
import { titleOf } from './page-record';

const ownOperators = ['exist', 'not be longer than'];

export const checkMetaTag: StepSpec<Browser> = {
  stepId: 'CheckMetaTag',
  name: 'Check current page meta tag',
  help: 'Finds the tag by its name or property, such as description or og:title; title is the page’s title.',
  type: 'VALIDATION',
  expression: `the (?<metaName>\\S+) meta tag on the current page should ${operatorGroupWith(...ownOperators)} ?(?<expectation>.+)?`,
  expectedFields: [
    { key: 'metaName', type: 'STRING', description: 'Meta Tag name' },
    operatorFieldWith(...ownOperators),
    expectationField,
  ],
  expectedRecords: [],
  run: (data, browser) => {
    const name = textOf(data, 'metaName');
    const { page } = browser;
    const wanted = name.toLowerCase();
    const tag = page
      .$('meta')
      .filter((_, meta) =>
        [page.$(meta).attr('name'), page.$(meta).attr('property')].some((known) => known?.toLowerCase() === wanted),
      );
    const actual = tag.first().attr('content') ?? (wanted === 'title' ? titleOf(page) : undefined);
    const operator = textOf(data, 'operator').toLowerCase();
    if (operator === 'not be longer than') return checkLength(name, actual ?? '', textOf(data, 'expectation'));
    return checkValue({
      subject: `the ${name} meta tag`,
      actual,
      data: operator === 'exist' ? { ...data, operator: 'be set' } : data,
    });
  },
};

/** Search engines cut titles and descriptions off. */
function checkLength(name: string, actual: string, expectation: string): Reply {
  const longest = Number(expectation);
  if (expectation === '' || Number.isNaN(longest))
    return erred('The check “not be longer than” needs a number of characters. Add the expectation.');
  if (actual.length <= longest)
    return passed('The %s meta tag is %d characters long, as expected', [name, actual.length]);
  return failed('Expected the %s meta tag to not be longer than %d characters, but it was %d characters long', [
    name,
    longest,
    actual.length,
  ]);
}
