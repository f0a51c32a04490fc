import type { CogSpec } from '../kit/cog';
import { bulkCheckContactField } from './bulk-check-contact-field';
import { bulkSaveContacts } from './bulk-save-contacts';
import { checkContactCount } from './check-contact-count';
import { checkContactCreationTime } from './check-contact-creation-time';
import { checkContactField } from './check-contact-field';
import { createOrUpdateContact } from './create-or-update-contact';
import { CrmClient } from './crm-client';
import { deleteContact } from './delete-contact';
import { discoverContact } from './discover-contact';

/** Contacts of the demonstration CRM, through its REST API. */
export const crmCog: CogSpec<CrmClient> = {
  name: 'sandbox/crm',
  label: 'Demonstration CRM',
  version: '1.0.0',
  homepage: '',
  authHelpUrl: '',
  authFields: [
    { key: 'instanceUrl', type: 'URL', description: 'Address of the CRM (e.g. http://127.0.0.1:4180)' },
    { key: 'apiKey', type: 'STRING', description: 'API key' },
  ],
  steps: [
    createOrUpdateContact,
    deleteContact,
    discoverContact,
    checkContactField,
    checkContactCount,
    checkContactCreationTime,
    bulkSaveContacts,
    bulkCheckContactField,
  ],
  createState: (connection) => new CrmClient(connection),
};
