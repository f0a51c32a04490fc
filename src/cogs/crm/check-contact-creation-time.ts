import type { StepSpec } from '../kit/cog';
import { dateOf } from '../kit/operators';
import { erred, failed, orderedRecords, passed } from '../kit/reply';
import { textOf } from '../kit/step-data';
import { contactRecord, emailField } from './contact-record';
import type { CrmClient } from './crm-client';

export const checkContactCreationTime: StepSpec<CrmClient> = {
  stepId: 'CheckContactCreationTime',
  name: 'Check the time to create a CRM contact from a form',
  help: 'Compares when the form was submitted with when the contact was created. Usually stands behind a step that submits the form, and takes {{web.form.submittedAt}} from it.',
  type: 'VALIDATION',
  expression: 'the crm contact (?<email>.+) should be created within (?<seconds>\\d+) seconds? of (?<submittedAt>.+)',
  expectedFields: [
    emailField,
    { key: 'seconds', type: 'NUMERIC', description: 'Seconds that it may take' },
    {
      key: 'submittedAt',
      type: 'DATETIME',
      description: 'When the form was submitted',
      help: 'Please use the {{web.form.submittedAt}} token if available.',
    },
  ],
  expectedRecords: [
    {
      ...contactRecord,
      guaranteedFields: [
        ...contactRecord.guaranteedFields,
        { key: 'timeSpan', type: 'NUMERIC', description: 'Seconds from the form to the contact' },
      ],
    },
  ],
  run: async (data, crm) => {
    const [email, submittedAt, longest] = [textOf(data, 'email'), textOf(data, 'submittedAt'), Number(data['seconds'])];
    if (Number.isNaN(dateOf(submittedAt)) || Number.isNaN(longest))
      return erred('“%s” and “%s” are no time and no number of seconds. Write the time as 2026-03-01T12:00:00Z.', [
        submittedAt,
        textOf(data, 'seconds'),
      ]);
    const [contact] = await crm.find(email);
    if (!contact) return failed('No CRM contact found with email %s', [email]);
    // The time of the form comes in whole seconds.
    const timeSpan = Math.floor((dateOf(textOf(contact, 'createdAt')) - dateOf(submittedAt)) / 1000);
    const records = orderedRecords(data, 'contact', 'Contact', { ...contact, timeSpan });
    if (timeSpan >= 0 && timeSpan <= longest)
      return passed(
        'The CRM contact %s was created %d seconds after the form was submitted, as expected',
        [email, timeSpan],
        records,
      );
    if (timeSpan < 0)
      return failed(
        'Expected the CRM contact %s to be created from the form, but it was there %d seconds before',
        [email, -timeSpan],
        records,
      );
    return failed(
      'Expected the CRM contact %s to be created within %d seconds, but it took %d',
      [email, longest, timeSpan],
      records,
    );
  },
};
