import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../base/dispose';
import { definitionAt, originAt, referencesAt } from '../../language/navigate/references';
import { prepareRename, renameToken, type Refusal } from '../../language/navigate/rename';
import { languageId } from '../ids';
import type { OpenScenarios } from './open-scenarios';
import { offsetOf, rangeOf } from './spans';

/** *Go to Definition*, *Find All References* and *Rename Symbol* for tokens. */
export function registerTokenNavigation(scenarios: OpenScenarios): Disposable {
  const store = new DisposableStore();
  store.add(
    vscode.languages.registerDefinitionProvider(languageId, {
      provideDefinition: (document, position) => definitions(scenarios, document, position),
    }),
  );
  store.add(
    vscode.languages.registerReferenceProvider(languageId, {
      provideReferences: (document, position, context) => references(scenarios, document, position, context),
    }),
  );
  store.add(
    vscode.languages.registerRenameProvider(languageId, {
      prepareRename: (document, position) => prepare(scenarios, document, position),
      provideRenameEdits: (document, position, newName) => rename(scenarios, document, position, newName),
    }),
  );
  return store;
}

function definitions(
  scenarios: OpenScenarios,
  document: vscode.TextDocument,
  position: vscode.Position,
): vscode.LocationLink[] {
  const scenario = scenarios.read(document);
  const offset = offsetOf(document, position);
  const origin = originAt(scenario, offset);
  return definitionAt(scenario, offset).map(({ span, selection }) => ({
    ...(origin ? { originSelectionRange: rangeOf(document, origin) } : {}),
    targetUri: document.uri,
    targetRange: rangeOf(document, span),
    targetSelectionRange: rangeOf(document, selection),
  }));
}

function references(
  scenarios: OpenScenarios,
  document: vscode.TextDocument,
  position: vscode.Position,
  { includeDeclaration }: vscode.ReferenceContext,
): vscode.Location[] {
  return referencesAt(scenarios.read(document), offsetOf(document, position), { includeDeclaration }).map(
    (span) => new vscode.Location(document.uri, rangeOf(document, span)),
  );
}

function prepare(
  scenarios: OpenScenarios,
  document: vscode.TextDocument,
  position: vscode.Position,
): { range: vscode.Range; placeholder: string } {
  const prepared = accepted(prepareRename(scenarios.read(document), offsetOf(document, position)));
  return { range: rangeOf(document, prepared.word), placeholder: prepared.name };
}

function rename(
  scenarios: OpenScenarios,
  document: vscode.TextDocument,
  position: vscode.Position,
  newName: string,
): vscode.WorkspaceEdit {
  const { edits } = accepted(renameToken(scenarios.read(document), offsetOf(document, position), newName));
  const workspaceEdit = new vscode.WorkspaceEdit();
  for (const edit of edits) workspaceEdit.replace(document.uri, rangeOf(document, edit), edit.text);
  return workspaceEdit;
}

/** The editor shows a refusal where the cursor is. */
function accepted<T extends object>(answer: T | Refusal): T {
  if ('refusal' in answer) throw new Error(answer.refusal);
  return answer;
}
