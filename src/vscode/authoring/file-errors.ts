import type * as vscode from 'vscode';
import { openScenario, type WorldKnowledge } from '../../language/check/live-scenario';
import { severityOf } from '../../language/core/problem';
import type { FileError } from '../../view/sync/messages/file-errors';
import { diagnosticSeverities } from '../settings';

/** The errors that an author would see in a text, whether its file is open or not. */
export function errorsIn(uri: vscode.Uri, text: string, knowledge: WorldKnowledge): readonly FileError[] {
  const severities = diagnosticSeverities(uri);
  const errors = openScenario(text)
    .problems(knowledge)
    .filter((problem) => severityOf(problem, severities) === 'error');
  return errors.map(({ span, message }) => ({ message, line: text.slice(0, span.start).split(/\r\n|\r|\n/).length }));
}
