import type { NotificationGroup, Reference, Scenario, Schedule } from '../../wire/records';
import {
  amount,
  list,
  member,
  object,
  optional,
  Optionals,
  orNameless,
  present,
  reference,
  required,
  text,
  timestamp,
  truth,
  type Decoder,
} from './decoder';
import { readDefinition } from './definition';
import { decodeFolder } from './folder';
import { rawFields } from './raw';
import { decodeStamped, userReference } from './stamped';

const types = member(['default', 'template', 'from-template'] as const);
const severities = member([1, 2, 3, 4] as const);
const dashboardSettings = member(['default', 'include', 'exclude'] as const);

export function decodeScenario(value: unknown, path: string): Scenario {
  const fields = object(value, path);
  const optionals = new Optionals(fields, path);
  return {
    ...decodeStamped(fields, path),
    name: required(fields, 'name', text, path),
    definition: optionals.read('definition', readDefinition) ?? null,
    folder: optionals.read('feature', reference(decodeFolder)) ?? null,
    schedule: optionals.read('schedule', reference(decodeSchedule)) ?? null,
    notificationGroups: optionals.read('notificationGroups', list(reference(decodeNotificationGroup))) ?? [],
    ...present({
      description: optionals.read('description', text),
      type: optionals.read('type', types),
      severity: optionals.read('severity', severities),
      dashboardSetting: optionals.read('dashboardSetting', dashboardSettings),
      instructions: optionals.read('instructions', text),
      exposedToApis: optionals.read('exposedToApis', truth),
      isLinkable: optionals.read('isLinkable', truth),
      lastUpdatedBy: optional(fields, 'lastUpdatedBy', userReference, path),
    }),
    ...optionals.unread,
  };
}

const withRaw =
  (decode: Decoder<Scenario>): Decoder<Scenario> =>
  (value, path) => ({ ...decode(value, path), raw: rawFields(object(value, path)) });

/** A scenario as it was asked for: with its own fields as they came. */
export const decodeOwnScenario = withRaw(decodeScenario);
/** The same, also where its name cannot be read. */
export const decodeListedScenario = withRaw(orNameless(decodeScenario));

/** A schedule, also where its interval cannot be read. */
export function decodeListedSchedule(value: unknown, path: string): Schedule {
  const fields = object(value, path);
  const scheduled: Decoder<Reference<Scenario>> = reference(decodeScenario);
  return {
    ...decodeStamped(fields, path),
    ...present({
      interval: optional(fields, 'interval', amount, path),
      scenario: optional(fields, 'scheduledScenario', scheduled, path),
      lastRanAt: optional(fields, 'lastRanAt', timestamp, path),
    }),
  };
}

/** What has no interval is no schedule: the reference types a scenario's as a folder. */
export function decodeSchedule(value: unknown, path: string): Schedule {
  return { interval: required(object(value, path), 'interval', amount, path), ...decodeListedSchedule(value, path) };
}

export function decodeNotificationGroup(value: unknown, path: string): NotificationGroup {
  const fields = object(value, path);
  const optionals = new Optionals(fields, path);
  return {
    ...decodeStamped(fields, path),
    name: required(fields, 'name', text, path),
    members: optionals.read('members', list(userReference)) ?? [],
    ...present({ email: optionals.read('email', text) }),
    ...optionals.unread,
  };
}
