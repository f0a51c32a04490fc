import type * as vscode from 'vscode';
import { isScenarioName } from '../scenario/file-name';

/** Whether an address is one of a scenario file on a disk. */
export const isScenarioFile = ({ scheme, path }: vscode.Uri): boolean => scheme === 'file' && isScenarioName(path);
