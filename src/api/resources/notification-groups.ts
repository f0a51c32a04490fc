import type { Id } from '../../wire/payload';
import type { Listed, NotificationGroup } from '../../wire/records';
import type { Call } from '../http/call';
import { decodeNotificationGroup } from '../decode/scenario';
import type { Http } from '../http/http';
import { namedRecords } from './records';

/** Who a user is: by the id where one was told, else by the UUID. */
export type UserKey = { readonly id: Id } | { readonly uuid: string };

export interface NotificationGroupInput {
  readonly name: string;
  /** An alias that is told besides the members; null: none. */
  readonly email?: string | null;
  /** All of them: who is not named is no member any more. */
  readonly members?: readonly UserKey[];
}

/** People who are told of runs together. The API cannot read a single group. */
export interface NotificationGroupsApi {
  /** `GET /v1/organizations/{org}/notification-groups`: all of them, by id. */
  list(org: string, call?: Call): Promise<Listed<NotificationGroup>>;
  /** `POST /v1/organizations/{org}/notification-groups`. Throws an `InvalidError` for an empty name or unknown members. */
  create(org: string, input: NotificationGroupInput, call?: Call): Promise<NotificationGroup>;
  /** `PATCH /v1/organizations/{org}/notification-groups/{id}`; sends only the keys of `changes`. Throws as `create`, and a `NotFoundError` where there is none. */
  update(org: string, id: Id, changes: Partial<NotificationGroupInput>, call?: Call): Promise<NotificationGroup>;
  /** `DELETE /v1/organizations/{org}/notification-groups/{id}`. Throws a `NotFoundError` where there is none. */
  delete(org: string, id: Id, call?: Call): Promise<void>;
}

export const notificationGroupsApi = (http: Http): NotificationGroupsApi =>
  namedRecords(http, 'notification-groups', decodeNotificationGroup);
