import * as vscode from 'vscode';
import type { Disposable } from '../../base/dispose';
import { t } from '../../base/localize';
import { commands, documentScheme, languageId } from '../ids';

/** *Run* above the first line of a scenario of the cloud. A file on disk is no scenario that could be run yet: it is not linked to one. */
export function registerLenses(): Disposable {
  return vscode.languages.registerCodeLensProvider(
    { language: languageId, scheme: documentScheme },
    {
      provideCodeLenses: ({ uri }) => [new vscode.CodeLens(new vscode.Range(0, 0, 0, 0), { title: `$(play) ${t('Run')}`, tooltip: t('Run this scenario in its organization'), command: commands.runScenario, arguments: [uri] })],
    },
  );
}
