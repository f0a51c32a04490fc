// Loaded when the first scenario document needs it.
import type * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../base/dispose';
import { Emitter } from '../../base/event';
import { registerCodeActions } from './code-actions';
import { askAgain } from './ask-again';
import { registerSemanticTokens } from './semantic-tokens';
import { registerCompletion } from './completion';
import { Diagnostics } from './diagnostics';
import { errorsIn } from './file-errors';
import { registerFolding } from './folding';
import { registerFormatting, registerTyping } from './formatting';
import { registerInlayHints } from './inlay-hints';
import { registerHover } from './hover';
import { registerCodeLens } from './code-lens';
import { registerLinks } from './links';
import { newScenario } from './new-scenario';
import { OpenScenarios } from './open-scenarios';
import { OrganizationNamesStore } from './organization-names';
import { registerOutline } from './outline';
import { WorkspaceScenarios } from './scenario-files';
import { registerSelection } from './selection';
import { findSimilarSteps } from './similar-steps';
import { registerTokenNavigation } from './token-navigation';
import { registerWorkspaceSymbols } from './workspace-symbols';
import type { FileError } from '../../view/sync/messages/file-errors';
import type { AuthoringWorld, KnowledgeSource } from './world';

export { compileCatalog } from '../../registry/catalog';
export { readRegistryFile } from '../../registry/registry-file';
export { changeWords } from '../../view/registry/registry-change';
export { registryReport } from '../../view/registry/registry-report';

/** What helps an author of scenario files, with what commands ask of it. */
export interface Authoring extends Disposable {
  findSimilarSteps(): Promise<void>;
  newScenario(): Promise<void>;
  /** The errors that an author would see in a text, by what is known where its file lies. */
  errorsIn(uri: vscode.Uri, text: string): Promise<readonly FileError[]>;
}

/** Everything that helps an author of scenario files. */
export function startAuthoring(world: AuthoringWorld): Authoring {
  const store = new DisposableStore();
  const source = createSource(world, store);
  const { clock, page, log } = world;
  const scenarios = store.add(new OpenScenarios(source, clock));
  const files = store.add(new WorkspaceScenarios(scenarios, { clock, log }));
  store.add(new Diagnostics(scenarios, { source, page, clock }));
  store.add(registerFormatting());
  store.add(registerTyping());
  store.add(registerCompletion(scenarios, { source, clock }));
  store.add(registerHover(scenarios));
  store.add(registerSemanticTokens(scenarios, source));
  store.add(registerInlayHints(scenarios, source));
  store.add(askAgain(source, () => registerOutline(scenarios)));
  store.add(registerWorkspaceSymbols({ scenarios, files, clock }));
  store.add(registerFolding(scenarios));
  store.add(registerSelection(scenarios));
  store.add(askAgain(source, () => registerLinks(scenarios)));
  store.add(registerCodeLens());
  store.add(registerTokenNavigation(scenarios));
  store.add(registerCodeActions(scenarios));
  return {
    dispose: () => store.dispose(),
    findSimilarSteps: () => findSimilarSteps(scenarios, files),
    newScenario: () => newScenario(world.registries),
    errorsIn: async (uri, text) => {
      await world.registries.need(uri);
      return errorsIn(uri, text, scenarios.knowledge(uri));
    },
  };
}

/** What is known of cogs and of the organization, wherever a document lies. */
function createSource(world: AuthoringWorld, store: DisposableStore): KnowledgeSource {
  const { registries, sessions } = world;
  const names = store.add(new OrganizationNamesStore(sessions, world));
  const changed = store.add(new Emitter<undefined>());
  store.add(registries.onDidChange(() => changed.fire(undefined)));
  store.add(names.onDidChange(() => changed.fire(undefined)));
  return {
    knowledge: (uri) => ({ ...registries.knowledge(uri), organization: names.at(uri) }),
    onDidChange: changed.event,
  };
}
