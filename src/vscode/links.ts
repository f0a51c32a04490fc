import * as vscode from 'vscode';
import type { Disposable } from '../base/dispose';
import { webUrl } from './settings';

/** What a link leads to. */
export interface LinkTarget {
  readonly organization: string;
  readonly scenarioId: number;
  readonly runId?: number;
}

const path = /^\/organizations\/([0-9a-f-]{36})\/scenarios\/(\d+)(?:\/runs\/(\d+))?$/i;

/** A link that opens this editor: `vscode://stackmoxie.stack-moxie/organizations/…/scenarios/…/runs/…`. */
export function editorLink({ organization, scenarioId, runId }: LinkTarget): string {
  const run = runId === undefined ? '' : `/runs/${String(runId)}`;
  return `${vscode.env.uriScheme}://stackmoxie.stack-moxie/organizations/${organization}/scenarios/${String(scenarioId)}${run}`;
}

/** A link into the web application; `undefined` while the setting `stackMoxie.webUrl` is empty or makes no web address. */
export function webLink({ organization, scenarioId, runId }: LinkTarget): string | undefined {
  const template = webUrl();
  if (template === '') return undefined;
  const link = template
    .replaceAll('{organization}', encodeURIComponent(organization))
    .replaceAll('{scenario}', String(scenarioId))
    .replaceAll('{run}', runId === undefined ? '' : String(runId));
  return /^https?:/i.test(link) && URL.canParse(link) ? link : undefined;
}

/** Reads what `editorLink` made. */
export function readEditorLink(uri: { readonly path: string }): LinkTarget | undefined {
  const match = path.exec(uri.path);
  if (!match) return undefined;
  const [, organization = '', scenarioId, runId] = match;
  return {
    organization: organization.toLowerCase(),
    scenarioId: Number(scenarioId),
    ...(runId === undefined ? {} : { runId: Number(runId) }),
  };
}

/** Hears links that open this editor. They show; they never run or change anything. */
export function onEditorLink(open: (target: LinkTarget | undefined) => void): Disposable {
  return vscode.window.registerUriHandler({ handleUri: (uri) => open(readEditorLink(uri)) });
}
