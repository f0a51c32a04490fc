import type { Folder } from '../../wire/records';
import { object, optional, Optionals, present, required, text } from './decoder';
import { decodeStamped, userReference } from './stamped';

export function decodeFolder(value: unknown, path: string): Folder {
  const fields = object(value, path);
  const optionals = new Optionals(fields, path);
  return {
    ...decodeStamped(fields, path),
    name: required(fields, 'name', text, path),
    ...present({
      description: optionals.read('description', text),
      lastUpdatedBy: optional(fields, 'lastUpdatedBy', userReference, path),
    }),
    ...optionals.unread,
  };
}
