import type { StepSpec } from '../kit/cog';
import { passed } from '../kit/reply';
import { textOf } from '../kit/step-data';
import type { Browser } from './browser';
import { fillField } from './fill-field';
import { findField } from './find-element';
import { selectorField } from './page-record';

export const chooseOption: StepSpec<Browser> = {
  stepId: 'ChooseOption',
  name: 'Choose an option of a list',
  help: 'The option is named by its value or by its text.',
  type: 'ACTION',
  expression: 'choose (?<value>.+) from (?<domQuerySelector>.+)',
  expectedFields: [
    { key: 'value', type: 'ANYSCALAR', description: 'Value or text of the option' },
    selectorField("List's DOM Query Selector, name or label"),
  ],
  expectedRecords: [],
  run: (data, browser) => {
    const [selector, value] = [textOf(data, 'domQuerySelector'), textOf(data, 'value')];
    const field = findField(browser.page, selector);
    if (!field.is('select')) throw new Error(`${selector} is no list of options. Fill it out instead.`);
    fillField(browser.page, field, value);
    return passed('Successfully chose %s from %s', [value, selector]);
  },
};
