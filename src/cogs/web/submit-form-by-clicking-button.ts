import type { StepSpec } from '../kit/cog';
import { orderedRecords, passed } from '../kit/reply';
import { textOf } from '../kit/step-data';
import type { Browser } from './browser';
import { findButton } from './find-element';
import { pageRecord, pageRecordOf, selectorField } from './page-record';
import { submission } from './submit-form';

export const submitFormByClickingButton: StepSpec<Browser> = {
  stepId: 'SubmitFormByClickingButton',
  name: 'Submit a form by clicking a button',
  help: 'The button is found by CSS selector or by its text. As in a browser, required fields must be filled in.',
  type: 'ACTION',
  expression: 'submit the form by clicking (?<domQuerySelector>.+)',
  expectedFields: [selectorField("Button's DOM Query Selector or text")],
  expectedRecords: [
    {
      id: 'form',
      type: 'KEYVALUE',
      guaranteedFields: [
        { key: 'selector', type: 'STRING', description: 'Selector of the button' },
        { key: 'submittedAt', type: 'DATETIME', description: 'When the form was submitted' },
        { key: 'url', type: 'URL', description: 'URL of the form' },
      ],
      mayHaveMoreFields: false,
    },
    pageRecord,
  ],
  run: async (data, browser) => {
    const selector = textOf(data, 'domQuerySelector');
    const { url } = browser.page;
    const request = submission(browser.page, findButton(browser.page, selector));
    const submittedAt = new Date().toISOString();
    const page = await browser.open(request);
    return passed(
      'Successfully clicked button %s to submit the form; it led to %s',
      [selector, page.url.href],
      [...orderedRecords(data, 'form', 'Form', { selector, submittedAt, url: url.href }), pageRecordOf(page)],
    );
  },
};
