import type { StepSpec } from '../kit/cog';
import { passed } from '../kit/reply';
import { textOf } from '../kit/step-data';
import type { Browser } from './browser';
import { isTickable, tick } from './fill-field';
import { findField } from './find-element';
import { selectorField } from './page-record';

export const checkBox: StepSpec<Browser> = {
  stepId: 'CheckBox',
  name: 'Check or uncheck a box',
  help: 'Works on check boxes and radio buttons.',
  type: 'ACTION',
  expression: '(?<action>uncheck|check) the box (?<domQuerySelector>.+)',
  expectedFields: [
    { key: 'action', type: 'STRING', description: 'Action (check or uncheck)' },
    selectorField("Box's DOM Query Selector, name or label"),
  ],
  expectedRecords: [],
  run: (data, browser) => {
    const [selector, action] = [textOf(data, 'domQuerySelector'), textOf(data, 'action').toLowerCase()];
    const field = findField(browser.page, selector);
    if (!isTickable(field))
      throw new Error(`${selector} is neither a check box nor a radio button. Fill it out instead.`);
    tick(browser.page, field, action !== 'uncheck');
    return passed(`Successfully ${action === 'uncheck' ? 'unchecked' : 'checked'} %s`, [selector]);
  },
};
