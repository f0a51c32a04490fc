import type { CogSpec } from '../kit/cog';
import { checkBlacklistStatus } from './check-blacklist-status';
import { checkIpAddress } from './check-ip-address';
import { checkRecord } from './check-record';
import { createLookup, type Lookup } from './lookup';
import { validateDkimRecord } from './validate-dkim-record';
import { validateDmarcRecord } from './validate-dmarc-record';
import { validateSpfRecord } from './validate-spf-record';
import { validateSpfRecordHost } from './validate-spf-record-host';

/** Checks of the domain name system. `COG_DNS_SERVERS` (address:port, with commas) names the servers to ask, else the system's. */
export const dnsCog: CogSpec<Lookup> = {
  name: 'sandbox/dns',
  label: 'DNS',
  version: '1.0.0',
  homepage: '',
  authHelpUrl: '',
  authFields: [],
  steps: [
    checkRecord,
    checkIpAddress,
    checkBlacklistStatus,
    validateSpfRecord,
    validateSpfRecordHost,
    validateDkimRecord,
    validateDmarcRecord,
  ],
  createState: () => createLookup(process.env['COG_DNS_SERVERS']),
};
