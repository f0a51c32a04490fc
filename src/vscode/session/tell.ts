import * as vscode from 'vscode';
import { UnauthorizedError } from '../../api/http/errors';
import { t } from '../../base/localize';
import { actionTitle, errorMessage, WordedError, type MessageAction, type UserMessage } from '../../view/messages';
import { organizationName } from './binding';
import { run } from '../commands';
import { commands, settings, type CommandId } from '../ids';
import { showError, type Choice } from '../report';
import { NoSessionError, type Sessions } from './session';
import { time } from '../time';

const actionCommands: Readonly<Record<Exclude<MessageAction, 'openApiUrlSetting' | 'retry'>, CommandId>> = {
  signIn: commands.signIn,
  switchOrganization: commands.switchOrganization,
  showLog: commands.showLog,
};

/** What failed to be read is read again where it is shown: the view, or the registry. */
const rereads = (failed: string | undefined): CommandId =>
  failed === commands.refreshRegistry ? commands.refreshRegistry : commands.refreshScenarios;

function choiceOf(action: MessageAction, failed: string | undefined): Choice {
  const title = actionTitle(action);
  if (action === 'openApiUrlSetting')
    return { title, run: () => vscode.commands.executeCommand('workbench.action.openSettings', settings.apiUrl) };
  return { title, run: () => run(action === 'retry' ? rereads(failed) : actionCommands[action]) };
}

/** A refused token fails all requests that are under way; later ones are another deed of the user's. */
const burstMs = 10_000;

/** Words errors for people and shows them: one message for a refused token, however many requests it fails. */
export class ErrorTeller {
  #refused: { readonly account: string; readonly at: number } | undefined;

  constructor(private readonly sessions: Sessions) {
    sessions.onDidChange(() => (this.#refused = undefined));
  }

  /** The words alone. `seenAt`: what is still shown was read then, in Unix milliseconds. */
  readonly say = (error: unknown, seenAt?: number): string => this.#describe(error, seenAt).text;

  /** The message, with the button that helps. `failed`: the command that failed. */
  readonly tell = (error: unknown, failed?: string): void => {
    if (error instanceof NoSessionError) {
      const isSignedOut = error.kind === 'signedOut';
      const [title, command] = isSignedOut
        ? [t('Sign In'), commands.signIn]
        : [t('Choose Organization'), commands.switchOrganization];
      showError(error.message, { title, run: () => run(command) });
      return;
    }
    if (error instanceof UnauthorizedError && !this.#isFirstRefusal()) return;
    if (error instanceof WordedError && error.choices.length > 0) {
      showError(error.worded.text, ...error.choices);
      return;
    }
    const { text, action } = this.#describe(error);
    showError(text, ...(action ? [choiceOf(action, failed)] : []));
  };

  #isFirstRefusal(): boolean {
    const { state } = this.sessions.bindings;
    const account = state.kind === 'bound' ? state.binding.account.id : '';
    const last = this.#refused;
    if (last?.account === account && Date.now() - last.at < burstMs) return false;
    this.#refused = { account, at: Date.now() };
    return true;
  }

  #describe(error: unknown, seenAt?: number): UserMessage {
    const { state } = this.sessions.bindings;
    const lastSeen = seenAt === undefined ? {} : { lastSeen: { at: seenAt, now: Date.now(), time } };
    if (state.kind !== 'bound') return errorMessage(error, lastSeen);
    const { account, organization } = state.binding;
    return errorMessage(error, { organization: organizationName(organization), address: account.address, ...lastSeen });
  }
}
