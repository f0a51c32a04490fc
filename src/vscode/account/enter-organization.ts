import { t } from '../../base/localize';
import { organizationName } from '../session/binding';
import { ask } from '../report';
import { addOrganization, signIn, type SignInWorld } from './sign-in';

/**
 * Makes sure that the folder in use is bound to an organization, for whoever was led there by a link or a document; asks
 * before it switches. @returns false when the user steps back.
 */
export async function enterOrganization(world: SignInWorld, uuid: string): Promise<boolean> {
  await world.bindings.ready;
  const { state } = world.bindings;
  if (state.kind === 'bound' && state.binding.organization.uuid === uuid) return true;
  const accounts = await world.accounts.list();
  const account = accounts.find(({ organizations }) => organizations.some((known) => known.uuid === uuid));
  const known = account?.organizations.find((organization) => organization.uuid === uuid);
  if (account && known)
    return switchTo(uuid, { name: organizationName(known), work: () => world.bindings.bind(account, known) }, world);
  const [first] = accounts;
  if (first)
    return switchTo(
      uuid,
      { name: uuid, title: t('Add Organization'), work: () => addOrganization(world, first, uuid) },
      world,
    );
  return switchTo(uuid, { name: uuid, title: t('Sign In'), work: () => signIn(world, uuid) }, world);
}

interface Way {
  readonly name: string;
  /** Of the button. */
  readonly title?: string;
  readonly work: () => Promise<unknown>;
}

async function switchTo(
  uuid: string,
  { name, title = t('Switch Organization'), work }: Way,
  { bindings }: SignInWorld,
): Promise<boolean> {
  const picked = await ask(
    t('This belongs to the organization {0}.', name),
    t('This folder uses another organization, or none. Switch to see its scenarios.'),
    title,
  );
  if (picked !== title) return false;
  await work();
  const { state } = bindings;
  return state.kind === 'bound' && state.binding.organization.uuid === uuid;
}
