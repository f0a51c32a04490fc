import type { FieldSpec, RecordSpec } from '../kit/cog';
import { orderedRecords, type ReplyRecord } from '../kit/reply';
import type { StepData } from '../kit/step-data';
import type { Contact } from './crm-client';

export const emailField: FieldSpec = { key: 'email', type: 'EMAIL', description: "Contact's email address" };

/** The record that contact steps leave, `{{crm.contact.email}}` and so on. */
export const contactRecord: RecordSpec = {
  id: 'contact',
  type: 'KEYVALUE',
  guaranteedFields: [
    { key: 'id', type: 'NUMERIC', description: "The contact's ID" },
    { key: 'email', type: 'EMAIL', description: "The contact's email address" },
    { key: 'createdAt', type: 'DATETIME', description: 'When the contact was created' },
    { key: 'updatedAt', type: 'DATETIME', description: 'When the contact was last changed' },
  ],
  mayHaveMoreFields: true,
};

export const contactRecords = (data: StepData, contact: Contact): readonly ReplyRecord[] =>
  orderedRecords(data, 'contact', 'Contact', contact);

const addressField: FieldSpec = { key: 'email', type: 'EMAIL', description: "The contact's email address" };

/** What became of the contacts of a bulk step, one in a row: `{{crm.failedContacts.1.message}}`. */
export const outcomeTable = (id: string, message: FieldSpec): RecordSpec => ({
  id,
  type: 'TABLE',
  guaranteedFields: [addressField, message],
  mayHaveMoreFields: false,
});

/** Contacts as a step's data give them: a list of them, or a map with keys that do not matter. */
export function listOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  return typeof value === 'object' && value !== null ? Object.values(value) : [];
}
