import * as vscode from 'vscode';
import type { Event } from '../base/event';
import { settings, type SettingId } from './ids';

export type RevealRuns = 'never' | 'onFailure' | 'onStart';
export type ConfirmRuns = 'always' | 'several' | 'never';
export type InlayHints = 'off' | 'cog' | 'values' | 'all';

const read = (id: SettingId, scope?: vscode.ConfigurationScope): unknown =>
  vscode.workspace.getConfiguration(undefined, scope).get(id);
const text = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');
const oneOf = <T extends string>(value: unknown, choices: readonly T[], fallback: T): T =>
  choices.find((choice) => choice === value) ?? fallback;

export const defaultApiUrl = 'https://app.stackmoxie.com/api';

/** The address that *Sign In* offers. Machine-scoped in the manifest, so no workspace can set it. */
export const apiUrl = (): string => text(read(settings.apiUrl)) || defaultApiUrl;

/** The template of web links, with `{organization}`, `{scenario}` and `{run}`; empty: no web links. */
export const webUrl = (): string => text(read(settings.webUrl));

/** The organization's UUID that a folder's settings ask for. */
export const organizationSetting = (folder: vscode.Uri | undefined): string =>
  text(read(settings.organization, folder));

/** The registry files that a folder's settings name: paths, relative to the folder or absolute, in order. */
export function registryFiles(folder: vscode.Uri | undefined): readonly string[] {
  const value = read(settings.registryFiles, folder);
  return Array.isArray(value) ? value.map(text).filter((file) => file !== '') : [];
}

export const confirmRuns = (): ConfirmRuns =>
  oneOf(read(settings.runsConfirm), ['always', 'several', 'never'], 'always');
export const notifyOfRuns = (): 'me' | 'team' => oneOf(read(settings.runsNotify), ['me', 'team'], 'me');
export const revealRuns = (): RevealRuns =>
  oneOf(read(settings.runsReveal), ['never', 'onFailure', 'onStart'], 'onStart');

const severities = ['error', 'warning', 'information', 'hint', 'off'] as const;

/** How bad kinds of problems are to the author, by their codes. */
export function diagnosticSeverities(document: vscode.Uri): Readonly<Record<string, (typeof severities)[number]>> {
  const value = read(settings.diagnosticsSeverity, document);
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(
    Object.entries(value).flatMap(([code, severity]) =>
      severities.filter((known) => known === severity).map((known) => [code, known]),
    ),
  );
}

/** What hints in sentences tell. */
export const inlayHints = (document: vscode.Uri): InlayHints =>
  oneOf(read(settings.inlayHints, document), ['off', 'cog', 'values', 'all'], 'cog');

/** Minutes between looks at the cloud, as the setting has it. */
export const syncInterval = (): unknown => read(settings.syncInterval);

/** Whether saving a linked file pushes it. */
export const pushOnSave = (document: vscode.Uri): boolean => read(settings.pushOnSave, document) === true;

/**
 * UUIDs and names of organizations in which every change wants the name typed. What the user, the workspace and its folders
 * list counts together: a workspace adds to what its user protects, and takes nothing from it.
 */
export function protectedOrganizations(): readonly string[] {
  const configuration = (scope?: vscode.Uri) =>
    vscode.workspace.getConfiguration(undefined, scope).inspect<unknown>(settings.protectedOrganizations);
  const inspected = [
    configuration(),
    ...(vscode.workspace.workspaceFolders ?? []).map(({ uri }) => configuration(uri)),
  ];
  const lists = inspected.flatMap((found) => [found?.globalValue, found?.workspaceValue, found?.workspaceFolderValue]);
  return [...new Set(lists.flatMap((list) => (Array.isArray(list) ? list.map(text) : [])))].filter(
    (entry) => entry !== '',
  );
}

/** Fires when one of the settings changes. */
export function onDidChangeSettings(...ids: readonly SettingId[]): Event<undefined> {
  return (listener) =>
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (ids.some((id) => change.affectsConfiguration(id))) listener(undefined);
    });
}
