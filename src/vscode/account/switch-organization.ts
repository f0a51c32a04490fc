import * as vscode from 'vscode';
import { t } from '../../base/localize';
import { iconless } from '../../base/plain-text';
import { showInformation } from '../report';
import type { Account, KnownOrganization } from '../session/accounts';
import { NoSessionError } from '../session/session';
import { organizationName } from '../session/binding';
import { addOrganization, signIn, type SignInWorld } from './sign-in';

interface Item extends vscode.QuickPickItem {
  readonly run?: () => Promise<unknown>;
}

function itemsOf(world: SignInWorld, account: Account): readonly Item[] {
  const bind = (organization: KnownOrganization) => () => world.bindings.bind(account, organization);
  return [
    { label: account.label, kind: vscode.QuickPickItemKind.Separator },
    ...account.organizations.map((organization): Item => ({
      label: `$(organization) ${iconless(organizationName(organization))}`,
      description: organization.uuid,
      run: bind(organization),
    })),
    { label: `$(add) ${t('Add an Organization…')}`, run: () => addOrganization(world, account) },
  ];
}

/** Lets the user pick account and organization of the folder in use. */
export async function switchOrganization(world: SignInWorld): Promise<void> {
  const accounts = await world.accounts.list();
  const other: readonly Item[] = [
    { label: '', kind: vscode.QuickPickItemKind.Separator },
    { label: `$(sign-in) ${t('Sign In to Another Account…')}`, run: () => signIn(world) },
  ];
  const items = [...accounts.flatMap((account) => itemsOf(world, account)), ...other];
  const picked = await vscode.window.showQuickPick(items, {
    title: t('Switch Organization'),
    placeHolder: t('Organization of this folder'),
    matchOnDescription: true,
  });
  await picked?.run?.();
}

/** Lets the user name the organization in use, for where the API does not tell its name. */
export async function nameOrganization({ accounts, bindings }: SignInWorld): Promise<void> {
  await bindings.ready;
  if (bindings.state.kind !== 'bound') throw new NoSessionError(bindings.state.kind);
  const { account, organization } = bindings.state.binding;
  const name = await vscode.window.showInputBox({
    title: t('Name Organization'),
    prompt: t('Your name for this organization. It is kept in this editor only.'),
    value: organization.name,
  });
  if (name !== undefined)
    await accounts.rememberOrganization(account.id, { uuid: organization.uuid, name: name.trim() });
}

/** Lets the user pick an account to sign out of; asks where there is more than one. */
export async function signOut({ accounts }: SignInWorld): Promise<void> {
  const all = (await accounts.list()).filter(({ isFromEnvironment }) => isFromEnvironment !== true);
  const [only] = all;
  if (!only) {
    showInformation(
      t('There is no account to sign out of. An account from environment variables ends when the editor closes.'),
    );
    return;
  }
  const picked = await vscode.window.showQuickPick(
    all.map((account) => ({
      label: account.label,
      description: account.organizations.map(organizationName).join(', '),
      account,
    })),
    { title: t('Sign Out'), placeHolder: t('The token is removed from this machine') },
  );
  if (picked) await accounts.remove(picked.account.id);
}
