import type { Id } from '../../wire/payload';
import type { Connection } from '../../wire/records';
import type { Call } from '../http/call';
import { decodeConnection } from '../decode/connection';
import type { Http } from '../http/http';
import { records } from './records';

/** Values by the keys of the cog's `authFieldsList`. They are sent, and never come back. */
export type ConnectionAuth = Readonly<Record<string, unknown>>;

export interface ConnectionInput {
  /** `vendor/cog`, as the registry names it. */
  readonly cog: string;
  readonly auth: ConnectionAuth;
  /** `default` unless told; the API knows no other. */
  readonly profile?: string;
}

/** How an organization's cogs sign in to what they test. */
export interface ConnectionsApi {
  /** `GET /v1/organizations/{org}/connections`: all of them, by id. */
  list(org: string, call?: Call): Promise<readonly Connection[]>;
  /** `GET /v1/organizations/{org}/connections/{id}`. Throws a `NotFoundError` where there is none. */
  get(org: string, id: Id, call?: Call): Promise<Connection>;
  /**
   * `POST /v1/organizations/{org}/connections`. Throws a `NotFoundError` for an unknown cog, a `ConflictError` where the
   * cog has a connection of this profile already, an `InvalidError` where `auth` lacks what the cog asks for.
   */
  create(org: string, input: ConnectionInput, call?: Call): Promise<Connection>;
  /** `PATCH /v1/organizations/{org}/connections/{id}`: gives it other details, which take the place of all old ones. Throws as `get`, and an `InvalidError` as `create`. */
  update(org: string, id: Id, auth: ConnectionAuth, call?: Call): Promise<Connection>;
  /** `DELETE /v1/organizations/{org}/connections/{id}`. Throws as `get`. */
  delete(org: string, id: Id, call?: Call): Promise<void>;
}

export function connectionsApi(http: Http): ConnectionsApi {
  const common = records(http, 'connections', decodeConnection);
  return { ...common, update: (org, id, auth, call) => common.update(org, id, { auth }, call) };
}
