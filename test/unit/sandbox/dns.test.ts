import assert from 'node:assert/strict';
import * as packet from 'dns-packet';
import { acmeZone, answerQuery } from '../../../src/sandbox/dns/server';

const ask = (type: 'A' | 'MX', name: string): packet.DecodedPacket => {
  const answer = answerQuery(
    packet.encode({ type: 'query', id: 7, questions: [{ type, name, class: 'IN' }] }),
    acmeZone,
  );
  assert.ok(answer);
  return packet.decode(answer);
};

describe('sandbox resolver', () => {
  it('answers from its zone, whatever the case of the name', () =>
    assert.equal(ask('MX', 'ACME.test').answers?.length, 2));
  it('answers with the alias where there is one', () =>
    assert.equal(ask('A', 'go.acme.test').answers?.[0]?.type, 'CNAME'));
  it('says that a name does not exist', () => assert.equal((ask('A', 'nothing.acme.test').flags ?? 0) & 15, 3));
  it('has no answer for what is no query', () =>
    assert.equal(answerQuery(Buffer.from([1, 2, 3]), acmeZone), undefined));
});
