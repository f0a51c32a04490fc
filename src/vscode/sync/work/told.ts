import * as vscode from 'vscode';
import { isRecord } from '../../../base/json';
import { isScenarioName } from '../../../scenario/file-name';
import { present } from '../../../sync/model/present';
import type { Id } from '../../../wire/payload';
import { documentScheme } from '../../ids';
import type { Answers } from './job';
import { scenarioOf } from '../../../view/scenario-row';

/** What a command was told: rows of a view, files, answers. */
export interface Told {
  readonly ids: readonly Id[];
  /** `'none'`: scenarios in no folder. */
  readonly folderIds: readonly (Id | 'none')[];
  readonly files: readonly vscode.Uri[];
  /** The workspace folder itself. */
  readonly workspaceFolder?: vscode.Uri;
  /** The organization that the numbers are of; absent: the one that the view shows. */
  readonly organization?: string;
  readonly answers: Answers;
}

type Items = Omit<Told, 'answers'>;

/**
 * Reads a command's arguments: a row, a file, or a number; then, where several are selected, all of them; then, from code,
 * `{ answers }`. Without any, the active editor counts: a file, or the read-only document of a scenario.
 */
export function readArguments(args: readonly unknown[]): Told {
  const answers = args.find((argument) => isRecord(argument) && isRecord(argument['answers']));
  const several: readonly unknown[] | undefined = args.find(
    (argument) => Array.isArray(argument) && argument.length > 0,
  ) as readonly unknown[] | undefined;
  const told = {
    ...readItems(several ?? args.slice(0, 1)),
    answers: (isRecord(answers) ? answers['answers'] : {}) as Answers,
  };
  const active = vscode.window.activeTextEditor?.document.uri;
  const isNothing = told.ids.length + told.folderIds.length + told.files.length === 0;
  return isNothing && active ? { ...told, ...readItems([active]) } : told;
}

function readItems(items: readonly unknown[]): Items {
  const uris = distinct(items.flatMap((item) => uriOf(item) ?? []));
  return {
    ids: [...new Set([...items.flatMap(idsOf), ...uris.flatMap((uri) => documentId(uri) ?? [])])],
    folderIds: items.flatMap((item) => cloudFolderOf(item) ?? []),
    files: uris.filter(isOfAuthor),
    ...present({
      workspaceFolder: placesOf(items)[0] ?? uris.find(isWorkspaceFolder),
      organization: uris.find(({ scheme }) => scheme === documentScheme)?.authority,
    }),
  };
}

const distinct = (uris: readonly vscode.Uri[]): readonly vscode.Uri[] => [
  ...new Map(uris.map((uri) => [uri.toString(), uri])).values(),
];

/** Also one that is on no disk: what it lacks is told where it is asked about. */
const isOfAuthor = (uri: vscode.Uri): boolean => isScenarioName(uri.path) && uri.scheme !== documentScheme;

const isWorkspaceFolder = (uri: vscode.Uri): boolean =>
  (vscode.workspace.workspaceFolders ?? []).some((folder) => folder.uri.toString() === uri.toString());

/** Where a line of Source Control that has no file comes from. */
const placesOf = (items: readonly unknown[]): readonly vscode.Uri[] =>
  items.flatMap((item) =>
    isRecord(item) && item['workspaceFolder'] instanceof vscode.Uri ? [item['workspaceFolder']] : [],
  );

function uriOf(item: unknown): vscode.Uri | undefined {
  if (item instanceof vscode.Uri) return item;
  const resource = isRecord(item) ? item['resourceUri'] : undefined;
  return resource instanceof vscode.Uri ? resource : undefined;
}

/** The scenarios of a number, a row, or of rows that were dragged. */
function idsOf(item: unknown): readonly Id[] {
  const dragged: unknown = isRecord(item) ? item['scenarioIds'] : undefined;
  if (Array.isArray(dragged)) return dragged.filter((id): id is Id => typeof id === 'number');
  const id = typeof item === 'number' ? item : scenarioOf(item);
  return id === undefined ? [] : [id];
}

function cloudFolderOf(item: unknown): Id | 'none' | undefined {
  const value = isRecord(item) ? item['folderId'] : undefined;
  return typeof value === 'number' || value === 'none' ? value : undefined;
}

/** The scenario whose read-only document this is. */
function documentId({ scheme, path }: vscode.Uri): Id | undefined {
  const id = Number(path.split('/')[1]);
  return scheme === documentScheme && Number.isInteger(id) && id > 0 ? id : undefined;
}
