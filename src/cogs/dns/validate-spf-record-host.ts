import type { StepSpec } from '../kit/cog';
import { failed, passed } from '../kit/reply';
import { textOf } from '../kit/step-data';
import { domainField, type Lookup } from './lookup';
import { findPolicies, spfRecord, spfRecords, termsOf } from './spf';

export const validateSpfRecordHost: StepSpec<Lookup> = {
  stepId: 'ValidateSpfRecordHost',
  name: "Check that a domain's SPF record includes a specific host",
  help: 'Looks at the domain’s own policy, not at the ones that it includes.',
  type: 'VALIDATION',
  expression: 'the SPF record for (?<domain>\\S+) should include (?<host>\\S+)',
  expectedFields: [domainField, { key: 'host', type: 'STRING', description: 'Host name' }],
  expectedRecords: [spfRecord],
  run: async (data, lookup) => {
    const [domain, host] = [textOf(data, 'domain'), textOf(data, 'host')];
    const [found] = await findPolicies(lookup, domain);
    if (found === undefined) return failed('Expected an SPF record for %s, but there was none', [domain]);
    const included = termsOf(found).some(
      (term) => term.replace(/^[+?~-]?[a-z0-9]+[:=]/i, '').toLowerCase() === host.toLowerCase(),
    );
    if (included) return passed('The SPF record for %s includes %s, as expected', [domain, host], spfRecords(found));
    return failed(
      'Expected the SPF record for %s to include %s, but it was %s',
      [domain, host, found],
      spfRecords(found),
    );
  },
};
