import * as vscode from 'vscode';
import type { Disposable } from '../../base/dispose';
import { outlineOf, type OutlineItem } from '../../language/structure/outline';
import { languageId } from '../ids';
import type { OpenScenarios } from './open-scenarios';
import { rangeOf } from './spans';

/** An action happens: a bolt; a validation is true or false; a step that is not understood is a text. */
export const symbolKinds: Readonly<Record<OutlineItem['kind'], vscode.SymbolKind>> = {
  tokens: vscode.SymbolKind.Namespace,
  tokenGroup: vscode.SymbolKind.Object,
  token: vscode.SymbolKind.Variable,
  action: vscode.SymbolKind.Event,
  validation: vscode.SymbolKind.Boolean,
  step: vscode.SymbolKind.String,
};

/** The outline: tokens and steps. */
export function registerOutline(scenarios: OpenScenarios): Disposable {
  return vscode.languages.registerDocumentSymbolProvider(languageId, {
    provideDocumentSymbols: (document) => outlineOf(scenarios.read(document)).map((item) => symbolOf(document, item)),
  });
}

function symbolOf(
  document: vscode.TextDocument,
  { name, detail, kind, span, nameSpan, children }: OutlineItem,
): vscode.DocumentSymbol {
  const symbol = new vscode.DocumentSymbol(
    name,
    detail,
    symbolKinds[kind],
    rangeOf(document, span),
    rangeOf(document, nameSpan),
  );
  symbol.children = children.map((child) => symbolOf(document, child));
  return symbol;
}
