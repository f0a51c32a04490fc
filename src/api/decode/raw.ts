import { deepestJson, isRecord, nestsDeeper } from '../../base/json';
import type { RawFields } from '../../wire/records';
import type { Fields } from './decoder';

/** Keys under which the API shows users. */
const userKeys: readonly string[] = ['createdBy', 'lastUpdatedBy', 'member', 'members', 'user', 'users', 'owner'];
/** All that is kept of a user: the API shows password hashes and tokens of theirs. */
const keptOfUsers: readonly string[] = ['id', 'uuid', 'fullName', 'name'];
const telling = /^emailAddress$|password|secret|token$/i;

/**
 * A record's own fields as they came, for backups and for what goes back untouched. Users are reduced. What is nested deeper
 * than `deepestJson` is left out: no backup could hold it. The definition is the author's and stays as it is.
 */
export function rawFields(fields: Fields): RawFields {
  const kept = Object.entries(fields).filter(([, value]) => !nestsDeeper(value, deepestJson - 1));
  return Object.fromEntries(
    kept.map(([key, value]) => [key, key === 'definition' ? value : withoutUsers(value, userKeys.includes(key))]),
  );
}

/** Never deeper than `deepestJson` levels: `rawFields` has looked. */
function withoutUsers(value: unknown, isUser: boolean): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => withoutUsers(item, isUser));
  if (!isRecord(value)) return isUser ? idOnly(value) : value;
  const entries = Object.entries(value);
  if (isUser || entries.some(([key]) => telling.test(key)))
    return Object.fromEntries(entries.filter(([key, inner]) => keptOfUsers.includes(key) && !isRecord(inner)));
  return Object.fromEntries(entries.map(([key, inner]) => [key, withoutUsers(inner, userKeys.includes(key))]));
}

/** A user may be told by the id alone; any other text may be an address. */
const idOnly = (value: unknown): unknown => (typeof value === 'string' && !/^\d+$/.test(value) ? null : value);
