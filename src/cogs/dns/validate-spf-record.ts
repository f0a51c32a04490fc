import type { StepSpec } from '../kit/cog';
import { failed, passed } from '../kit/reply';
import { textOf } from '../kit/step-data';
import { domainField, type Lookup } from './lookup';
import { faultyTerm, findPolicies, spfRecord, spfRecords } from './spf';

export const validateSpfRecord: StepSpec<Lookup> = {
  stepId: 'ValidateSpfRecord',
  name: "Check the validity of a domain's SPF record",
  help: 'A domain has exactly one SPF policy, and each of its terms is one that RFC 7208 knows.',
  type: 'VALIDATION',
  expression: 'the SPF record for (?<domain>\\S+) should be valid',
  expectedFields: [domainField],
  expectedRecords: [spfRecord],
  run: async (data, lookup) => {
    const domain = textOf(data, 'domain');
    const [found, ...more] = await findPolicies(lookup, domain);
    if (found === undefined) return failed('Expected an SPF record for %s, but there was none', [domain]);
    if (more.length > 0) return failed('Expected one SPF record for %s, but there were %d', [domain, more.length + 1]);
    const fault = faultyTerm(found);
    if (fault !== undefined)
      return failed('Expected the SPF record for %s to be valid, but it has %s', [domain, fault], spfRecords(found));
    return passed('The SPF record for %s is valid', [domain], spfRecords(found));
  },
};
