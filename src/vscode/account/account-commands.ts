import * as vscode from 'vscode';
import { t } from '../../base/localize';
import type { CommandHandler } from '../commands';
import { commands, type CommandId } from '../ids';
import { withProgress } from '../report';
import type { SandboxProcess } from '../sandbox-process';
import { signIn, tellSignedIn, type SignInWorld } from './sign-in';
import { nameOrganization, signOut, switchOrganization } from './switch-organization';

/** The commands about accounts and organizations. */
export function accountCommands(
  world: SignInWorld,
  sandbox: SandboxProcess,
): Partial<Record<CommandId, CommandHandler>> {
  return {
    [commands.signIn]: async () => {
      const account = await signIn(world);
      if (account) tellSignedIn(account);
    },
    [commands.signOut]: () => signOut(world),
    [commands.switchOrganization]: () => switchOrganization(world),
    [commands.nameOrganization]: () => nameOrganization(world),
    [commands.trySandbox]: () => trySandbox(world, sandbox),
    [commands.stopSandbox]: () => sandbox.stop(),
  };
}

/** Starts the sandbox on this machine and signs in to it: no account is needed, and no run costs anything. */
async function trySandbox({ accounts, bindings }: SignInWorld, sandbox: SandboxProcess): Promise<void> {
  if (!vscode.workspace.isTrusted) throw new Error(t('The sandbox runs on this machine. Trust this workspace first.'));
  const { api, token, organization } = await withProgress(t('Starting the Stack Moxie sandbox…'), 'message', () =>
    sandbox.start(),
  );
  const known = { uuid: organization, name: 'Acme' };
  const account = await accounts.add({ address: api, token, organization: known });
  await bindings.bind(account, known);
}
