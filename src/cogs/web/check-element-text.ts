import { checkValue } from '../kit/check-value';
import type { StepSpec } from '../kit/cog';
import { textOf } from '../kit/step-data';
import { expectationField, operatorField, operatorGroup } from '../kit/operators';
import { visibleText, type Browser } from './browser';
import { findElement } from './find-element';
import { selectorField } from './page-record';

export const checkElementText: StepSpec<Browser> = {
  stepId: 'CheckElementText',
  name: 'Check the text of an element on the current page',
  help: 'Of several elements the first one is checked; of a form field, its value.',
  type: 'VALIDATION',
  expression: `the text of page element (?<domQuerySelector>.+) should ${operatorGroup} ?(?<expectation>.+)?`,
  expectedFields: [selectorField("Element's DOM Query Selector"), operatorField, expectationField],
  expectedRecords: [
    {
      id: 'element',
      type: 'KEYVALUE',
      guaranteedFields: [
        { key: 'selector', type: 'STRING', description: 'Selector of the element' },
        { key: 'text', type: 'STRING', description: 'Its text' },
      ],
      mayHaveMoreFields: false,
    },
  ],
  run: (data, browser) => {
    const selector = textOf(data, 'domQuerySelector');
    const element = findElement(browser.page, selector);
    const actual = element.is('input') ? element.attr('value') : visibleText(browser.page, selector);
    const record = { id: 'element', name: 'Element', keyValue: { selector, text: actual ?? '' } };
    return checkValue({ subject: `the text of ${selector}`, actual, data, records: [record] });
  },
};
