import * as vscode from 'vscode';
import { t } from '../../base/localize';
import type { CommandHandler } from '../commands';
import { commands, languageId, type CommandId } from '../ids';
import { showInformation, withProgress } from '../report';
import type { RegistryDocument } from './registry-document';
import type { RegistryStore } from './registry-store';
import type { RegistryKnowledge } from '../../view/registry/registry-knowledge';

/** The document whose registry a command means: the active scenario; without one, that of the folder in use. */
function activeDocument(): vscode.Uri | undefined {
  const document = vscode.window.activeTextEditor?.document;
  return document?.languageId === languageId ? document.uri : undefined;
}

/** Says what a refresh has brought. */
export type ChangeWords = (before: RegistryKnowledge, after: RegistryKnowledge) => Promise<string>;

/** The commands about the registry. */
export function languageCommands(
  registries: RegistryStore,
  document: RegistryDocument,
  changeWords: ChangeWords,
): Partial<Record<CommandId, CommandHandler>> {
  return {
    [commands.refreshRegistry]: async () => {
      const { before, after } = await withProgress(t('Fetching the registry…'), 'message', () =>
        registries.refresh(activeDocument()),
      );
      showInformation(await changeWords(before, after));
    },
    [commands.showRegistry]: () => document.open(activeDocument()),
  };
}
