import { isRecord } from '../../base/json';
import type { NotificationSetting } from '../../wire/payload';
import type { Organization } from '../../wire/records';
import type { Call } from '../http/call';
import { decodeOrganization } from '../decode/organization';
import { ForbiddenError, NotFoundError } from '../http/errors';
import type { Http } from '../http/http';

export interface OrganizationInput {
  readonly name: string;
  /** Whether its status page can be seen without signing in; not unless told. */
  readonly statusPageIsPublic?: boolean;
}

export interface OrganizationChanges extends Partial<OrganizationInput> {
  /** Where notifications of scheduled runs go. */
  readonly notificationEmailAddress?: string;
  /** Which scheduled runs are told there. */
  readonly notificationSetting?: NotificationSetting;
}

/** Organizations. The API neither lists nor reads them: their UUID is the user's to know. */
export interface OrganizationsApi {
  /** `POST /v1/organizations`; whoever calls becomes its administrator. Throws a `ForbiddenError` where they have as many trials as they may. */
  create(input: OrganizationInput, call?: Call): Promise<Organization>;
  /** `PATCH /v1/organizations/{org}`; sends only the keys of `changes`. Throws a `ForbiddenError` for who is no administrator. */
  update(org: string, changes: OrganizationChanges, call?: Call): Promise<Organization>;
  /** Its name from a populated member record: one cheap GET of `/v1/organizations/{org}/members`. `undefined` where the API does not tell it to this account. */
  name(org: string, call?: Call): Promise<string | undefined>;
}

const one = '/v1/organizations/{org}';

export const organizationsApi = (http: Http): OrganizationsApi => ({
  create: (body, call) => http.one('POST /v1/organizations', { values: {}, body, call }, decodeOrganization),
  update: (org, body, call) => http.one(`PATCH ${one}`, { values: { org }, body, call }, decodeOrganization),
  name: (org, call) => nameOf(http, org, call),
});

async function nameOf(http: Http, org: string, call: Call | undefined): Promise<string | undefined> {
  try {
    const answer = await http.raw(`GET ${one}/members`, {
      values: { org },
      query: { limit: 1, populate: 'organization' },
      call,
    });
    const member: unknown = Array.isArray(answer) ? answer[0] : undefined;
    const organization = isRecord(member) ? member['organization'] : undefined;
    const name = isRecord(organization) ? organization['name'] : undefined;
    return typeof name === 'string' && name.trim() !== '' ? name.trim() : undefined;
  } catch (error) {
    // Not everybody may see the members; the name is then the user's to give.
    if (error instanceof ForbiddenError || error instanceof NotFoundError) return undefined;
    throw error;
  }
}
