import { isRecord } from '../../base/json';
import type { StepSpec } from '../kit/cog';
import { erred, failed, passed, tableRecord } from '../kit/reply';
import { listOf, outcomeTable } from './contact-record';
import type { CrmClient } from './crm-client';

type Outcome = { readonly email: string; readonly id: unknown } | { readonly email: string; readonly message: string };

async function save(crm: CrmClient, contact: unknown): Promise<Outcome> {
  const email = isRecord(contact) && typeof contact['email'] === 'string' ? contact['email'] : '';
  if (!isRecord(contact) || email === '') return { email, message: 'The contact needs an email.' };
  try {
    return { email, id: (await crm.save(contact)).contact['id'] };
  } catch (error) {
    return { email, message: error instanceof Error ? error.message : String(error) };
  }
}

export const bulkSaveContacts: StepSpec<CrmClient> = {
  stepId: 'BulkCreateOrUpdateContacts',
  name: 'Bulk create or update CRM contacts',
  help: 'Saves one contact after the other, and goes on past those that the CRM refuses.',
  type: 'ACTION',
  expression: 'bulk create or update crm contacts',
  expectedFields: [
    {
      key: 'contacts',
      type: 'ANYNONSCALAR',
      description: 'A list of contacts, each a map of field names to field values',
      help: 'email is required in each.',
    },
  ],
  expectedRecords: [
    outcomeTable('savedContacts', { key: 'id', type: 'NUMERIC', description: "The contact's ID" }),
    outcomeTable('failedContacts', { key: 'message', type: 'STRING', description: 'Why the contact was not saved' }),
  ],
  run: async (data, crm) => {
    const contacts = listOf(data['contacts']);
    if (contacts.length === 0)
      return erred('There are no contacts to save. Add a list of them to the step’s data under contacts.');
    const outcomes: Outcome[] = [];
    for (const contact of contacts) outcomes.push(await save(crm, contact));
    const refused = outcomes.filter((outcome) => 'message' in outcome);
    const saved = outcomes.filter((outcome) => 'id' in outcome);
    const records = [
      tableRecord('savedContacts', 'Saved contacts', { email: 'Email', id: 'ID' }, saved),
      tableRecord('failedContacts', 'Failed contacts', { email: 'Email', message: 'Message' }, refused),
    ];
    if (refused.length === 0) return passed('Successfully saved %d CRM contacts', [saved.length], records);
    return failed(
      'Saved %d of %d CRM contacts; the first that failed was %s: %s',
      [saved.length, contacts.length, refused[0]?.email, refused[0]?.message],
      records,
    );
  },
};
