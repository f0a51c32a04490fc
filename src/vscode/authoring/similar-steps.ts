import * as vscode from 'vscode';
import { t } from '../../base/localize';
import type { WorldKnowledge } from '../../language/check/live-scenario';
import { definitionOfStepAt, stepsLike } from '../../language/navigate/similar-steps';
import { createPositions } from '../../language/core/positions';
import type { StepDefinition } from '../../registry/definition';
import type { InFile } from '../../scenario/document/offsets';
import { languageId } from '../ids';
import { showInformation, withProgress } from '../report';
import type { OpenScenarios } from './open-scenarios';
import type { ScenarioFile, ScenarioFiles } from './scenario-files';
import { offsetOf } from './spans';

/** *Find All Steps Like This*: shows the steps of all scenario files that have the step definition of the one at the cursor. */
export async function findSimilarSteps(scenarios: OpenScenarios, files: ScenarioFiles): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  const document = editor?.document.languageId === languageId ? editor.document : undefined;
  const definition =
    editor && document && definitionOfStepAt(scenarios.read(document), offsetOf(document, editor.selection.active));
  if (!definition) {
    showInformation(t('Place the cursor on a step that a cog recognizes, and try again.'));
    return;
  }
  const { active } = editor.selection;
  const locations = await withProgress(t('Looking for steps like this…'), 'statusBar', async (_progress, token) => {
    const found = await files.all(token);
    return found.flatMap((file) => locationsIn(file, definition, scenarios.knowledge(file.uri)));
  });
  await vscode.commands.executeCommand('editor.action.showReferences', editor.document.uri, active, locations);
}

function locationsIn(
  { uri, text, live }: ScenarioFile,
  definition: StepDefinition,
  knowledge: WorldKnowledge,
): readonly vscode.Location[] {
  const steps = stepsLike(live.read(knowledge), definition);
  if (steps.length === 0) return [];
  const positionOf = createPositions(text);
  const place = (offset: InFile): vscode.Position => {
    const { line, character } = positionOf(offset);
    return new vscode.Position(line, character);
  };
  return steps.map(
    ({ selection }) => new vscode.Location(uri, new vscode.Range(place(selection.start), place(selection.end))),
  );
}
