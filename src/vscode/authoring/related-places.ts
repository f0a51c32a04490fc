import * as vscode from 'vscode';
import type { Related } from '../../language/core/problem';
import { placedStep } from '../../language/core/read-scenario';
import { lineInReport } from '../../view/registry/registry-report';
import { registryUri } from '../registry-uri';
import { time } from '../time';
import type { OpenScenarios } from './open-scenarios';
import { rangeOf } from './spans';
import type { KnowledgeSource } from './world';

/** Where a problem's related place is: a step of the document, or a line of the list of what is known of the cogs. */
export function locateRelated(
  { place, message }: Related,
  document: vscode.TextDocument,
  { scenarios, source }: { readonly scenarios: OpenScenarios; readonly source: KnowledgeSource },
): vscode.DiagnosticRelatedInformation | undefined {
  if ('step' in place) {
    const step = placedStep(scenarios.read(document), place.step);
    return (
      step &&
      new vscode.DiagnosticRelatedInformation(new vscode.Location(document.uri, rangeOf(document, step.span)), message)
    );
  }
  const line = lineInReport(source.knowledge(document.uri), place, { time });
  return line === undefined
    ? undefined
    : new vscode.DiagnosticRelatedInformation(
        new vscode.Location(registryUri(document.uri), new vscode.Position(line, 0)),
        message,
      );
}
