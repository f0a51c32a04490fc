import type { Connection } from '../../wire/records';
import { object, optional, present, required, text, truth } from './decoder';
import { decodeStamped } from './stamped';

export function decodeConnection(value: unknown, path: string): Connection {
  const fields = object(value, path);
  return {
    ...decodeStamped(fields, path),
    cog: required(fields, 'cog', text, path),
    profile: optional(fields, 'profile', text, path) ?? 'default',
    ...present({ isValid: optional(fields, 'isValid', truth, path) }),
  };
}
