import * as vscode from 'vscode';
import { inFile, type InFile } from '../../scenario/document/offsets';
import type { Span } from '../../scenario/document/tree';

/** An offset of a document's text as the editor says it. */
export const positionOf = (document: vscode.TextDocument, at: InFile): vscode.Position => document.positionAt(at);

/** A position of a document as an offset of its text. */
export const offsetOf = (document: vscode.TextDocument, position: vscode.Position): InFile =>
  inFile(document.offsetAt(position));

/** A span of a document's text as the editor says it. */
export const rangeOf = (document: vscode.TextDocument, { start, end }: Span<InFile>): vscode.Range =>
  new vscode.Range(positionOf(document, start), positionOf(document, end));

/** A range of a document as a span of its text. */
export const spanOf = (document: vscode.TextDocument, { start, end }: vscode.Range): Span<InFile> => ({
  start: offsetOf(document, start),
  end: offsetOf(document, end),
});
