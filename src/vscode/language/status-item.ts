import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../base/dispose';
import { t } from '../../base/localize';
import { languageId } from '../ids';
import { time } from '../time';
import type { RegistryStore } from './registry-store';
import { statusWords } from './status-words';

/** The language status item of scenario files: what is known of the cogs where the active document lies. */
export function createRegistryStatus(registries: RegistryStore, say: (error: unknown) => string): Disposable {
  const store = new DisposableStore();
  const item = store.add(vscode.languages.createLanguageStatusItem('stackMoxie.registry', { language: languageId }));
  item.name = t('Stack Moxie Registry');
  const draw = (): void => {
    const document = vscode.window.activeTextEditor?.document;
    if (document?.languageId === languageId) show(item, registries, { uri: document.uri, say });
  };
  store.add(registries.onDidChange(draw));
  store.add(vscode.window.onDidChangeActiveTextEditor(draw));
  draw();
  return store;
}

function show(
  item: vscode.LanguageStatusItem,
  registries: RegistryStore,
  { uri, say }: { readonly uri: vscode.Uri; readonly say: (error: unknown) => string },
): void {
  const knowledge = registries.knowledge(uri);
  const { text, detail, isWarning, action } = statusWords(knowledge, { now: Date.now(), time, say });
  item.text = text;
  item.detail = detail;
  item.busy = knowledge.busy;
  item.severity = isWarning ? vscode.LanguageStatusSeverity.Warning : vscode.LanguageStatusSeverity.Information;
  item.command = action;
}
