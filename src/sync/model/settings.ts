import { sameValue } from '../../scenario/edit/plain-value';
import type { Settings } from './content';
import { canonical } from './json-value';

/** Whether a setting is the same on both sides; the order of groups does not count. */
export function sameSetting(key: keyof Settings, a: Settings, b: Settings): boolean {
  const [one, other] = [a[key], b[key]];
  if (key === 'notificationGroups' && Array.isArray(one) && Array.isArray(other))
    return canonical(one.map(canonical).sort()) === canonical(other.map(canonical).sort());
  return sameValue(one, other);
}
