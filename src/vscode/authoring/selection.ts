import * as vscode from 'vscode';
import type { Disposable } from '../../base/dispose';
import { selectionsAt } from '../../language/structure/selection';
import { languageId } from '../ids';
import type { OpenScenarios } from './open-scenarios';
import { offsetOf, rangeOf } from './spans';

/** *Expand Selection*: from the word to the step, the steps and the file. */
export function registerSelection(scenarios: OpenScenarios): Disposable {
  return vscode.languages.registerSelectionRangeProvider(languageId, {
    provideSelectionRanges: (document, positions) => {
      const scenario = scenarios.read(document);
      return positions.map((position) => {
        const outermost = selectionsAt(scenario, offsetOf(document, position)).reduceRight<
          vscode.SelectionRange | undefined
        >((parent, span) => new vscode.SelectionRange(rangeOf(document, span), parent), undefined);
        return outermost ?? new vscode.SelectionRange(new vscode.Range(position, position));
      });
    },
  });
}
