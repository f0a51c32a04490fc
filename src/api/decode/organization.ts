import type { Member, Organization } from '../../wire/records';
import { amount, member, object, optional, present, reference, required, text, truth } from './decoder';
import { decodeStamped, userReference } from './stamped';

const notificationSettings = member(['never', 'change', 'every fail', 'every error', 'every run'] as const);
const roles = member(['org-admin', 'org-creator'] as const);

export function decodeOrganization(value: unknown, path: string): Organization {
  const fields = object(value, path);
  return {
    ...decodeStamped(fields, path),
    name: required(fields, 'name', text, path),
    ...present({
      statusPageIsPublic: optional(fields, 'statusPageIsPublic', truth, path),
      notificationEmailAddress: optional(fields, 'notificationEmailAddress', text, path),
      notificationSetting: optional(fields, 'notificationSetting', notificationSettings, path),
      plan: optional(fields, 'plan', text, path),
      urlSlug: optional(fields, 'urlSlug', text, path),
      maxRunsPerPeriod: optional(fields, 'maxRunsPerPeriod', amount, path),
      scheduleIntervalLowerBound: optional(fields, 'scheduleIntervalLowerBound', amount, path),
    }),
  };
}

export function decodeMember(value: unknown, path: string): Member {
  const fields = object(value, path);
  return {
    ...decodeStamped(fields, path),
    ...present({
      role: optional(fields, 'role', roles, path),
      user: optional(fields, 'member', userReference, path),
      organization: optional(fields, 'organization', reference(decodeOrganization), path),
    }),
  };
}
