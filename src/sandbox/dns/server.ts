import { createSocket } from 'node:dgram';
import type { AddressInfo } from 'node:net';
import * as packet from 'dns-packet';

/** The demonstration zone: what a marketing team's domain usually holds. */
export const acmeZone: readonly packet.Answer[] = [
  { type: 'A', name: 'acme.test', ttl: 300, data: '192.0.2.10' },
  { type: 'A', name: 'www.acme.test', ttl: 300, data: '192.0.2.10' },
  { type: 'CNAME', name: 'go.acme.test', ttl: 300, data: 'pages.marketing.test' },
  { type: 'MX', name: 'acme.test', ttl: 3600, data: { preference: 10, exchange: 'mx1.acme.test' } },
  { type: 'MX', name: 'acme.test', ttl: 3600, data: { preference: 20, exchange: 'mx2.acme.test' } },
  { type: 'TXT', name: 'acme.test', ttl: 3600, data: 'v=spf1 include:spf.marketing.test ~all' },
  { type: 'TXT', name: '_dmarc.acme.test', ttl: 3600, data: 'v=DMARC1; p=quarantine; rua=mailto:dmarc@acme.test' },
  {
    type: 'TXT',
    name: 'm1._domainkey.acme.test',
    ttl: 3600,
    data: 'v=DKIM1; k=rsa; p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDFQyt4a+tT/A7KsIokED4Oas+njpARHm2AqexmSSeGd5RvY49OVwxR1NJrii/NbTlyTWm9kXolnb2Cmd3TnImnJag6DwYq6yLghr/Hmbp0xAMNelebv0VWqMo6peJRsunkvdUh8JTL7VW4aHkzR/5/zzuYIZkQE46NHkcs0Jge/QIDAQAB',
  },
  { type: 'NS', name: 'acme.test', ttl: 3600, data: 'ns1.acme.test' },
];

// RFC 1035 §4.1.1: authoritative answer; response code 3 says that the name does not exist.
const nameError = 3;

/** Answers one query from a zone. A CNAME answers for every type (RFC 1034 §3.6.2). `undefined` for what is no query. */
export function answerQuery(query: Uint8Array, zone: readonly packet.Answer[]): Buffer | undefined {
  let asked: packet.Packet;
  try {
    asked = packet.decode(Buffer.from(query));
  } catch {
    return undefined;
  }
  const question = asked.questions?.[0];
  if (asked.type !== 'query' || !question) return undefined;
  const named = zone.filter(({ name }) => name === question.name.toLowerCase());
  const answers = named.filter(({ type }) => type === question.type || type === 'CNAME');
  const code = named.length > 0 ? 0 : nameError;
  return packet.encode({
    type: 'response',
    id: asked.id ?? 0,
    flags: packet.AUTHORITATIVE_ANSWER | code,
    questions: [question],
    answers,
  });
}

/** A resolver on a loopback port of its own. */
export async function startDnsServer(
  zone: readonly packet.Answer[],
): Promise<{ readonly address: string; close(): void }> {
  const socket = createSocket('udp4');
  socket.on('message', (query, { address, port }) => {
    const answer = answerQuery(query, zone);
    if (answer) socket.send(answer, port, address);
  });
  await new Promise<void>((resolve, reject) => {
    socket.once('error', reject);
    socket.bind(0, '127.0.0.1', resolve);
  });
  // Whoever asked and does not take the answer is no reason to end.
  socket.on('error', () => undefined);
  const { port }: AddressInfo = socket.address();
  return { address: `127.0.0.1:${port}`, close: () => socket.close() };
}
