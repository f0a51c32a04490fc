import type { Id, MemberRole } from '../../wire/payload';
import type { Member } from '../../wire/records';
import type { Call } from '../http/call';
import { decodeMember } from '../decode/organization';
import type { Http } from '../http/http';
import { records } from './records';

export interface Invitation {
  readonly email: string;
  readonly role: MemberRole;
}

/** Who belongs to an organization. Ids are those of memberships, not of users. */
export interface MembersApi {
  /** `GET /v1/organizations/{org}/members`: all of them, by id. */
  list(org: string, call?: Call): Promise<readonly Member[]>;
  /** `GET /v1/organizations/{org}/members/{id}`. Throws a `NotFoundError` where there is none. */
  get(org: string, id: Id, call?: Call): Promise<Member>;
  /** `POST /v1/organizations/{org}/members`: sends mail to that address. Throws an `InvalidError` for one that is no address, a `ForbiddenError` for who is no administrator. */
  invite(org: string, invitation: Invitation, call?: Call): Promise<Member>;
  /** `PATCH /v1/organizations/{org}/members/{id}`: gives another role. Throws as `get` and `invite`. */
  update(org: string, id: Id, role: MemberRole, call?: Call): Promise<Member>;
  /** `DELETE /v1/organizations/{org}/members/{id}`. Throws as `get`, and a `ForbiddenError` for who is no administrator. */
  remove(org: string, id: Id, call?: Call): Promise<void>;
  /** `POST /v1/organizations/{org}/members/{id}/reinvite`: sends the mail again. Throws an `InvalidError` where the invitation was accepted. */
  reinvite(org: string, id: Id, call?: Call): Promise<void>;
}

export function membersApi(http: Http): MembersApi {
  const { list, get, create, update, delete: remove } = records(http, 'members', decodeMember);
  return {
    list,
    get,
    invite: create,
    update: (org, id, role, call) => update(org, id, { role }, call),
    remove,
    reinvite: (org, id, call) =>
      http.none('POST /v1/organizations/{org}/members/{id}/reinvite', { values: { org, id }, call }),
  };
}
