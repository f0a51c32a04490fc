import type { Folder } from '../../wire/records';
import { object, optional, present, required, text } from './decoder';
import { decodeStamped, userReference } from './stamped';

export function decodeFolder(value: unknown, path: string): Folder {
  const fields = object(value, path);
  return {
    ...decodeStamped(fields, path),
    name: required(fields, 'name', text, path),
    ...present({
      description: optional(fields, 'description', text, path),
      lastUpdatedBy: optional(fields, 'lastUpdatedBy', userReference, path),
    }),
  };
}
