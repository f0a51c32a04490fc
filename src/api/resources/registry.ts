import type { RegistryEntry } from '../../wire/records';
import type { Call } from '../http/call';
import { decodeRegistryEntry } from '../decode/registry-entry';
import type { Http } from '../http/http';

/** The cogs that an organization may use. */
export interface RegistryApi {
  /** `GET /v1/organizations/{org}/registry`: all in one answer. Of a definition that is odd, what can be read is kept. */
  get(org: string, call?: Call): Promise<readonly RegistryEntry[]>;
}

export const registryApi = (http: Http): RegistryApi => ({
  get: (org, call) => http.list('GET /v1/organizations/{org}/registry', { values: { org }, call }, decodeRegistryEntry),
});
