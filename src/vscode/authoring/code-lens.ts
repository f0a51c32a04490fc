import * as vscode from 'vscode';
import type { Disposable } from '../../base/dispose';
import { t } from '../../base/localize';
import { commands, documentScheme, languageId } from '../ids';

/** *Run* above the first line of a scenario, of the cloud or on a disk. Which scenario a file is linked to is found out when it is run. */
export function registerCodeLens(): Disposable {
  return vscode.languages.registerCodeLensProvider(
    [documentScheme, 'file'].map((scheme) => ({ language: languageId, scheme })),
    {
      provideCodeLenses: ({ uri }) => [
        new vscode.CodeLens(new vscode.Range(0, 0, 0, 0), {
          title: `$(play) ${t('Run')}`,
          tooltip: t('Run this scenario in its organization'),
          command: commands.runScenario,
          arguments: [uri],
        }),
      ],
    },
  );
}
