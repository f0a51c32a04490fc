// Which files of the workspace are scenario files: the one place that searches and watches for them.
import * as vscode from 'vscode';
import { foldersWithoutScenarios, isScenarioName, scenarioGlob } from '../scenario/file-name';

const excluded = `{${foldersWithoutScenarios.map((folder) => `**/${folder}/**`).join(',')}}`;

/** Whether an address is that of a scenario file on a disk. */
export const isScenarioFile = ({ scheme, path }: vscode.Uri): boolean => scheme === 'file' && isScenarioName(path);

/** The scenario files of the workspace, on disks and elsewhere, in no order. @param most no more than these */
export const findScenarioFiles = (most?: number): Thenable<readonly vscode.Uri[]> =>
  vscode.workspace.findFiles(scenarioGlob, excluded, most);

/** Tells when scenario files of the workspace are created, changed and deleted, where the editor watches. */
export const watchScenarioFiles = (): vscode.FileSystemWatcher =>
  vscode.workspace.createFileSystemWatcher(scenarioGlob);
