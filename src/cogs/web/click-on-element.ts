import type { StepSpec } from '../kit/cog';
import { failed, orderedRecords, passed } from '../kit/reply';
import { textOf } from '../kit/step-data';
import type { Browser, Page } from './browser';
import { isTickable, tick } from './fill-field';
import { findElement, type Elements } from './find-element';
import { pageRecord, pageRecordOf, selectorField } from './page-record';
import { submission } from './submit-form';

const submits = 'button:not([type]), button[type=submit], input[type=submit], input[type=image]';

/** What a click does without scripts; `undefined` where it does nothing. */
async function click(browser: Browser, element: Elements): Promise<Page | undefined> {
  const { page } = browser;
  const link = element.closest('a[href]').attr('href');
  if (link !== undefined && URL.canParse(link, page.url.href))
    return browser.open({ method: 'GET', url: new URL(link, page.url) });
  if (element.is(submits)) return browser.open(submission(page, element));
  if (!isTickable(element)) return undefined;
  tick(page, element, element.is('[type=radio]') || !element.is('[checked]'));
  return page;
}

export const clickOnElement: StepSpec<Browser> = {
  stepId: 'ClickOnElement',
  name: 'Click an element on a page',
  help: 'Follows a link, submits a form, or ticks a box. Elements that need scripts do nothing here, and the step fails.',
  type: 'ACTION',
  expression: 'click the page element (?<domQuerySelector>.+)',
  expectedFields: [selectorField("Element's DOM Query Selector")],
  expectedRecords: [
    {
      id: 'form',
      type: 'KEYVALUE',
      guaranteedFields: [{ key: 'selector', type: 'STRING', description: 'Selector of the element' }],
      mayHaveMoreFields: true,
    },
    pageRecord,
  ],
  run: async (data, browser) => {
    const selector = textOf(data, 'domQuerySelector');
    const page = await click(browser, findElement(browser.page, selector));
    if (!page)
      return failed(
        'A click on %s does nothing in a browser without scripts. Choose a link, a submit button or a box.',
        [selector],
      );
    return passed(
      'Successfully clicked element: %s',
      [selector],
      [...orderedRecords(data, 'form', 'Form', { selector, url: page.url.href }), pageRecordOf(page)],
    );
  },
};
