import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { dnsCog } from '../../../src/cogs/dns/dns-cog';
import { runStep } from '../../../src/cogs/kit/run-step';

const rsaKey = generateKeyPairSync('rsa', { modulusLength: 1024 })
  .publicKey.export({ format: 'der', type: 'spki' })
  .toString('base64');
const zone: Readonly<Record<string, readonly string[]>> = {
  'A acme.test': ['127.0.0.1'],
  'CNAME www.acme.test': ['Acme.test.'],
  'MX acme.test': ['10 mail.acme.test', '20 backup.acme.test'],
  'TXT acme.test': ['hello', 'v=spf1 include:_spf.mail.test ip4:192.0.2.0/24 ~all'],
  'TXT bad.test': ['v=spf1 inclde:x -all'],
  'TXT two.test': ['v=spf1 -all', 'v=spf1 ~all'],
  'TXT s1._domainkey.acme.test': [`v=DKIM1; k=rsa; p=${rsaKey}`],
  'TXT _dmarc.acme.test': ['v=DMARC1; p=quarantine; pct=50; rua=mailto:a@acme.test, mailto:b@acme.test'],
  'TXT _dmarc.bad.test': ['v=DMARC1; p=block'],
  'TXT _dmarc.share.test': ['v=DMARC1; p=none; pct=120'],
  'TXT _dmarc.two.test': ['v=DMARC1; p=none', 'v=DMARC1; p=reject'],
  'TXT _dmarc.empty.test': ['v=DMARC1; rua=mailto:a@empty.test'],
  'A spammer.test': ['192.0.2.66'],
  'A 66.2.0.192.zen.spamhaus.org': ['127.0.0.4'],
  'A 1.0.0.127.bl.spamcop.net': ['127.255.255.254'],
  'TXT old._domainkey.acme.test': ['v=DKIM1; p='],
};

async function run(stepId: string, data: Readonly<Record<string, unknown>>): Promise<string> {
  const { outcome, format, args } = await runStep(
    dnsCog,
    { stepId, data },
    () => (domain, type) => Promise.resolve(zone[`${type} ${domain}`] ?? []),
  );
  let next = 0;
  return `${outcome} ${format.replace(/%[sd]/g, () => String(args[next++]))}`;
}

describe('dns cog', () => {
  const cases: readonly (readonly [string, Readonly<Record<string, unknown>>, string])[] = [
    [
      'CheckRecord',
      { type: 'cname', domain: 'www.acme.test', operator: 'be', expectation: 'acme.test' },
      'PASSED The CNAME record of www.acme.test was found to be acme.test: it is Acme.test.',
    ],
    [
      'CheckRecord',
      { type: 'MX', domain: 'acme.test', operator: 'contain', expectation: 'mail.acme.test' },
      'PASSED The MX record of acme.test was found to contain mail.acme.test: it is 10 mail.acme.test, 20 backup.acme.test',
    ],
    [
      'CheckRecord',
      { type: 'A', domain: 'no.test', operator: 'exist' },
      'FAILED Expected the A record of no.test to exist, but it was not there',
    ],
    [
      'CheckRecord',
      { type: 'A', domain: 'no.test', operator: 'not exist' },
      'PASSED The A record of no.test was found to not exist: it is not there',
    ],
    [
      'CheckRecord',
      { type: 'A', domain: 'acme.test', operator: 'be' },
      'ERROR The check “be” needs a value to compare with. Add the expectation.',
    ],
    ['CheckIpAddress', { domain: 'acme.test' }, 'PASSED The IP address of acme.test is 127.0.0.1'],
    ['CheckIpAddress', { domain: 'no.test' }, 'FAILED Expected an IP address for no.test, but there was none'],
    ['ValidateSpfRecord', { domain: 'acme.test' }, 'PASSED The SPF record for acme.test is valid'],
    [
      'ValidateSpfRecord',
      { domain: 'bad.test' },
      'FAILED Expected the SPF record for bad.test to be valid, but it has inclde:x',
    ],
    ['ValidateSpfRecord', { domain: 'two.test' }, 'FAILED Expected one SPF record for two.test, but there were 2'],
    [
      'ValidateSpfRecordHost',
      { domain: 'acme.test', host: '_spf.mail.test' },
      'PASSED The SPF record for acme.test includes _spf.mail.test, as expected',
    ],
    [
      'ValidateSpfRecordHost',
      { domain: 'two.test', host: 'x' },
      'FAILED Expected the SPF record for two.test to include x, but it was v=spf1 -all',
    ],
    [
      'ValidateDkimRecord',
      { domain: 'acme.test', selector: 's1' },
      'PASSED The DKIM record for acme.test with selector s1 is valid',
    ],
    [
      'ValidateDkimRecord',
      { domain: 'acme.test', selector: 'old' },
      'FAILED Expected the DKIM record for acme.test with selector old to be valid, but it has an empty public key: it was revoked',
    ],
    [
      'ValidateDkimRecord',
      { domain: 'acme.test', selector: 'none' },
      'FAILED Expected a DKIM record for acme.test with selector none, but there was none',
    ],
  ];
  const more: typeof cases = [
    ['ValidateDmarcRecord', { domain: 'acme.test' }, 'PASSED The DMARC record for acme.test is valid'],
    [
      'ValidateDmarcRecord',
      { domain: 'bad.test' },
      'FAILED Expected the DMARC record for bad.test to be valid, but it has a tag that means nothing, p=block',
    ],
    [
      'ValidateDmarcRecord',
      { domain: 'share.test' },
      'FAILED Expected the DMARC record for share.test to be valid, but it has a tag that means nothing, pct=120',
    ],
    ['ValidateDmarcRecord', { domain: 'two.test' }, 'FAILED Expected one DMARC record for two.test, but there were 2'],
    [
      'ValidateDmarcRecord',
      { domain: 'empty.test' },
      'FAILED Expected the DMARC record for empty.test to be valid, but it has no policy (p)',
    ],
    ['ValidateDmarcRecord', { domain: 'no.test' }, 'FAILED Expected a DMARC record for no.test, but there was none'],
    ['CheckDomainBlacklistStatus', { domain: 'acme.test' }, 'PASSED acme.test is not blacklisted, as expected'],
    [
      'CheckDomainBlacklistStatus',
      { domain: 'spammer.test' },
      'FAILED Expected spammer.test not to be blacklisted, but it is on zen.spamhaus.org',
    ],
    [
      'CheckDomainBlacklistStatus',
      { domain: 'no.test' },
      'FAILED Expected no.test not to be blacklisted, but it has no IP address to look for',
    ],
  ];
  for (const [stepId, data, want] of [...cases, ...more])
    it(`${stepId} ${Object.values(data).join(' ')}`, async () => assert.equal(await run(stepId, data), want));
});
