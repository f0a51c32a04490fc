import * as vscode from 'vscode';
import type { Disposable } from '../../base/dispose';
import { hoverAt } from '../../language/hover/hover';
import { languageId } from '../ids';
import type { OpenScenarios } from './open-scenarios';
import { offsetOf, rangeOf } from './spans';

/** Tells what is known of the place under the pointer. Its text is not trusted: no command of it runs, no HTML counts. */
export function registerHover(scenarios: OpenScenarios): Disposable {
  return vscode.languages.registerHoverProvider(languageId, {
    provideHover: (document, position) => {
      const hover = hoverAt(scenarios.read(document), offsetOf(document, position));
      return hover && new vscode.Hover(new vscode.MarkdownString(hover.markdown), rangeOf(document, hover.span));
    },
  });
}
