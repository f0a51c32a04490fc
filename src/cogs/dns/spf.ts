import type { RecordSpec } from '../kit/cog';
import type { ReplyRecord } from '../kit/reply';
import type { Lookup } from './lookup';

/** RFC 7208, section 4.5: a record that begins so, and nothing else, is a policy. */
const policy = /^v=spf1(?: |$)/i;
const mechanism =
  /^[+?~-]?(?:all|include:\S+|a(?:[:/]\S+)?|mx(?:[:/]\S+)?|ptr(?::\S+)?|ip4:[\d./]+|ip6:[\da-f:./]+|exists:\S+)$/i;
const modifier = /^[a-z][\w.-]*=\S*$/i;

/** The SPF policies of a domain; a valid domain has exactly one. */
export async function findPolicies(lookup: Lookup, domain: string): Promise<readonly string[]> {
  return (await lookup(domain, 'TXT')).filter((text) => policy.test(text));
}

/** The terms of a policy, without its version. */
export const termsOf = (text: string): readonly string[] => text.trim().split(/ +/).slice(1);

/** The first term that RFC 7208 does not know; `undefined` for a valid policy. */
export const faultyTerm = (text: string): string | undefined =>
  termsOf(text).find((term) => !mechanism.test(term) && !modifier.test(term));

export const spfRecord: RecordSpec = {
  id: 'spf',
  type: 'KEYVALUE',
  guaranteedFields: [{ key: 'policy', type: 'STRING', description: 'The policy as published' }],
  mayHaveMoreFields: false,
};

export const spfRecords = (text: string): readonly ReplyRecord[] => [
  { id: 'spf', name: 'SPF policy', keyValue: { policy: text } },
];
