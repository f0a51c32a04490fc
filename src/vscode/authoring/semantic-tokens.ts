import * as vscode from 'vscode';
import type { Disposable } from '../../base/dispose';
import { coloredParts, type ColoredPart, type TokenSource } from '../../language/display/semantic-tokens';
import { languageId } from '../ids';
import type { OpenScenarios } from './open-scenarios';
import { rangeOf, spanOf } from './spans';
import type { KnowledgeSource } from './world';

const types: Readonly<Record<ColoredPart['kind'], string>> = { value: 'parameter', token: 'variable' };
const modifiers: Readonly<Record<TokenSource, readonly string[]>> = {
  declared: ['readonly'],
  date: ['readonly', 'defaultLibrary'],
  given: [],
  unknown: ['unknown'],
};
const legend = new vscode.SemanticTokensLegend(Object.values(types), [...new Set(Object.values(modifiers).flat())]);

/** Draws what sentences capture, and tokens by what stands behind them. */
export function registerSemanticTokens(scenarios: OpenScenarios, source: KnowledgeSource): Disposable {
  const changed = new vscode.EventEmitter<void>();
  const whole: vscode.DocumentSemanticTokensProvider = {
    onDidChangeSemanticTokens: changed.event,
    provideDocumentSemanticTokens: (document) => build(document, coloredParts(scenarios.read(document))),
  };
  const range: vscode.DocumentRangeSemanticTokensProvider = {
    provideDocumentRangeSemanticTokens: (document, part) =>
      build(document, coloredParts(scenarios.read(document), spanOf(document, part))),
  };
  return vscode.Disposable.from(
    changed,
    source.onDidChange(() => changed.fire()),
    vscode.languages.registerDocumentSemanticTokensProvider(languageId, whole, legend),
    vscode.languages.registerDocumentRangeSemanticTokensProvider(languageId, range, legend),
  );
}

function build(document: vscode.TextDocument, parts: readonly ColoredPart[]): vscode.SemanticTokens {
  const builder = new vscode.SemanticTokensBuilder(legend);
  for (const { span, kind, source } of parts)
    builder.push(rangeOf(document, span), types[kind], source ? modifiers[source] : []);
  return builder.build();
}
