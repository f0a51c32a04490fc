import type { StepSpec } from '../kit/cog';
import { orderedRecords, passed } from '../kit/reply';
import { textOf } from '../kit/step-data';
import type { Browser } from './browser';
import { fillField } from './fill-field';
import { findField } from './find-element';
import { selectorField } from './page-record';

export const enterValueIntoField: StepSpec<Browser> = {
  stepId: 'EnterValueIntoField',
  name: 'Fill out a form field',
  help: 'The field is found by CSS selector, by its name or by its label. A box is ticked by true, a list takes an option’s value or text.',
  type: 'ACTION',
  expression: 'fill out (?<domQuerySelector>.+) with (?<value>.+)',
  expectedFields: [
    selectorField("Field's DOM Query Selector, name or label"),
    { key: 'value', type: 'ANYSCALAR', description: 'Field Value' },
  ],
  expectedRecords: [
    {
      id: 'form',
      type: 'KEYVALUE',
      guaranteedFields: [
        { key: 'selector', type: 'STRING', description: 'Selector of the field' },
        { key: 'input', type: 'STRING', description: 'Value that was filled in' },
      ],
      mayHaveMoreFields: true,
    },
  ],
  run: (data, browser) => {
    const [selector, value] = [textOf(data, 'domQuerySelector'), textOf(data, 'value')];
    fillField(browser.page, findField(browser.page, selector), value);
    return passed(
      'Successfully filled out %s with %s',
      [selector, value],
      orderedRecords(data, 'form', 'Form', { selector, input: value, url: browser.page.url.href }),
    );
  },
};
