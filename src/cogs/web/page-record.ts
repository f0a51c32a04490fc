import type { RecordSpec } from '../kit/cog';
import type { ReplyRecord } from '../kit/reply';
import type { Page } from './browser';

/** The record of the page that a step led to: `{{web.page.url}}`, `{{web.page.status}}`, `{{web.page.title}}`. */
export const pageRecord: RecordSpec = {
  id: 'page',
  type: 'KEYVALUE',
  guaranteedFields: [
    { key: 'url', type: 'URL', description: 'Address of the page, after redirects' },
    { key: 'status', type: 'NUMERIC', description: 'HTTP status of the page' },
    { key: 'title', type: 'STRING', description: 'Title of the page' },
  ],
  mayHaveMoreFields: false,
};

/** The cookies of the current page, `{{web.cookies.visitor}}`. */
export const cookiesRecord: RecordSpec = {
  id: 'cookies',
  type: 'KEYVALUE',
  guaranteedFields: [],
  mayHaveMoreFields: true,
};

export const titleOf = ({ $ }: Page): string => $('title').first().text().trim();

export const pageRecordOf = (page: Page): ReplyRecord => ({
  id: 'page',
  name: 'Page',
  keyValue: { url: page.url.href, status: page.status, title: titleOf(page) },
});

export const selectorField = (description: string) =>
  ({ key: 'domQuerySelector', type: 'STRING', description }) as const;
