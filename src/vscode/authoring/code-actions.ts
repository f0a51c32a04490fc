import * as vscode from 'vscode';
import type { Disposable } from '../../base/dispose';
import { t } from '../../base/localize';
import type { Action, ActionKind } from '../../language/actions/action';
import { actionsAt } from '../../language/actions/actions-at';
import { fixAll } from '../../language/actions/fix-all';
import type { InFile } from '../../scenario/document/offsets';
import type { TextEdit } from '../../scenario/edit/text-edit';
import { languageId } from '../ids';
import type { OpenScenarios } from './open-scenarios';
import { positionOf, rangeOf, spanOf } from './spans';

const kinds: Readonly<Record<ActionKind, vscode.CodeActionKind>> = {
  quickfix: vscode.CodeActionKind.QuickFix,
  'refactor.rewrite': vscode.CodeActionKind.RefactorRewrite,
  'refactor.extract': vscode.CodeActionKind.RefactorExtract,
};
const fixAllKind = vscode.CodeActionKind.SourceFixAll.append('stackMoxie');

/** An action of ours in the editor's light bulb. */
class OfferedAction extends vscode.CodeAction {
  constructor(
    readonly action: Action,
    readonly document: vscode.TextDocument,
    readonly version = document.version,
  ) {
    super(action.title, kinds[action.kind]);
    this.isPreferred = action.isPreferred === true;
  }
}

/** Quick fixes, refactorings, and *Fix All*. */
export function registerCodeActions(scenarios: OpenScenarios): Disposable {
  return vscode.languages.registerCodeActionsProvider(
    languageId,
    {
      provideCodeActions: (document, range, context) => offer(scenarios, document, range, context),
      resolveCodeAction: (offered) => {
        if (offered instanceof OfferedAction) resolve(offered);
        return offered;
      },
    },
    { providedCodeActionKinds: [...Object.values(kinds), fixAllKind] },
  );
}

function offer(
  scenarios: OpenScenarios,
  document: vscode.TextDocument,
  range: vscode.Range,
  { only, diagnostics }: vscode.CodeActionContext,
): vscode.CodeAction[] {
  const scenario = scenarios.read(document);
  const problems = scenarios.problems(document);
  // What is done to the whole file at once must be asked for.
  if (only && vscode.CodeActionKind.Source.contains(only))
    return only.contains(fixAllKind) ? offerAll(document, fixAll(scenario, problems)) : [];
  const actions = actionsAt(scenario, spanOf(document, range), problems).filter(
    ({ kind }) => !only || only.contains(kinds[kind]),
  );
  return actions.map((action) => {
    const offered = new OfferedAction(action, document);
    const { problem } = action;
    const mended =
      problem &&
      diagnostics.filter(
        (diagnostic) =>
          codeOf(diagnostic) === problem.code && diagnostic.range.isEqual(rangeOf(document, problem.span)),
      );
    if (mended && mended.length > 0) offered.diagnostics = mended;
    // Found already for all but slow ones; keyboard shortcuts with arguments do not resolve.
    if (action.isSlow !== true) resolve(offered);
    return offered;
  });
}

const codeOf = ({ code }: vscode.Diagnostic): unknown => (typeof code === 'object' ? code.value : code);

function offerAll(document: vscode.TextDocument, edits: readonly TextEdit<InFile>[]): vscode.CodeAction[] {
  if (edits.length === 0) return [];
  const all = new vscode.CodeAction(t('Fix all that is safe to fix'), fixAllKind);
  all.edit = workspaceEdit(document, edits);
  return [all];
}

function resolve(offered: OfferedAction): void {
  const { action, document, version } = offered;
  // The edits are of a text that may be gone.
  const edits = document.version === version ? action.edits() : undefined;
  if (!edits) return;
  offered.edit = workspaceEdit(document, edits);
  const command = action.newName === undefined ? undefined : renameCommand(document, edits, action.newName);
  if (command) offered.command = command;
}

function workspaceEdit(document: vscode.TextDocument, edits: readonly TextEdit<InFile>[]): vscode.WorkspaceEdit {
  const edit = new vscode.WorkspaceEdit();
  for (const { text, ...span } of edits) edit.replace(document.uri, rangeOf(document, span), text);
  return edit;
}

/** Asks for a better name at the first place where one that was made up stands. */
function renameCommand(
  document: vscode.TextDocument,
  edits: readonly TextEdit<InFile>[],
  name: string,
): vscode.Command | undefined {
  const [first] = edits.toSorted((a, b) => a.start - b.start);
  const at = first?.text.search(new RegExp(`(?<![\\w-])${name}(?=["']?:|\\}\\})`));
  if (!first || at === undefined || at < 0) return undefined;
  const start = positionOf(document, first.start);
  const lines = first.text.slice(0, at).split('\n');
  const last = lines.at(-1) ?? '';
  const position = new vscode.Position(
    start.line + lines.length - 1,
    lines.length === 1 ? start.character + last.length : last.length,
  );
  return { title: t('Rename Symbol'), command: 'editor.action.rename', arguments: [[document.uri, position]] };
}
