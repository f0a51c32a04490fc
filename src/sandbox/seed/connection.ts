import { newSecret } from '../store/accounts';
import type { Store } from '../store/store';
import { once, type Demonstration } from './organization';

const cog = 'sandbox/crm';

/** The key of the demonstration CRM, made the first time. */
export function openCrmKey(store: Store): string {
  const key = store.meta.get('crm key') ?? newSecret();
  store.meta.set('crm key', key);
  return key;
}

/**
 * The organization's connection of the demonstration CRM, made the first time. The port may be another one than last
 * time, so the address follows; what a user changed or deleted stays so.
 */
export function openConnection(store: Store, { organization, user }: Demonstration, address: string, at: number): void {
  const change = { organization: organization.id, user, at };
  store.transaction(() => {
    const [known, before] = [store.connections.auth(organization.id, cog), store.meta.get('address')];
    // An older sandbox made the connection without remembering where.
    const isOurs = before === undefined || known?.auth['instanceUrl'] === before;
    const connection = store.connections.find(organization.id, cog, 'default');
    if (connection && known && isOurs)
      store.connections.update(connection.id, { ...known, auth: { ...known.auth, instanceUrl: address } }, change);
    once(store, 'connection', () => {
      if (!connection)
        store.connections.create(
          cog,
          'default',
          { auth: { instanceUrl: address, apiKey: openCrmKey(store) }, isValid: true },
          change,
        );
    });
    store.meta.set('address', address);
  });
}
