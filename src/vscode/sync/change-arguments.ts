import * as vscode from 'vscode';
import { isRecord } from '../../base/json';
import type { ChangeState } from './source-control';

/**
 * What menus of Source Control give a command, as the Explorer and the view would give it: an address with all that are
 * selected, or a scenario; of a folder's title its address.
 */
export function plainArguments(args: readonly unknown[]): readonly unknown[] {
  const states = args.filter(isChangeState);
  const [first] = states;
  if (first) {
    const targets = states.map(targetOf);
    return targets.length > 1 ? [targets[0], targets] : targets;
  }
  return args.map((argument) => (isSourceControl(argument) ? argument.rootUri : argument)).filter((argument) => !isGroup(argument));
}

const targetOf = ({ resourceUri, scenarioId, hasFile }: ChangeState): unknown => (hasFile || scenarioId === undefined ? resourceUri : { kind: 'scenario', scenarioId });

const isChangeState = (value: unknown): value is ChangeState => isRecord(value) && value['resourceUri'] instanceof vscode.Uri && typeof value['hasFile'] === 'boolean';
const isSourceControl = (value: unknown): value is vscode.SourceControl => isRecord(value) && 'quickDiffProvider' in value && 'rootUri' in value;
const isGroup = (value: unknown): boolean => isRecord(value) && 'resourceStates' in value;
