import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../base/dispose';
import { t } from '../../base/localize';
import { authenticationProvider } from '../ids';
import { showInformation } from '../report';
import { environmentId, type Account, type Accounts } from '../session/accounts';

/** What the provider asks for when another extension wants a session and there is none. */
export type SignIn = () => Promise<Account | undefined>;

/**
 * Shows our accounts in the editor's Accounts menu and lends them to other extensions (which the editor lets the user
 * consent to). We ourselves read `Accounts` directly.
 */
export class StackMoxieAuthentication implements vscode.AuthenticationProvider, Disposable {
  readonly #store = new DisposableStore();
  readonly #changed = this.#store.add(
    new vscode.EventEmitter<vscode.AuthenticationProviderAuthenticationSessionsChangeEvent>(),
  );
  readonly onDidChangeSessions = this.#changed.event;
  #shown: readonly vscode.AuthenticationSession[] = [];

  constructor(
    private readonly accounts: Accounts,
    private readonly signIn: SignIn,
  ) {
    this.#store.add(accounts.onDidChange(() => void this.#tellChanges()));
    this.#store.add(
      vscode.authentication.registerAuthenticationProvider(authenticationProvider, 'Stack Moxie', this, {
        supportsMultipleAccounts: true,
      }),
    );
    void this.#tellChanges();
  }

  async getSessions(): Promise<vscode.AuthenticationSession[]> {
    const sessions: vscode.AuthenticationSession[] = [];
    for (const account of await this.accounts.list()) {
      const token = await this.accounts.token(account.id);
      if (token !== undefined) sessions.push(toSession(account, token));
    }
    return sessions;
  }

  async createSession(): Promise<vscode.AuthenticationSession> {
    const account = await this.signIn();
    const token = account && (await this.accounts.token(account.id));
    if (!account || token === undefined) throw new vscode.CancellationError();
    return toSession(account, token);
  }

  async removeSession(sessionId: string): Promise<void> {
    if (sessionId === environmentId)
      showInformation(t('This account comes from the editor’s environment variables. It ends when the editor closes.'));
    else await this.accounts.remove(sessionId);
  }

  dispose(): void {
    this.#store.dispose();
  }

  async #tellChanges(): Promise<void> {
    const before = this.#shown;
    const now = await this.getSessions();
    this.#shown = now;
    const added = now.filter(({ id }) => !before.some((old) => old.id === id));
    const removed = before.filter(({ id }) => !now.some((one) => one.id === id));
    const changed = now.filter(({ id, accessToken }) =>
      before.some((old) => old.id === id && old.accessToken !== accessToken),
    );
    if (added.length + removed.length + changed.length > 0) this.#changed.fire({ added, removed, changed });
  }
}

function toSession(account: Account, accessToken: string): vscode.AuthenticationSession {
  const label = account.isFromEnvironment ? t('{0} (from the environment)', account.label) : account.label;
  return { id: account.id, accessToken, account: { id: account.id, label }, scopes: [] };
}
