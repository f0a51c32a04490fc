import type { NotificationGroup, Reference, Scenario, Schedule } from '../../wire/records';
import { amount, list, member, object, optional, present, reference, required, text, timestamp, truth, type Decoder } from './decoder';
import { decodeDefinition } from './definition';
import { decodeFolder } from './folder';
import { decodeStamped, userReference } from './stamped';

const types = member(['default', 'template', 'from-template'] as const);
const severities = member([1, 2, 3, 4] as const);
const dashboardSettings = member(['default', 'include', 'exclude'] as const);

export function decodeScenario(value: unknown, path: string): Scenario {
  const fields = object(value, path);
  return {
    ...decodeStamped(fields, path),
    name: required(fields, 'name', text, path),
    definition: decodeDefinition(fields['definition']),
    folder: optional(fields, 'feature', reference(decodeFolder), path) ?? null,
    schedule: optional(fields, 'schedule', reference(decodeSchedule), path) ?? null,
    notificationGroups: optional(fields, 'notificationGroups', list(reference(decodeNotificationGroup)), path) ?? [],
    ...present({
      description: optional(fields, 'description', text, path),
      type: optional(fields, 'type', types, path),
      severity: optional(fields, 'severity', severities, path),
      dashboardSetting: optional(fields, 'dashboardSetting', dashboardSettings, path),
      instructions: optional(fields, 'instructions', text, path),
      exposedToApis: optional(fields, 'exposedToApis', truth, path),
      isLinkable: optional(fields, 'isLinkable', truth, path),
      lastUpdatedBy: optional(fields, 'lastUpdatedBy', userReference, path),
    }),
  };
}

export function decodeSchedule(value: unknown, path: string): Schedule {
  const fields = object(value, path);
  const scheduled: Decoder<Reference<Scenario>> = reference(decodeScenario);
  return {
    ...decodeStamped(fields, path),
    interval: required(fields, 'interval', amount, path),
    ...present({
      scenario: optional(fields, 'scheduledScenario', scheduled, path),
      lastRanAt: optional(fields, 'lastRanAt', timestamp, path),
    }),
  };
}

export function decodeNotificationGroup(value: unknown, path: string): NotificationGroup {
  const fields = object(value, path);
  return {
    ...decodeStamped(fields, path),
    name: required(fields, 'name', text, path),
    members: optional(fields, 'members', list(userReference), path) ?? [],
    ...present({ email: optional(fields, 'email', text, path) }),
  };
}
