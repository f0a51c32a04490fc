import * as vscode from 'vscode';
import type { Span } from '../../scenario/document/tree';

/** A span of a document's text as the editor says it. */
export const rangeOf = (document: vscode.TextDocument, { start, end }: Span): vscode.Range => new vscode.Range(document.positionAt(start), document.positionAt(end));
