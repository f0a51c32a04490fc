import { checkValue } from '../kit/check-value';
import type { StepSpec } from '../kit/cog';
import { textOf } from '../kit/step-data';
import { expectationField, operatorField, operatorGroup } from '../kit/operators';
import type { Browser } from './browser';
import { cookiesRecord } from './page-record';

export const checkCookie: StepSpec<Browser> = {
  stepId: 'CheckCookie',
  name: 'Check a cookie on the current page',
  help: 'Sees the cookies that the browser would send to the current page.',
  type: 'VALIDATION',
  expression: `the (?<cookie>[a-zA-Z0-9_-]+) cookie should ${operatorGroup} ?(?<expectation>.+)?`,
  expectedFields: [
    { key: 'cookie', type: 'STRING', description: 'Cookie name to check' },
    operatorField,
    expectationField,
  ],
  expectedRecords: [cookiesRecord],
  run: (data, browser) => {
    const name = textOf(data, 'cookie');
    const { cookies } = browser;
    return checkValue({
      subject: `the ${name} cookie`,
      actual: cookies[name],
      data,
      records: [{ id: 'cookies', name: 'Cookies', keyValue: cookies }],
    });
  },
};
