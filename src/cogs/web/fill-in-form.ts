import { isRecord } from '../../base/json';
import type { StepSpec } from '../kit/cog';
import { erred, passed, tableRecord } from '../kit/reply';
import { textOf } from '../kit/step-data';
import type { Browser } from './browser';
import { fillField } from './fill-field';
import { findField } from './find-element';

export const fillInForm: StepSpec<Browser> = {
  stepId: 'FillInForm',
  name: 'Fill in several form fields',
  help: 'Does what “fill out … with …” does, for one field after the other. Stops at the first field that cannot be filled in.',
  type: 'ACTION',
  expression: 'fill in the form fields',
  expectedFields: [
    {
      key: 'values',
      type: 'MAP',
      description: 'A map of fields to values',
      help: 'A field is named by its CSS selector, its name or its label.',
    },
  ],
  expectedRecords: [
    {
      id: 'fields',
      type: 'TABLE',
      guaranteedFields: [
        { key: 'selector', type: 'STRING', description: 'Selector of the field' },
        { key: 'input', type: 'STRING', description: 'Value that was filled in' },
      ],
      mayHaveMoreFields: false,
    },
  ],
  run: (data, browser) => {
    const { values } = data;
    if (!isRecord(values))
      return erred('The form needs a map of fields to values. Add it to the step’s data under values.');
    const rows = Object.keys(values).map((selector) => ({ selector, input: textOf(values, selector) }));
    for (const { selector, input } of rows) fillField(browser.page, findField(browser.page, selector), input);
    return passed(
      'Successfully filled in %d fields',
      [rows.length],
      [tableRecord('fields', 'Fields', { selector: 'Field', input: 'Value' }, rows)],
    );
  },
};
