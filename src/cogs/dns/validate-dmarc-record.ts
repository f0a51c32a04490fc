import type { StepSpec } from '../kit/cog';
import { failed, passed } from '../kit/reply';
import { textOf } from '../kit/step-data';
import { domainField, type Lookup } from './lookup';
import { readTags } from './tags';

const policies = ['none', 'quarantine', 'reject'];

/** For each tag what its value must be like (RFC 7489, section 6.3). */
const rules: readonly (readonly [tag: string, isFine: (value: string) => boolean])[] = [
  ['p', (value) => policies.includes(value.toLowerCase())],
  ['sp', (value) => policies.includes(value.toLowerCase())],
  ['pct', (value) => /^\d+$/.test(value) && Number(value) <= 100],
  ['rua', (value) => value.split(',').every(isReportAddress)],
  ['ruf', (value) => value.split(',').every(isReportAddress)],
];

const isReportAddress = (address: string): boolean => /^mailto:\S+@\S+$/i.test(address);

/** What is wrong with a policy, or `undefined`. */
function faultOf(text: string): string | undefined {
  const tags = readTags(text);
  if (!tags.has('p')) return 'no policy (p)';
  const broken = rules.find(([tag, isFine]) => tags.has(tag) && !isFine(tags.get(tag) ?? ''));
  return broken && `a tag that means nothing, ${broken[0]}=${tags.get(broken[0]) ?? ''}`;
}

export const validateDmarcRecord: StepSpec<Lookup> = {
  stepId: 'ValidateDmarcRecord',
  name: "Check the validity of a domain's DMARC record",
  help: 'A domain has exactly one DMARC policy, at _dmarc in front of its name, that says what to do with mail that fails.',
  type: 'VALIDATION',
  expression: 'the DMARC record for (?<domain>\\S+) should be valid',
  expectedFields: [domainField],
  expectedRecords: [
    {
      id: 'dmarc',
      type: 'KEYVALUE',
      guaranteedFields: [
        { key: 'record', type: 'STRING', description: 'The record as published' },
        { key: 'policy', type: 'STRING', description: `What to do with mail that fails (${policies.join(', ')})` },
      ],
      mayHaveMoreFields: false,
    },
  ],
  run: async (data, lookup) => {
    const domain = textOf(data, 'domain');
    const [found, ...more] = (await lookup(`_dmarc.${domain}`, 'TXT')).filter((text) => /^v=DMARC1\b/i.test(text));
    if (found === undefined) return failed('Expected a DMARC record for %s, but there was none', [domain]);
    if (more.length > 0)
      return failed('Expected one DMARC record for %s, but there were %d', [domain, more.length + 1]);
    const records = [
      { id: 'dmarc', name: 'DMARC record', keyValue: { record: found, policy: readTags(found).get('p') ?? '' } },
    ];
    const fault = faultOf(found);
    if (fault !== undefined)
      return failed('Expected the DMARC record for %s to be valid, but it has %s', [domain, fault], records);
    return passed('The DMARC record for %s is valid', [domain], records);
  },
};
