import type { StepSpec } from '../kit/cog';
import { failed, passed } from '../kit/reply';
import { textOf } from '../kit/step-data';
import { contactRecord, contactRecords, emailField } from './contact-record';
import type { CrmClient } from './crm-client';

export const discoverContact: StepSpec<CrmClient> = {
  stepId: 'DiscoverContact',
  name: 'Discover fields on a CRM contact',
  help: 'Leaves all fields of the contact for later steps, as {{crm.contact.email}}.',
  type: 'ACTION',
  expression: 'discover fields on crm contact (?<email>.+)',
  expectedFields: [emailField],
  expectedRecords: [contactRecord],
  run: async (data, crm) => {
    const email = textOf(data, 'email');
    const [contact] = await crm.find(email);
    if (!contact) return failed('No CRM contact found with email %s', [email]);
    return passed(
      'Successfully discovered %d fields on CRM contact %s',
      [Object.keys(contact).length, email],
      contactRecords(data, contact),
    );
  },
};
