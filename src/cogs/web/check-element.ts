import type { StepSpec } from '../kit/cog';
import { failed, passed } from '../kit/reply';
import { textOf } from '../kit/step-data';
import type { Browser } from './browser';
import { hasElement } from './find-element';
import { selectorField } from './page-record';

export const checkElement: StepSpec<Browser> = {
  stepId: 'CheckElement',
  name: 'Check that an element is on the current page',
  help: 'Looks at the page as the server sent it.',
  type: 'VALIDATION',
  expression: 'the page element (?<domQuerySelector>.+) should (?<operator>not exist|exist)',
  expectedFields: [
    selectorField("Element's DOM Query Selector"),
    { key: 'operator', type: 'STRING', description: 'Check Logic (exist, not exist)' },
  ],
  expectedRecords: [],
  run: (data, browser) => {
    const selector = textOf(data, 'domQuerySelector');
    const [found, wanted] = [
      hasElement(browser.page, selector),
      textOf(data, 'operator').toLowerCase() !== 'not exist',
    ];
    if (found === wanted)
      return passed(`The page element %s ${found ? 'exists' : 'does not exist'}, as expected`, [selector]);
    return failed(
      `Expected the page element %s to ${wanted ? 'exist' : 'not exist'}, but it ${found ? 'did' : 'did not'}`,
      [selector],
    );
  },
};
