import type { RegistryEntry } from '../../wire/records';
import type { Call } from '../http/call';
import { decodeRegistryEntry } from '../decode/registry-entry';
import { DecodeError } from '../http/errors';
import type { Http } from '../http/http';

/** The cogs that an organization may use. */
export interface RegistryApi {
  /**
   * `GET /v1/organizations/{org}/registry`: all in one answer. Of a definition that is odd, what can be read is kept. Throws a
   * `DecodeError` where there are entries and none can be read: as an empty registry it would make every sentence unknown.
   */
  get(org: string, call?: Call): Promise<readonly RegistryEntry[]>;
}

const operation = 'GET /v1/organizations/{org}/registry';

export const registryApi = (http: Http): RegistryApi => ({
  get: async (org, call) => {
    const entries = await http.list(operation, { values: { org }, call }, decodeRegistryEntry);
    if (entries.length === 0 && entries.leftOut !== undefined)
      throw new DecodeError('[0]', 'a registry entry', { operation });
    return entries;
  },
});
