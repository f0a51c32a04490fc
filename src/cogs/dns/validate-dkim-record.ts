import { createPublicKey } from 'node:crypto';
import type { StepSpec } from '../kit/cog';
import { failed, passed } from '../kit/reply';
import { textOf } from '../kit/step-data';
import { domainField, type Lookup } from './lookup';
import { readTags } from './tags';

/** What is wrong with a key record, or `undefined`. */
function faultOf(text: string): string | undefined {
  const tags = readTags(text);
  if ((tags.get('v') ?? 'DKIM1') !== 'DKIM1') return 'an unknown version';
  const key = tags.get('p');
  if (key === undefined) return 'no public key';
  if (key === '') return 'an empty public key: it was revoked';
  const type = tags.get('k') ?? 'rsa';
  if (type === 'ed25519')
    return Buffer.from(key, 'base64').length === 32 ? undefined : 'a public key that is no Ed25519 key';
  if (type !== 'rsa') return `an unknown key type, ${type}`;
  try {
    createPublicKey({ key: Buffer.from(key, 'base64'), format: 'der', type: 'spki' });
    return undefined;
  } catch {
    return 'a public key that cannot be read';
  }
}

export const validateDkimRecord: StepSpec<Lookup> = {
  stepId: 'ValidateDkimRecord',
  name: "Check the validity of a domain's and selector's DKIM",
  help: 'The record must hold a public key that can be read and was not revoked.',
  type: 'VALIDATION',
  expression: 'the DKIM record for (?<domain>\\S+) with (?<selector>\\S+) as selector should be valid',
  expectedFields: [domainField, { key: 'selector', type: 'STRING', description: 'Selector' }],
  expectedRecords: [
    {
      id: 'dkim',
      type: 'KEYVALUE',
      guaranteedFields: [{ key: 'record', type: 'STRING', description: 'The record as published' }],
      mayHaveMoreFields: false,
    },
  ],
  run: async (data, lookup) => {
    const [domain, selector] = [textOf(data, 'domain'), textOf(data, 'selector')];
    const [found] = await lookup(`${selector}._domainkey.${domain}`, 'TXT');
    if (found === undefined)
      return failed('Expected a DKIM record for %s with selector %s, but there was none', [domain, selector]);
    const records = [{ id: 'dkim', name: 'DKIM record', keyValue: { record: found } }];
    const fault = faultOf(found);
    if (fault !== undefined)
      return failed(
        'Expected the DKIM record for %s with selector %s to be valid, but it has %s',
        [domain, selector, fault],
        records,
      );
    return passed('The DKIM record for %s with selector %s is valid', [domain, selector], records);
  },
};
