import { checkValue } from '../kit/check-value';
import type { StepSpec } from '../kit/cog';
import { textOf } from '../kit/step-data';
import { expectationField, operatorField, operatorGroup } from '../kit/operators';
import type { Browser } from './browser';

export const checkHeader: StepSpec<Browser> = {
  stepId: 'CheckHeader',
  name: 'Check a header of the current page',
  help: 'Header names are the same in upper and lower case. Later steps use the headers by their names in lower case, as {{web.headers.content-type}}.',
  type: 'VALIDATION',
  expression: `the (?<header>[a-zA-Z0-9_-]+) header of the current page should ${operatorGroup} ?(?<expectation>.+)?`,
  expectedFields: [
    { key: 'header', type: 'STRING', description: 'Header name to check' },
    operatorField,
    expectationField,
  ],
  expectedRecords: [{ id: 'headers', type: 'KEYVALUE', guaranteedFields: [], mayHaveMoreFields: true }],
  run: (data, { page: { headers } }) => {
    const header = textOf(data, 'header');
    return checkValue({
      subject: `the ${header} header`,
      actual: headers[header.toLowerCase()],
      data,
      records: [{ id: 'headers', name: 'Headers', keyValue: headers }],
    });
  },
};
