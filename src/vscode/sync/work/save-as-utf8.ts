import * as vscode from 'vscode';
import { findScenarioFiles, isScenarioFile } from '../../scenario-files';
import { CancelledError } from '../../../base/cancellation';
import { isRecord } from '../../../base/json';
import { t } from '../../../base/localize';
import { iconless, plainLine, plainName } from '../../../base/plain-text';
import type { PlanItem } from '../../../sync/plan/plan';
import { NotUtf8Error } from '../../../sync/model/ports';
import { writeIgnoreFile } from '../../../sync/store/state-folder';
import { run } from '../../commands';
import { commands } from '../../ids';
import { showInformation, showWarning, type Choice } from '../../report';
import { decodeUtf8, encodingName } from '../../utf8';
import { decodings, telling, type Decoded } from './encoding-choices';
import { NodeFiles } from '../files/node-files';
import { NodeStore } from '../files/node-store';
import { readArguments } from './told';

/** A file whose bytes are not UTF-8. */
interface Foreign {
  readonly folder: vscode.WorkspaceFolder;
  readonly uri: vscode.Uri;
  /** Below the folder. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

const longestLine = 80;

/**
 * Saves a scenario file as UTF-8: the user picks the encoding in which it reads well, and its bytes are kept as they were.
 * @param args the file's address, and `{ encoding }` where it is known
 */
export async function saveAsUtf8(args: readonly unknown[]): Promise<void> {
  const [asked] = readArguments(args.slice(0, 1)).files;
  const file = await (args.length > 0 && asked ? read(asked) : pickFile());
  if (!file) {
    showInformation(
      asked && args.length > 0
        ? t('{0} is already UTF-8.', plainName(vscode.workspace.asRelativePath(asked), ''))
        : t('All scenario files here are UTF-8.'),
    );
    return;
  }
  const document = openDocument(file.uri);
  if (document?.isDirty)
    throw new Error(
      t(
        '{0} has unsaved changes. Click the encoding in the status bar and choose “Save with Encoding”.',
        plainName(file.path, ''),
      ),
    );
  await convert(file, await pickDecoding(file, { shown: document?.encoding, answer: args[1] }));
}

async function pickFile(): Promise<Foreign | undefined> {
  const uris = (await findScenarioFiles()).filter(isScenarioFile);
  const files = (await Promise.all(uris.map((uri) => read(uri).catch(() => undefined)))).filter(
    (file) => file !== undefined,
  );
  if (files.length === 0) return undefined;
  const items = files
    .map((file) => ({ label: iconless(plainName(vscode.workspace.asRelativePath(file.uri), '')), file }))
    .sort((one, other) => one.label.localeCompare(other.label));
  const picked = await vscode.window.showQuickPick(items, { title: t('Save as UTF-8'), placeHolder: t('Which file?') });
  if (!picked) throw new CancelledError();
  return picked.file;
}

/** `undefined` for a file that is UTF-8. */
async function read(uri: vscode.Uri): Promise<Foreign | undefined> {
  const folder = vscode.workspace.getWorkspaceFolder(uri);
  if (folder?.uri.scheme !== 'file')
    throw new Error(
      t(
        '{0} is not in a workspace folder on a local disk. Click the encoding in the status bar and choose “Save with Encoding”.',
        plainName(vscode.workspace.asRelativePath(uri), ''),
      ),
    );
  const path = uri.path.slice(folder.uri.path.replace(/\/$/, '').length + 1);
  const bytes = await new NodeFiles(folder.uri.fsPath).readBytes(path);
  if (!bytes) throw new Error(t('The file {0} no longer exists.', plainName(path, '')));
  return decodeUtf8(bytes) === undefined ? { folder, uri, path, bytes } : undefined;
}

const openDocument = (uri: vscode.Uri): vscode.TextDocument | undefined =>
  vscode.workspace.textDocuments.find((document) => !document.isClosed && document.uri.toString() === uri.toString());

/** Nobody but the author can tell an encoding for sure: a line is shown as it is in each. */
async function pickDecoding(
  { path, bytes }: Foreign,
  { shown, answer }: { readonly shown: string | undefined; readonly answer: unknown },
): Promise<Decoded> {
  const found = await decodings(bytes, shown);
  const answered = isRecord(answer) ? found.find(({ encoding }) => encoding === answer['encoding']) : undefined;
  if (answered) return answered;
  if (found.length === 0)
    throw new Error(
      t('{0} has an unknown encoding. Open it in the program that wrote it and save it as UTF-8.', plainName(path, '')),
    );
  const items = found.map((decoded) => ({
    label: encodingName(decoded.encoding),
    description: iconless(plainLine(telling(decoded), longestLine)),
    decoded,
  }));
  const picked = await vscode.window.showQuickPick(items, {
    title: t('Save {0} as UTF-8', plainName(path, '')),
    placeHolder: t('Choose the encoding in which this line reads correctly'),
    matchOnDescription: true,
  });
  if (!picked) throw new CancelledError();
  return picked.decoded;
}

async function convert({ folder, uri, path, bytes }: Foreign, { encoding, text }: Decoded): Promise<void> {
  const files = new NodeFiles(folder.uri.fsPath);
  const kept = await keepBytes(folder, path, bytes);
  await files.replaceBytes(path, text, bytes);
  if (openDocument(uri)) await vscode.workspace.openTextDocument(uri, { encoding: 'utf8' });
  const undo = async (): Promise<void> => {
    await files.replaceBytes(path, bytes, Buffer.from(text));
    if (openDocument(uri)) await vscode.workspace.openTextDocument(uri, { encoding });
  };
  showInformation(
    t(
      '{0} was converted from {1} to UTF-8. The original is kept in {2}.',
      plainName(path, ''),
      encodingName(encoding),
      kept,
    ),
    { title: t('Undo'), run: undo },
  );
}

/** A copy with nothing changed, under its own name. @returns its path */
async function keepBytes(folder: vscode.WorkspaceFolder, path: string, bytes: Uint8Array): Promise<string> {
  const store = new NodeStore(folder.uri.fsPath);
  await writeIgnoreFile(store);
  const place = `backups/as-it-was/${new Date().toISOString().replace(/\W/g, '')}/${path}`;
  await store.putBytes(place, bytes);
  return `.stackmoxie/${place}`;
}

/** Without an address the user picks among all files that are not UTF-8. */
const button = (uri: vscode.Uri | undefined): Choice => ({
  title: t('Save as UTF-8…'),
  run: () => run(commands.convertEncoding, ...(uri ? [uri] : [])),
});

/** What helps an item that is blocked by its file's encoding. */
export const encodingHelp = (
  { path, problems }: Pick<PlanItem, 'path' | 'problems'>,
  uriOf: (path: string) => vscode.Uri,
): readonly Choice[] =>
  path !== undefined && problems.some(({ needs }) => needs === 'utf8') ? [button(uriOf(path))] : [];

/** Tells of a command that a file's encoding kept from doing anything; throws every other error. */
export function tellEncoding(error: unknown): void {
  if (!(error instanceof NotUtf8Error)) throw error;
  const [only, ...others] = vscode.workspace.workspaceFolders ?? [];
  showWarning(
    error.message,
    button(only && others.length === 0 ? vscode.Uri.joinPath(only.uri, error.path) : undefined),
  );
}
