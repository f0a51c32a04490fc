import * as vscode from 'vscode';
import { CancelledError } from '../../../base/cancellation';
import { isRecord } from '../../../base/json';
import type { ChangeState } from './source-control';

/**
 * What menus of Source Control and keys in the view give a command, as the Explorer and the view would give it: an address or
 * a row, with all that are selected; of a folder's title, or a group of it, its address. Throws a `CancelledError` where a key
 * means no scenario.
 * @param selection rows of the view that are selected
 */
export function plainArguments(args: readonly unknown[], selection: () => readonly unknown[]): readonly unknown[] {
  const [first] = args;
  if (Array.isArray(first) && args.length === 1) return rowsOfKey(first[0], selection());
  const states = args.filter(isChangeState);
  const [state] = states;
  if (state) {
    const targets = states.map(targetOf);
    return targets.length > 1 ? [targets[0], targets] : targets;
  }
  return args.flatMap(addressesOf);
}

/** A folder's title or a group gives the folder's address; everything else stays. */
function addressesOf(argument: unknown): readonly unknown[] {
  if (isSourceControl(argument)) return [argument.rootUri];
  if (!isGroup(argument)) return [argument];
  const state = argument.resourceStates.find(isChangeState);
  return state ? [state.workspaceFolder] : [];
}

/**
 * A key gives what the manifest says, in a list: a mark, in whose place the editor puts the row that has the focus. No extension
 * is promised that; where an editor leaves the mark as it is, what is selected counts. A row of the preview stands for itself.
 */
function rowsOfKey(focused: unknown, selection: readonly unknown[]): readonly unknown[] {
  if (isPreviewRow(focused)) return [focused];
  const first = isMark(focused) ? selection.find(isScenarioRow) : focused;
  if (!isScenarioRow(first)) throw new CancelledError();
  const rows = selection.includes(first) ? selection.filter(isScenarioRow) : [first];
  return rows.length > 1 ? [first, rows] : rows;
}

const isMark = (value: unknown): boolean => isRecord(value) && '$treeViewId' in value;
const isPreviewRow = (value: unknown): boolean => isRecord(value) && ('key' in value || 'group' in value);
const isScenarioRow = (value: unknown): boolean => isRecord(value) && value['kind'] === 'scenario';

/** A number means nothing without the folder, and so the organization, that it comes from. */
const targetOf = ({ resourceUri, scenarioId, hasFile, workspaceFolder }: ChangeState): unknown =>
  hasFile || scenarioId === undefined ? resourceUri : { kind: 'scenario', scenarioId, workspaceFolder };

const isChangeState = (value: unknown): value is ChangeState =>
  isRecord(value) && value['resourceUri'] instanceof vscode.Uri && typeof value['hasFile'] === 'boolean';
const isSourceControl = (value: unknown): value is vscode.SourceControl =>
  isRecord(value) && 'quickDiffProvider' in value && 'rootUri' in value;
const isGroup = (value: unknown): value is vscode.SourceControlResourceGroup =>
  isRecord(value) && Array.isArray(value['resourceStates']);
