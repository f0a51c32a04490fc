import type { StepSpec } from '../kit/cog';
import { failed, passed } from '../kit/reply';
import { textOf } from '../kit/step-data';
import { contactRecord, contactRecords, emailField } from './contact-record';
import type { CrmClient } from './crm-client';

export const deleteContact: StepSpec<CrmClient> = {
  stepId: 'DeleteContact',
  name: 'Delete a CRM contact',
  help: 'Fails where there is no such contact.',
  type: 'ACTION',
  expression: 'delete the (?<email>.+) crm contact',
  expectedFields: [emailField],
  expectedRecords: [contactRecord],
  run: async (data, crm) => {
    const email = textOf(data, 'email');
    const [contact] = await crm.find(email);
    if (!contact) return failed('No CRM contact found with email %s', [email]);
    await crm.delete(contact);
    return passed('Successfully deleted CRM contact %s', [email], contactRecords(data, contact));
  },
};
