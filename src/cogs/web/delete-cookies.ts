import type { StepSpec } from '../kit/cog';
import { failed, orderedRecords, passed } from '../kit/reply';
import { textOf } from '../kit/step-data';
import type { Browser } from './browser';
import { cookiesRecord } from './page-record';

export const deleteCookies: StepSpec<Browser> = {
  stepId: 'DeleteCookies',
  name: 'Delete cookies on the current page',
  help: 'The next request to the page goes without them, as that of a new visitor.',
  type: 'ACTION',
  expression: 'delete (?:the (?<cookie>[a-zA-Z0-9_-]+) cookie|all cookies)',
  expectedFields: [
    {
      key: 'cookie',
      type: 'STRING',
      optionality: 'OPTIONAL',
      description: 'Name of the cookie to delete (leave this blank to delete all cookies)',
    },
  ],
  expectedRecords: [cookiesRecord],
  run: (data, browser) => {
    const name = textOf(data, 'cookie');
    if (name !== '' && browser.cookies[name] === undefined) return failed('The current page has no cookie %s', [name]);
    browser.deleteCookies(name === '' ? undefined : name);
    return passed(
      'Successfully deleted %s',
      [name === '' ? 'all cookies' : `the ${name} cookie`],
      orderedRecords(data, 'cookies', 'Cookies', browser.cookies),
    );
  },
};
