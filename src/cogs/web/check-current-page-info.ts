import { checkValue } from '../kit/check-value';
import type { StepSpec } from '../kit/cog';
import { expectationField, operatorField, operatorGroup } from '../kit/operators';
import { erred } from '../kit/reply';
import { textOf } from '../kit/step-data';
import { visibleText, type Browser, type Page } from './browser';
import { pageRecord, pageRecordOf, titleOf } from './page-record';

const details: Readonly<Record<string, (page: Page) => unknown>> = {
  status: ({ status }) => status,
  text: (page) => visibleText(page),
  url: ({ url }) => url.href,
  title: titleOf,
};

export const checkCurrentPageInfo: StepSpec<Browser> = {
  stepId: 'CheckCurrentPageInfo',
  name: 'Check current page info',
  help: 'The text is what a reader sees, without markup and scripts.',
  type: 'VALIDATION',
  expression: `the (?<field>${Object.keys(details).join('|')}) of the current page should ${operatorGroup} ?(?<expectation>.+)?`,
  expectedFields: [
    { key: 'field', type: 'STRING', description: `Page Detail (${Object.keys(details).join(', ')})` },
    operatorField,
    expectationField,
  ],
  expectedRecords: [pageRecord],
  run: (data, browser) => {
    const field = textOf(data, 'field').toLowerCase();
    const read = details[field];
    if (!read) return erred('A page has no %s. Use one of: %s.', [field, Object.keys(details).join(', ')]);
    return checkValue({
      subject: `the ${field} of the current page`,
      actual: read(browser.page),
      data,
      records: [pageRecordOf(browser.page)],
    });
  },
};
