import * as vscode from 'vscode';
import { isRecord } from '../../base/json';
import type { ChangeState } from './source-control';

/**
 * What menus of Source Control give a command, as the Explorer and the view would give it: an address with all that are
 * selected, or a scenario; of a folder's title, or a group of it, its address.
 */
export function plainArguments(args: readonly unknown[]): readonly unknown[] {
  const states = args.filter(isChangeState);
  const [first] = states;
  if (first) {
    const targets = states.map(targetOf);
    return targets.length > 1 ? [targets[0], targets] : targets;
  }
  return args.flatMap((argument) => (isSourceControl(argument) ? [argument.rootUri] : isGroup(argument) ? (argument.resourceStates.find(isChangeState)?.workspaceFolder ?? []) : [argument]));
}

/** A number means nothing without the folder, and so the organization, that it comes from. */
const targetOf = ({ resourceUri, scenarioId, hasFile, workspaceFolder }: ChangeState): unknown => (hasFile || scenarioId === undefined ? resourceUri : { kind: 'scenario', scenarioId, workspaceFolder });

const isChangeState = (value: unknown): value is ChangeState => isRecord(value) && value['resourceUri'] instanceof vscode.Uri && typeof value['hasFile'] === 'boolean';
const isSourceControl = (value: unknown): value is vscode.SourceControl => isRecord(value) && 'quickDiffProvider' in value && 'rootUri' in value;
const isGroup = (value: unknown): value is vscode.SourceControlResourceGroup => isRecord(value) && Array.isArray(value['resourceStates']);
