import type { User } from '../../wire/records';
import { id, object, optional, present, reference, required, text, timestamp, type Fields } from './decoder';

/** The few fields that readers need of a user; its password, tokens and addresses end here. */
export function decodeUser(value: unknown, path: string): User {
  const fields = object(value, path);
  return present({
    uuid: optional(fields, 'uuid', text, path),
    emailAddress: optional(fields, 'emailAddress', text, path),
    emailStatus: optional(fields, 'emailStatus', text, path),
    fullName: optional(fields, 'fullName', text, path),
  });
}

export const userReference = reference(decodeUser, 0);

/** What every record carries. */
export function decodeStamped(fields: Fields, path: string) {
  return {
    id: required(fields, 'id', id, path),
    ...present({
      uuid: optional(fields, 'uuid', text, path),
      createdAt: optional(fields, 'createdAt', timestamp, path),
      updatedAt: optional(fields, 'updatedAt', timestamp, path),
      createdBy: optional(fields, 'createdBy', userReference, path),
    }),
  };
}
