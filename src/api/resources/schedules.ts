import type { Id } from '../../wire/payload';
import type { Schedule } from '../../wire/records';
import type { Call } from '../http/call';
import { decodeListedSchedule } from '../decode/scenario';
import type { Http } from '../http/http';
import { records } from './records';

export interface ScheduleInput {
  /** Seconds between runs. */
  readonly interval: number;
  /** The scenario's id. Travels as `scheduledScenario`, with the `scheduledModel` that says what it is. */
  readonly scenario: Id;
}

/** What runs by itself, and how often. */
export interface SchedulesApi {
  /** `GET /v1/organizations/{org}/schedules`: all of them, by id. */
  list(org: string, call?: Call): Promise<readonly Schedule[]>;
  /** `GET /v1/organizations/{org}/schedules/{id}`. Throws a `NotFoundError` where there is none. */
  get(org: string, id: Id, call?: Call): Promise<Schedule>;
  /** `POST /v1/organizations/{org}/schedules`. Throws an `InvalidError` for an unknown scenario, and an `InvalidError` or `ForbiddenError` for an interval below the organization's `scheduleIntervalLowerBound`. */
  create(org: string, input: ScheduleInput, call?: Call): Promise<Schedule>;
  /** `PATCH /v1/organizations/{org}/schedules/{id}`; sends only the keys of `changes`. Throws as `get` and `create`. */
  update(org: string, id: Id, changes: Partial<ScheduleInput>, call?: Call): Promise<Schedule>;
  /** `DELETE /v1/organizations/{org}/schedules/{id}`; the scenario stays. Throws as `get`. */
  delete(org: string, id: Id, call?: Call): Promise<void>;
}

export function schedulesApi(http: Http): SchedulesApi {
  const common = records(http, 'schedules', decodeListedSchedule);
  return {
    ...common,
    create: (org, input, call) => common.create(org, bodyOf(input), call),
    update: (org, id, changes, call) => common.update(org, id, bodyOf(changes), call),
  };
}

const bodyOf = ({ scenario, ...rest }: Partial<ScheduleInput>): object => ({
  ...rest,
  ...(scenario === undefined ? {} : { scheduledModel: 'scenario', scheduledScenario: scenario }),
});
