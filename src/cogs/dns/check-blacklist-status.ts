import type { StepSpec } from '../kit/cog';
import { failed, passed, tableRecord } from '../kit/reply';
import { textOf } from '../kit/step-data';
import { domainField, type Lookup } from './lookup';

/** Lists of senders of spam that are asked through DNS (RFC 5782). */
const blacklists = ['zen.spamhaus.org', 'bl.spamcop.net', 'b.barracudacentral.org'];

/** 127.0.0.2 and so on mean "listed"; 127.255.255.x says that the list would not answer. */
const isListing = (answer: string): boolean => /^127\.0\./.test(answer);

async function listingsOf(lookup: Lookup, address: string) {
  const name = address.split('.').reverse().join('.');
  const answers = await Promise.all(
    blacklists.map(async (blacklist) => ({ blacklist, address, found: await lookup(`${name}.${blacklist}`, 'A') })),
  );
  return answers.filter(({ found }) => found.some(isListing)).map(({ blacklist }) => ({ blacklist, address }));
}

export const checkBlacklistStatus: StepSpec<Lookup> = {
  stepId: 'CheckDomainBlacklistStatus',
  name: 'Check the blacklist status of a domain',
  help: `Looks for the domain’s IP addresses (version 4) on ${blacklists.join(', ')}.`,
  type: 'VALIDATION',
  expression: '(?<domain>\\S+) should not be blacklisted',
  expectedFields: [domainField],
  expectedRecords: [
    {
      id: 'listings',
      type: 'TABLE',
      guaranteedFields: [
        { key: 'blacklist', type: 'STRING', description: 'Blacklist that has the address' },
        { key: 'address', type: 'STRING', description: 'IP address' },
      ],
      mayHaveMoreFields: false,
    },
  ],
  run: async (data, lookup) => {
    const domain = textOf(data, 'domain');
    const addresses = await lookup(domain, 'A');
    if (addresses.length === 0)
      return failed('Expected %s not to be blacklisted, but it has no IP address to look for', [domain]);
    const listings = (await Promise.all(addresses.map((address) => listingsOf(lookup, address)))).flat();
    const records = [tableRecord('listings', 'Listings', { blacklist: 'Blacklist', address: 'IP address' }, listings)];
    if (listings.length === 0) return passed('%s is not blacklisted, as expected', [domain], records);
    return failed(
      'Expected %s not to be blacklisted, but it is on %s',
      [domain, [...new Set(listings.map(({ blacklist }) => blacklist))].join(', ')],
      records,
    );
  },
};
