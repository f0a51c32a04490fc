import type { StepSpec } from '../kit/cog';
import { erred, orderedRecords, passed } from '../kit/reply';
import { textOf } from '../kit/step-data';
import type { Browser } from './browser';
import { pageRecord, pageRecordOf } from './page-record';

export const navigateToPage: StepSpec<Browser> = {
  stepId: 'NavigateToPage',
  name: 'Navigate to a webpage',
  help: 'Follows redirects and keeps cookies; runs no scripts. A page with an error status is a page too: check its status.',
  type: 'ACTION',
  expression: 'navigate to (?<webPageUrl>.+)',
  expectedFields: [{ key: 'webPageUrl', type: 'URL', description: 'Page URL' }],
  expectedRecords: [
    {
      id: 'form',
      type: 'KEYVALUE',
      guaranteedFields: [{ key: 'url', type: 'URL', description: 'URL of the page' }],
      mayHaveMoreFields: true,
    },
    pageRecord,
  ],
  run: async (data, browser) => {
    const address = textOf(data, 'webPageUrl').trim();
    const complete = /^[a-z][a-z0-9+.-]*:\/\//i.test(address) ? address : `http://${address}`;
    if (!URL.canParse(complete))
      return erred('%s is no address. Write it like https://www.example.com/page.', [address]);
    const page = await browser.open({ method: 'GET', url: new URL(complete) });
    return passed(
      'Successfully navigated to %s',
      [page.url.href],
      [...orderedRecords(data, 'form', 'Form', { url: page.url.href }), pageRecordOf(page)],
    );
  },
};
