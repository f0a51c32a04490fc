import * as vscode from 'vscode';
import type { Span } from '../../scenario/document/tree';

/** A span of a document's text as the editor says it. */
export const rangeOf = (document: vscode.TextDocument, { start, end }: Span): vscode.Range =>
  new vscode.Range(document.positionAt(start), document.positionAt(end));

/** A range of a document as offsets in its text. */
export const spanOf = (document: vscode.TextDocument, { start, end }: vscode.Range): Span => ({
  start: document.offsetAt(start),
  end: document.offsetAt(end),
});
