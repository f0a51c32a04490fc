import type { StepSpec } from '../kit/cog';
import { failed, passed, tableRecord } from '../kit/reply';
import { textOf } from '../kit/step-data';
import { domainField, type Lookup } from './lookup';

export const checkIpAddress: StepSpec<Lookup> = {
  stepId: 'CheckIpAddress',
  name: 'Check the IP address of a domain',
  help: 'An address of version 4 or 6 will do.',
  type: 'VALIDATION',
  expression: 'an IP address should exist for (?<domain>\\S+)',
  expectedFields: [domainField],
  expectedRecords: [
    {
      id: 'addresses',
      type: 'TABLE',
      guaranteedFields: [{ key: 'address', type: 'STRING', description: 'IP address' }],
      mayHaveMoreFields: false,
    },
  ],
  run: async (data, lookup) => {
    const domain = textOf(data, 'domain');
    const addresses = [...(await lookup(domain, 'A')), ...(await lookup(domain, 'AAAA'))];
    const record = tableRecord(
      'addresses',
      'IP addresses',
      { address: 'Address' },
      addresses.map((address) => ({ address })),
    );
    if (addresses.length > 0) return passed('The IP address of %s is %s', [domain, addresses.join(', ')], [record]);
    return failed('Expected an IP address for %s, but there was none', [domain], [record]);
  },
};
