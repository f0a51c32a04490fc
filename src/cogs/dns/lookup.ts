import { Resolver } from 'node:dns/promises';
import type { FieldSpec } from '../kit/cog';

export const recordTypes = ['A', 'AAAA', 'CNAME', 'MX', 'NS', 'TXT'] as const;
export type RecordType = (typeof recordTypes)[number];

/** All records of a type, each as one text; none where the domain or the record does not exist. Throws where no server answers. */
export type Lookup = (domain: string, type: RecordType) => Promise<readonly string[]>;

export const domainField: FieldSpec = { key: 'domain', type: 'STRING', description: 'Domain name' };

/** Answers that say "there is none"; everything else is trouble on the way. */
const none = new Set(['ENOTFOUND', 'ENODATA']);

/** @param servers addresses with commas, such as `127.0.0.1:5353`; the system's where absent. */
export function createLookup(servers: string | undefined): Lookup {
  const resolver = new Resolver({ timeout: 3_000, tries: 2 });
  if (servers) resolver.setServers(servers.split(',').map((server) => server.trim()));
  const read: Readonly<Record<RecordType, (domain: string) => Promise<readonly string[]>>> = {
    A: (domain) => resolver.resolve4(domain),
    AAAA: (domain) => resolver.resolve6(domain),
    CNAME: (domain) => resolver.resolveCname(domain),
    MX: async (domain) =>
      (await resolver.resolveMx(domain))
        .sort((a, b) => a.priority - b.priority)
        .map(({ priority, exchange }) => `${priority} ${exchange}`),
    NS: (domain) => resolver.resolveNs(domain),
    // A long TXT record comes in chunks that belong together.
    TXT: async (domain) => (await resolver.resolveTxt(domain)).map((chunks) => chunks.join('')),
  };
  return async (domain, type) => {
    try {
      return await read[type](domain);
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
      if (none.has(code)) return [];
      throw new Error(
        `The DNS servers gave no answer for ${domain} (${code}). Check the domain's spelling and the network, then try again.`,
        { cause: error },
      );
    }
  };
}
