import type { StepSpec } from '../kit/cog';
import { orderedRecords, passed } from '../kit/reply';
import type { Browser } from './browser';
import { cookiesRecord } from './page-record';

export const discoverCookies: StepSpec<Browser> = {
  stepId: 'DiscoverCookies',
  name: 'Discover cookies on the current page',
  help: 'Leaves the cookies that the browser would send to the current page for later steps, as {{web.cookies.visitor}}.',
  type: 'ACTION',
  expression: 'discover cookies on the current page',
  expectedFields: [],
  expectedRecords: [cookiesRecord],
  run: (data, { cookies }) =>
    passed(
      'Successfully discovered %d cookies',
      [Object.keys(cookies).length],
      orderedRecords(data, 'cookies', 'Cookies', cookies),
    ),
};
