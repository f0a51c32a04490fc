import { checkValue } from '../kit/check-value';
import type { StepSpec } from '../kit/cog';
import { expectationField, operatorField, operatorGroup } from '../kit/operators';
import { erred, failed, messageOf, passed, tableRecord, type Reply } from '../kit/reply';
import { textOf, type StepData } from '../kit/step-data';
import { listOf, outcomeTable } from './contact-record';
import type { CrmClient } from './crm-client';

interface Check {
  readonly email: string;
  readonly message: string;
  readonly outcome: Reply['outcome'];
}

async function check(crm: CrmClient, email: string, data: StepData): Promise<Check> {
  const field = textOf(data, 'field');
  const [contact] = await crm.find(email);
  const reply = contact
    ? checkValue({ subject: `the ${field} field`, actual: contact[field], data })
    : failed('No CRM contact found with email %s', [email]);
  return { email, message: messageOf(reply), outcome: reply.outcome };
}

function replyTo(checks: readonly Check[], field: string): Reply {
  const erring = checks.find(({ outcome }) => outcome === 'ERROR');
  if (erring) return erred('%s', [erring.message]);
  const rows = (wanted: Check['outcome']) =>
    checks.filter(({ outcome }) => outcome === wanted).map(({ email, message: text }) => ({ email, message: text }));
  const [good, bad] = [rows('PASSED'), rows('FAILED')];
  const headers = { email: 'Email', message: 'Message' };
  const records = [
    tableRecord('passedContacts', 'Passed contacts', headers, good),
    tableRecord('failedContacts', 'Failed contacts', headers, bad),
  ];
  if (bad.length === 0)
    return passed('The %s field is as expected on all %d CRM contacts', [field, checks.length], records);
  return failed(
    '%d of %d CRM contacts are not as expected; the first is %s: %s',
    [bad.length, checks.length, bad[0]?.email, bad[0]?.message],
    records,
  );
}

const message = { key: 'message', type: 'STRING', description: 'What was found' } as const;

export const bulkCheckContactField: StepSpec<CrmClient> = {
  stepId: 'BulkCheckContactField',
  name: 'Check a field on multiple CRM contacts',
  help: 'Passes when the field is as expected on every one of the contacts.',
  type: 'VALIDATION',
  expression: `the (?<field>[a-zA-Z0-9_-]+) field on multiple crm contacts should ${operatorGroup} ?(?<expectation>.+)?`,
  expectedFields: [
    { key: 'emails', type: 'ANYNONSCALAR', description: "A list of the contacts' email addresses" },
    { key: 'field', type: 'STRING', description: 'Field name to check' },
    operatorField,
    expectationField,
  ],
  expectedRecords: [outcomeTable('passedContacts', message), outcomeTable('failedContacts', message)],
  run: async (data, crm) => {
    const emails = listOf(data['emails']).map(String);
    if (emails.length === 0)
      return erred('There are no contacts to check. Add a list of email addresses to the step’s data under emails.');
    const checks: Check[] = [];
    for (const email of emails) checks.push(await check(crm, email, data));
    return replyTo(checks, textOf(data, 'field'));
  },
};
