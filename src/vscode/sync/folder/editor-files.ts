import * as vscode from 'vscode';
import { t } from '../../../base/localize';
import { difference } from '../../../scenario/edit/difference';
import { FileChangedError, type FilePort, NotUtf8Error } from '../../../sync/model/ports';
import { encodingName } from '../../utf8';
import { FileProblem } from '../files/file-problem';

/**
 * A workspace folder's files as the editor has them: what is open in it is read and written there, so that unsaved text counts
 * and every change can be undone; all else on the disk.
 */
export class EditorFiles implements FilePort {
  constructor(
    private readonly folder: vscode.Uri,
    private readonly disk: FilePort,
  ) {}

  async read(path: string): Promise<string | undefined> {
    const document = this.#open(path);
    // What is saved is on the disk; the editor may not have seen yet that somebody else has written there.
    if (!document?.isDirty) return this.disk.read(path);
    await this.#checkEncoding(path, document, document.getText());
    return document.getText();
  }

  /** Throws a `NotUtf8Error` where an editor would not save a text as UTF-8, or shows what it has not decoded exactly. */
  async #checkEncoding(path: string, { encoding }: vscode.TextDocument, text: string): Promise<void> {
    if (!isSavedAsUtf8(encoding, text)) throw new NotUtf8Error(path, encodingName(encoding));
    // Opened as UTF-8 all the same, it shows marks in the place of what it could not read.
    await this.disk.read(path).catch((error: unknown) => {
      if (error instanceof NotUtf8Error) throw error;
    });
  }

  async write(path: string, text: string, expected: string | undefined): Promise<void> {
    const document = this.#open(path);
    if (!document) return this.disk.write(path, text, expected);
    if (expected === undefined || asEditorHas(document.getText()) !== asEditorHas(expected))
      throw new FileChangedError(path);
    await this.#checkEncoding(path, document, document.getText() + text);
    const edit = new vscode.WorkspaceEdit();
    // Only what changes is replaced: cursors, folds and marks elsewhere stay.
    for (const { start, end, text: put } of difference(document.getText(), asEditorWrites(document, text)))
      edit.replace(document.uri, new vscode.Range(document.positionAt(start), document.positionAt(end)), put);
    if (!(await vscode.workspace.applyEdit(edit))) throw new FileChangedError(path);
    // What the author has not saved is saved along: the disk and the editor are one again. Where the disk takes nothing, the editor itself says why.
    if (!(await save(document)))
      throw new FileProblem(
        path,
        t('{0} was changed in its editor but could not be saved. Save it there and try again.', path),
      );
  }

  async remove(path: string, expected: string): Promise<void> {
    const document = this.#open(path);
    if (!document?.isDirty) return this.disk.remove(path, expected);
    if (asEditorHas(document.getText()) !== asEditorHas(expected)) throw new FileChangedError(path);
    await this.#checkEncoding(path, document, expected);
    await save(document);
    return this.disk.remove(path, expected);
  }

  async rename(from: string, to: string): Promise<void> {
    const document = this.#open(from);
    if (document) await save(document);
    return this.disk.rename(from, to);
  }

  /** A workspace folder that lies within this one takes care of its own files. */
  async list(): Promise<readonly string[]> {
    const own = `${this.folder.path.replace(/\/$/, '')}/`;
    const inner = (vscode.workspace.workspaceFolders ?? [])
      .filter(({ uri }) => uri.scheme === this.folder.scheme && uri.path.startsWith(own))
      .map(({ uri }) => `${uri.path.slice(own.length)}/`);
    const paths = await this.disk.list();
    return inner.length === 0 ? paths : paths.filter((path) => !inner.some((directory) => path.startsWith(directory)));
  }

  #open(path: string): vscode.TextDocument | undefined {
    const uri = vscode.Uri.joinPath(this.folder, path).toString();
    return vscode.workspace.textDocuments.find((document) => !document.isClosed && document.uri.toString() === uri);
  }
}

/** What has ASCII alone is the same bytes in every encoding of single bytes. */
const isSavedAsUtf8 = (encoding: string, text: string): boolean =>
  encoding.startsWith('utf8') || (!encoding.startsWith('utf16') && !/[^\x00-\x7f]/.test(text));

/** An editor keeps a byte order mark to itself, and has one kind of line ends. */
const asEditorHas = (text: string): string => text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n');

const asEditorWrites = ({ eol }: vscode.TextDocument, text: string): string =>
  eol === vscode.EndOfLine.CRLF ? asEditorHas(text).replace(/\n/g, '\r\n') : asEditorHas(text);

/** Documents that are being saved by us. */
const saving = new WeakSet<vscode.TextDocument>();

/** Whether a save that the editor tells of was not the author's. */
export const isOwnSave = (document: vscode.TextDocument): boolean => saving.has(document);

async function save(document: vscode.TextDocument): Promise<boolean> {
  saving.add(document);
  try {
    return await document.save();
  } finally {
    saving.delete(document);
  }
}
