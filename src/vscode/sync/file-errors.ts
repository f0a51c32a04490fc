import type * as vscode from 'vscode';
import type { OrganizationNames } from '../../language/knowledge';
import { openScenario } from '../../language/live-scenario';
import { severityOf } from '../../language/problem';
import type { Catalog } from '../../registry/catalog';
import type { FileError } from '../../view/sync/run-decision';
import { diagnosticSeverities } from '../settings';

/** What is known where a file lies. */
export interface ErrorsWorld {
  readonly knowledge: (uri: vscode.Uri) => { readonly catalog: Catalog | undefined; readonly organization?: OrganizationNames | undefined };
  readonly now: number;
}

/** The errors that an author sees in a file, whether it is open or not. */
export function errorsIn(uri: vscode.Uri, text: string, { knowledge, now }: ErrorsWorld): readonly FileError[] {
  const { catalog, organization } = knowledge(uri);
  const severities = diagnosticSeverities(uri);
  const problems = openScenario(text).problems({ ...(catalog ? { catalog } : {}), ...(organization ? { organization } : {}), now });
  return problems.filter((problem) => severityOf(problem, severities) === 'error').map(({ span, message }) => ({ line: text.slice(0, span.start).split(/\r\n|\r|\n/).length, message }));
}
