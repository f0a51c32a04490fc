import type { ConnectionsApi } from './resources/connections';
import type { FoldersApi } from './resources/folders';
import type { MembersApi } from './resources/members';
import type { NotificationGroupsApi } from './resources/notification-groups';
import type { OrganizationsApi } from './resources/organizations';
import type { RegistryApi } from './resources/registry';
import type { RunsApi } from './resources/runs';
import type { ScenariosApi } from './resources/scenarios';
import type { SchedulesApi } from './resources/schedules';

/**
 * The REST API, grouped by resource: one method for each of its 43 operations, and a few that are made of them.
 *
 * `org` is everywhere the organization's UUID. Every method may throw an `ApiError` (`UnauthorizedError`,
 * `ForbiddenError`, `RateLimitedError`, `ServerError`, `UnreachableError`, `NotTheApiError`, `DecodeError`) or a
 * `CancelledError`; their docstrings name what else. Reads are tried again where that may help, writes never.
 *
 * What the reference leaves unclear, decided here once:
 *
 * - Lists. `limit`, `skip` and `sort` are declared and attached to no operation. We send them with every list but runs
 *   and the registry, templates too; where they are ignored, nothing is lost (`paging.ts`). Runs page by `page`.
 * - Changes. The reference requires a whole record for every PATCH; we send only what changed, so that a colleague's
 *   change to the rest stands. Text is taken away by the empty text, a folder and a group's alias by null.
 * - Fields. Only an id is required, and the name where the kind has one; what else cannot be read is left out and named in
 *   `unread`. A scenario, folder or group whose name cannot be read is listed without one. What has no id is counted (`leftOut`).
 * - Relations in bodies are ids; those in lists are `{id}`, since the reference types the lists as records. Members of a
 *   group are `{id}` or `{uuid}`: its `User` declares no id, and nobody sends a password, which it requires.
 * - An invitation is `{email, role}`, though a user's address is `emailAddress` elsewhere. The role is always sent: the
 *   reference names no default.
 * - A schedule's `scheduledModel` goes with `scheduledScenario` and is not asked for: there is one model.
 * - A connection's `auth` is replaced as a whole, and never shown. `isValid` may be missing: unknown is not invalid.
 * - A job answers its UUID alone when made. Its `data` (JSON in a text) holds the scenario itself or one under
 *   `scenario`, once `Complete`; a message, under `error` or not, once `Failed`. Of another shape it is no data.
 * - A scenario that never ran answers 404, nothing or `{}` for its most recent run.
 * - Values that the reference does not name (outcomes, statuses, roles) are `Unknown` or absent, never an error.
 * - A number 0 for a time is "never".
 */
export interface Api {
  readonly organizations: OrganizationsApi;
  readonly folders: FoldersApi;
  readonly scenarios: ScenariosApi;
  readonly runs: RunsApi;
  readonly schedules: SchedulesApi;
  readonly connections: ConnectionsApi;
  readonly registry: RegistryApi;
  readonly notificationGroups: NotificationGroupsApi;
  readonly members: MembersApi;
}
