import { isRecord } from '../../base/json';
import type { StepSpec } from '../kit/cog';
import { erred, passed } from '../kit/reply';
import { contactRecord, contactRecords } from './contact-record';
import type { CrmClient } from './crm-client';

export const createOrUpdateContact: StepSpec<CrmClient> = {
  stepId: 'CreateOrUpdateContact',
  name: 'Create or update a CRM contact',
  help: 'Finds the contact by its email address; creates it where there is none. Fields that are not named keep their values.',
  type: 'ACTION',
  expression: 'create or update a crm contact',
  expectedFields: [
    { key: 'contact', type: 'MAP', description: 'A map of field names to field values', help: 'email is required.' },
  ],
  expectedRecords: [contactRecord],
  run: async (data, crm) => {
    const { contact } = data;
    if (!isRecord(contact) || !contact['email'])
      return erred('The contact needs an email. Add it to the step’s data under contact.');
    const saved = await crm.save(contact);
    return passed(
      `Successfully ${saved.created ? 'created' : 'updated'} CRM contact %s`,
      [saved.contact['email']],
      contactRecords(data, saved.contact),
    );
  },
};
