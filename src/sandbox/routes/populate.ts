import type { Relation, UserPayload } from '../../wire/payload';
import type { Store } from '../store/store';

interface Owned {
  readonly createdBy: Relation<UserPayload>;
  readonly lastUpdatedBy?: Relation<UserPayload>;
}

/** Shows users as records where asked (`populate`), and where nothing is asked; never with a secret. */
export function populateUsers<T extends Owned>(store: Store, record: T, relations: readonly string[] = ['createdBy', 'lastUpdatedBy']): T {
  const show = (key: 'createdBy' | 'lastUpdatedBy'): Relation<UserPayload> | undefined => {
    const user = record[key];
    return typeof user === 'number' && relations.includes(key) ? (store.accounts.user(user) ?? user) : user;
  };
  const lastUpdatedBy = show('lastUpdatedBy');
  return { ...record, createdBy: show('createdBy'), ...(lastUpdatedBy === undefined ? {} : { lastUpdatedBy }) };
}
