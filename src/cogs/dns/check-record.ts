import type { StepSpec } from '../kit/cog';
import { erred, failed, passed, tableRecord, type Reply, type ReplyRecord } from '../kit/reply';
import { textOf } from '../kit/step-data';
import { domainField, recordTypes, type Lookup } from './lookup';

/** What a check makes of all values of a record; those that need no expectation ignore it. */
const operators: Readonly<Record<string, (values: readonly string[], expected: string) => boolean>> = {
  exist: (values) => values.length > 0,
  'not exist': (values) => values.length === 0,
  be: (values, expected) => values.some((value) => isSame(value, expected)),
  'not be': (values, expected) => !values.some((value) => isSame(value, expected)),
  contain: (values, expected) => values.some((value) => value.toLowerCase().includes(expected.toLowerCase())),
  'not contain': (values, expected) => !values.some((value) => value.toLowerCase().includes(expected.toLowerCase())),
};

/** Names are the same in any case, with or without the root's dot. */
const isSame = (value: string, expected: string): boolean => canonical(value) === canonical(expected);
const canonical = (value: string): string => value.trim().toLowerCase().replace(/\.$/, '');

const table = (values: readonly string[]): ReplyRecord =>
  tableRecord(
    'records',
    'DNS records',
    { value: 'Value' },
    values.map((value) => ({ value })),
  );

export const checkRecord: StepSpec<Lookup> = {
  stepId: 'CheckRecord',
  name: 'Check a DNS record of a domain',
  help: 'Where a domain has several records of the type, one that fits is enough. An MX record is written as priority and host: 10 mail.example.com.',
  type: 'VALIDATION',
  expression: `the (?<type>${recordTypes.join('|')}) record of (?<domain>\\S+) should (?<operator>exist|not exist|be|contain|not be|not contain) ?(?<expectation>.+)?`,
  expectedFields: [
    { key: 'type', type: 'STRING', description: `Record type (${recordTypes.join(', ')})` },
    domainField,
    { key: 'operator', type: 'STRING', description: `Check Logic (${Object.keys(operators).join(', ')})` },
    {
      key: 'expectation',
      type: 'STRING',
      optionality: 'OPTIONAL',
      description: 'Expected value',
      help: 'Not needed to check whether a record exists.',
    },
  ],
  expectedRecords: [
    {
      id: 'records',
      type: 'TABLE',
      guaranteedFields: [{ key: 'value', type: 'STRING', description: 'Value of the record' }],
      mayHaveMoreFields: false,
    },
  ],
  run: async (data, lookup) => {
    const [domain, operator, expected] = [
      textOf(data, 'domain'),
      textOf(data, 'operator').toLowerCase(),
      textOf(data, 'expectation'),
    ];
    const type = recordTypes.find((known) => known === textOf(data, 'type').toUpperCase());
    const check = operators[operator];
    if (!type || !check)
      return erred('“%s %s” cannot be checked. Use a record type of %s and one of: %s.', [
        textOf(data, 'type'),
        operator,
        recordTypes.join(', '),
        Object.keys(operators).join(', '),
      ]);
    if (operator.endsWith('exist'))
      return answer({
        type,
        domain,
        what: operator,
        values: await lookup(domain, type),
        check: (values) => check(values, ''),
      });
    if (expected === '') return erred('The check “%s” needs a value to compare with. Add the expectation.', [operator]);
    return answer({
      type,
      domain,
      what: `${operator} ${expected}`,
      values: await lookup(domain, type),
      check: (values) => check(values, expected),
    });
  },
};

interface Finding {
  readonly type: string;
  readonly domain: string;
  /** What the record should do: `be 127.0.0.1`. */
  readonly what: string;
  readonly values: readonly string[];
  readonly check: (values: readonly string[]) => boolean;
}

function answer({ type, domain, what, values, check }: Finding): Reply {
  const shown = values.join(', ') || 'not there';
  if (check(values))
    return passed('The %s record of %s was found to %s: it is %s', [type, domain, what, shown], [table(values)]);
  return failed('Expected the %s record of %s to %s, but it was %s', [type, domain, what, shown], [table(values)]);
}
