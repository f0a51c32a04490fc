import * as vscode from 'vscode';
import type { Disposable } from '../../base/dispose';
import { t } from '../../base/localize';
import { linksOf, type Link } from '../../language/navigate/links';
import { commands, languageId } from '../ids';
import type { OpenScenarios } from './open-scenarios';
import { rangeOf } from './spans';

/** Makes links of addresses, of cogs that have a page, and of linked templates. */
export function registerLinks(scenarios: OpenScenarios): Disposable {
  return vscode.languages.registerDocumentLinkProvider(languageId, {
    provideDocumentLinks: (document) =>
      linksOf(scenarios.read(document)).map((found) => {
        const link = new vscode.DocumentLink(rangeOf(document, found.span), targetOf(found));
        const tooltip = tooltipOf(found);
        if (tooltip !== undefined) link.tooltip = tooltip;
        return link;
      }),
  });
}

/** A template is opened as the scenario view opens it: from the organization in use. */
function targetOf({ target }: Link): vscode.Uri {
  if (target.kind !== 'template') return vscode.Uri.parse(target.url);
  return vscode.Uri.from({
    scheme: 'command',
    path: commands.openScenario,
    query: JSON.stringify([{ scenarioId: target.id }]),
  });
}

function tooltipOf({ target }: Link): string | undefined {
  if (target.kind === 'template') return t('Open the template "{0}"', target.name);
  return target.kind === 'cog' ? t('Open the cog’s page') : undefined;
}
