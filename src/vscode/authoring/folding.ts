import * as vscode from 'vscode';
import type { Disposable } from '../../base/dispose';
import { foldsOf, type Fold } from '../../language/structure/folding';
import { languageId } from '../ids';
import type { OpenScenarios } from './open-scenarios';

const kinds: Readonly<Record<Fold['kind'], vscode.FoldingRangeKind | undefined>> = {
  block: undefined,
  comment: vscode.FoldingRangeKind.Comment,
  region: vscode.FoldingRangeKind.Region,
};

/** Folds steps, values of several lines, comments and regions. */
export function registerFolding(scenarios: OpenScenarios): Disposable {
  return vscode.languages.registerFoldingRangeProvider(languageId, {
    provideFoldingRanges: (document) =>
      foldsOf(scenarios.read(document)).map(
        ({ first, last, kind }) => new vscode.FoldingRange(first, last, kinds[kind]),
      ),
  });
}
