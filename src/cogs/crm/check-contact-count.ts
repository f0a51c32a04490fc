import type { StepSpec } from '../kit/cog';
import { failed, passed, tableRecord } from '../kit/reply';
import { textOf } from '../kit/step-data';
import { emailField } from './contact-record';
import type { CrmClient } from './crm-client';

export const checkContactCount: StepSpec<CrmClient> = {
  stepId: 'CheckContactCount',
  name: 'Check the number of CRM contacts with an email address',
  help: 'Finds duplicates, and contacts that should not be there.',
  type: 'VALIDATION',
  expression: 'there should be (?<count>\\d+) crm contacts? with email (?<email>.+)',
  expectedFields: [{ key: 'count', type: 'NUMERIC', description: 'Number of contacts' }, emailField],
  expectedRecords: [
    {
      id: 'contacts',
      type: 'TABLE',
      guaranteedFields: [
        { key: 'id', type: 'NUMERIC', description: "The contact's ID" },
        { key: 'email', type: 'EMAIL', description: "The contact's email address" },
      ],
      mayHaveMoreFields: true,
    },
  ],
  run: async (data, crm) => {
    const [email, expected] = [textOf(data, 'email'), Number(data['count'])];
    const contacts = await crm.find(email);
    const records = [tableRecord('contacts', 'Contacts', { id: 'ID', email: 'Email' }, contacts)];
    const what = expected === 1 ? 'CRM contact' : 'CRM contacts';
    if (contacts.length === expected)
      return passed(
        `There ${expected === 1 ? 'is' : 'are'} %d ${what} with email %s, as expected`,
        [expected, email],
        records,
      );
    return failed(
      `Expected %d ${what} with email %s, but there ${contacts.length === 1 ? 'was' : 'were'} %d`,
      [expected, email, contacts.length],
      records,
    );
  },
};
