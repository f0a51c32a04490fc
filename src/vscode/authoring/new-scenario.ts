import * as vscode from 'vscode';
import { t } from '../../base/localize';
import { newScenarioSnippet } from '../../language/completion/new-scenario';
import type { Catalog } from '../../registry/catalog';
import type { Cog, StepDefinition } from '../../registry/definition';
import { renderTemplate, sentenceTemplate } from '../../registry/template';
import { languageId } from '../ids';

interface Registries {
  need(uri: undefined): Promise<{ readonly catalog?: Catalog | undefined }>;
}

/** *New Scenario*: asks for a cog and for its steps, and opens a file that is begun with them; each answer may be none. */
export async function newScenario(registries: Registries): Promise<void> {
  const { catalog } = await registries.need(undefined);
  const steps = catalog && catalog.cogs.size > 0 ? await pickSteps(catalog) : [];
  if (!steps) return;
  const document = await vscode.workspace.openTextDocument({ language: languageId, content: '' });
  const editor = await vscode.window.showTextDocument(document);
  await editor.insertSnippet(new vscode.SnippetString(newScenarioSnippet(steps, catalog)));
}

interface CogItem extends vscode.QuickPickItem {
  readonly cog?: Cog;
}

interface StepItem extends vscode.QuickPickItem {
  readonly step: StepDefinition;
}

/** @returns `undefined` where the author thought better of it. */
async function pickSteps(catalog: Catalog): Promise<readonly StepDefinition[] | undefined> {
  const title = t('New Scenario');
  const empty: CogItem = { label: `$(file) ${t('Empty scenario')}`, alwaysShow: true };
  const cogs = [...catalog.cogs.values()].map((cog): CogItem => ({
    label: `$(package) ${cog.label}`,
    description: cog.name,
    detail: cog.steps.length === 1 ? t('1 step') : t('{0} steps', cog.steps.length),
    cog,
  }));
  const chosen = await vscode.window.showQuickPick([empty, ...cogs], {
    title,
    placeHolder: t('Choose a cog to start with'),
    matchOnDescription: true,
  });
  if (!chosen) return undefined;
  if (!chosen.cog) return [];
  const items = chosen.cog.steps.map(stepItem);
  const picked = await vscode.window.showQuickPick(items, {
    title,
    placeHolder: t('Choose the steps, in the order of this list'),
    canPickMany: true,
    matchOnDetail: true,
  });
  return picked?.map(({ step }) => step);
}

function stepItem(step: StepDefinition): StepItem {
  const template = sentenceTemplate(step);
  return {
    label: step.name || step.stepId,
    description: step.type === 'ACTION' ? t('Action') : t('Validation'),
    ...(template ? { detail: renderTemplate(template) } : {}),
    step,
  };
}
