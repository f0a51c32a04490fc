import { checkValue } from '../kit/check-value';
import type { StepSpec } from '../kit/cog';
import { textOf } from '../kit/step-data';
import { expectationField, operatorField, operatorGroup } from '../kit/operators';
import type { Browser } from './browser';
import { titleOf } from './page-record';

export const checkMetaTag: StepSpec<Browser> = {
  stepId: 'CheckMetaTag',
  name: 'Check current page meta tag',
  help: 'Finds the tag by its name or property, such as description or og:title; title is the page’s title.',
  type: 'VALIDATION',
  expression: `the (?<metaName>\\S+) meta tag on the current page should ${operatorGroup} ?(?<expectation>.+)?`,
  expectedFields: [{ key: 'metaName', type: 'STRING', description: 'Meta Tag name' }, operatorField, expectationField],
  expectedRecords: [],
  run: (data, browser) => {
    const name = textOf(data, 'metaName');
    const { page } = browser;
    const wanted = name.toLowerCase();
    const tag = page.$('meta').filter((_, meta) => [page.$(meta).attr('name'), page.$(meta).attr('property')].some((known) => known?.toLowerCase() === wanted));
    const actual = tag.first().attr('content') ?? (wanted === 'title' ? titleOf(page) : undefined);
    return checkValue({ subject: `the ${name} meta tag`, actual, data });
  },
};
