import * as vscode from 'vscode';
import type { Api } from '../../api/api';
import { t } from '../../base/localize';
import { apiUrl } from '../settings';
import type { Account, Accounts, KnownOrganization } from './accounts';
import { addressProblem, normalAddress } from './address';
import type { Bindings } from './binding';
import { organizationIdIn } from './organization-id';

export interface SignInWorld {
  readonly accounts: Accounts;
  readonly bindings: Bindings;
  /** Opens the API with a token that is not stored yet. */
  readonly openApi: (address: string, token: string) => Promise<Api>;
}

const total = 3;

async function input(step: number, options: vscode.InputBoxOptions): Promise<string | undefined> {
  const value = await vscode.window.showInputBox({ title: t('Sign In to Stack Moxie ({0}/{1})', step, total), ignoreFocusOut: true, ...options });
  return value?.trim();
}

async function askAddress(): Promise<string | undefined> {
  const address = await input(1, { prompt: t('API address'), value: apiUrl(), validateInput: (value) => addressProblem(value.trim()) });
  return address === undefined ? undefined : normalAddress(address);
}

const askToken = (): Promise<string | undefined> =>
  input(2, {
    prompt: t('API token, from your account settings page'),
    password: true,
    validateInput: (value) => (/^\S+$/.test(value.trim()) ? undefined : t('A token is one word without spaces. Copy it from your account settings page.')),
  });

async function askOrganization(step: number): Promise<string | undefined> {
  const text = await input(step, {
    prompt: t('Organization: its UUID, or any web address that holds it'),
    placeHolder: '00000000-0000-0000-0000-000000000000',
    validateInput: (value) => (organizationIdIn(value) ? undefined : t('Paste the organization’s UUID: 32 hexadecimal digits in five groups.')),
  });
  return text === undefined ? undefined : organizationIdIn(text);
}

/** One cheap GET says whether address, token and organization fit together; it brings the organization's name where the API tells it. */
async function checked(api: Api, uuid: string): Promise<KnownOrganization | undefined> {
  const known = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: t('Stack Moxie: checking the token…'), cancellable: true },
    async (_progress, cancellation) => {
      await api.folders.list(uuid, { cancellation });
      return api.organizations.name(uuid, { cancellation });
    },
  );
  if (known !== undefined) return { uuid, name: known };
  const name = await vscode.window.showInputBox({
    title: t('Name Organization'),
    prompt: t('The API does not tell this organization’s name. What do you call it?'),
    placeHolder: uuid.slice(0, 8),
    ignoreFocusOut: true,
  });
  return { uuid, name: name?.trim() ?? '' };
}

/**
 * Asks for address, token and organization, checks them, and only then keeps them.
 * @returns `undefined` when the user steps back. Throws the API's errors.
 */
export async function signIn({ accounts, bindings, openApi }: SignInWorld): Promise<Account | undefined> {
  const address = await askAddress();
  if (address === undefined) return undefined;
  const token = await askToken();
  if (token === undefined) return undefined;
  const uuid = await askOrganization(3);
  if (uuid === undefined) return undefined;
  const organization = await checked(await openApi(address, token), uuid);
  if (!organization) return undefined;
  const account = await accounts.add(address, token, organization);
  await bindings.bind(account, organization);
  return account;
}

/** Adds an organization to an account that is signed in. */
export async function addOrganization({ accounts, bindings, openApi }: SignInWorld, account: Account): Promise<void> {
  const uuid = await askOrganization(3);
  const token = await accounts.token(account.id);
  if (uuid === undefined || token === undefined) return;
  const organization = await checked(await openApi(account.address, token), uuid);
  if (!organization) return;
  await accounts.rememberOrganization(account.id, organization);
  await bindings.bind(account, organization);
}
