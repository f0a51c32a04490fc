import { checkValue } from '../kit/check-value';
import type { StepSpec } from '../kit/cog';
import { expectationField, operatorField, operatorGroup } from '../kit/operators';
import { failed } from '../kit/reply';
import { textOf } from '../kit/step-data';
import { contactRecord, contactRecords, emailField } from './contact-record';
import type { CrmClient } from './crm-client';

export const checkContactField: StepSpec<CrmClient> = {
  stepId: 'CheckContactField',
  name: 'Check a field on a CRM contact',
  help: 'A field that the contact does not have counts as not set.',
  type: 'VALIDATION',
  expression: `the (?<field>[a-zA-Z0-9_-]+) field on crm contact (?<email>.+) should ${operatorGroup} ?(?<expectation>.+)?`,
  expectedFields: [
    emailField,
    { key: 'field', type: 'STRING', description: 'Field name to check' },
    operatorField,
    expectationField,
  ],
  expectedRecords: [contactRecord],
  run: async (data, crm) => {
    const [email, field] = [textOf(data, 'email'), textOf(data, 'field')];
    const [contact] = await crm.find(email);
    if (!contact) return failed('No CRM contact found with email %s', [email]);
    return checkValue({
      subject: `the ${field} field`,
      actual: contact[field],
      data,
      records: contactRecords(data, contact),
    });
  },
};
