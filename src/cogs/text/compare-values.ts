import { checkValue } from '../kit/check-value';
import type { StepSpec } from '../kit/cog';
import { expectationField, operatorField, operatorGroup } from '../kit/operators';

export const compareValues: StepSpec<undefined> = {
  stepId: 'CompareValues',
  name: 'Compare two values',
  help: 'Compares two texts, numbers or dates. At least one of them is usually a token.',
  type: 'VALIDATION',
  expression: `the value (?<value>.+) should ${operatorGroup} ?(?<expectation>.+)?`,
  expectedFields: [{ key: 'value', type: 'ANYSCALAR', description: 'Value' }, operatorField, expectationField],
  expectedRecords: [],
  run: (data) => checkValue({ subject: 'the value', actual: data['value'], data }),
};
