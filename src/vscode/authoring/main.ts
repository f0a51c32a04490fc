// The bundle `language.cjs`: loaded when the first scenario document needs it. Functions only.
import { DisposableStore, type Disposable } from '../../base/dispose';
import { Emitter } from '../../base/event';
import { setTranslator } from '../../base/localize';
import { registerCompletion } from './completion';
import { Diagnostics } from './diagnostics';
import { registerDashes, registerFormatting } from './formatting';
import { registerColors } from './colors';
import { Diagnostics } from './diagnostics';
import { registerFolding } from './folding';
import { registerFormatting } from './formatting';
import { registerHints } from './hints';
import { registerHover } from './hover';
import { registerLenses } from './lenses';
import { registerLinks } from './links';
import { OpenScenarios } from './open-scenarios';
import { OrganizationNamesStore } from './organization-names';
import type { AuthoringWorld, KnowledgeSource } from './world';
import { registerOutline } from './outline';
import { WorkspaceScenarios } from './scenario-files';
import { registerSelection } from './selection';
import { registerWorkspaceSymbols } from './workspace-symbols';
import type { AuthoringWorld } from './world';

export { compileCatalog } from '../../registry/catalog';
export { readRegistryFile } from '../../registry/registry-file';
export { changeWords } from '../../view/registry/registry-change';
export { registryReport } from '../../view/registry/registry-report';

/** Everything that helps an author of scenario files. */
export function startAuthoring(world: AuthoringWorld): Disposable {
  setTranslator(world.translate);
  const store = new DisposableStore();
  const source = createSource(world, store);
  const scenarios = store.add(new OpenScenarios(source, world.clock));
  store.add(new Diagnostics(scenarios, { ...world, source }));
  const scenarios = store.add(new OpenScenarios(world.source, world.clock));
  const files = store.add(new WorkspaceScenarios(scenarios, world));
  store.add(new Diagnostics(scenarios, world));
  store.add(registerFormatting());
  store.add(registerDashes());
  store.add(registerCompletion(scenarios, world));
  store.add(registerHover(scenarios));
  store.add(registerColors(scenarios, world.source));
  store.add(registerHints(scenarios, world.source));
  store.add(registerOutline(scenarios));
  store.add(registerWorkspaceSymbols({ scenarios, files, clock: world.clock }));
  store.add(registerFolding(scenarios));
  store.add(registerSelection(scenarios));
  store.add(registerLinks(scenarios));
  store.add(registerLenses());
  return store;
}

/** What is known of cogs and of the organization, wherever a document lies. */
function createSource(world: AuthoringWorld, store: DisposableStore): KnowledgeSource {
  const { registries, sessions } = world;
  const names = store.add(new OrganizationNamesStore(sessions, world));
  const changed = store.add(new Emitter<undefined>());
  store.add(registries.onDidChange(() => changed.fire(undefined)));
  store.add(names.onDidChange(() => changed.fire(undefined)));
  return { knowledge: (uri) => ({ ...registries.knowledge(uri), organization: names.at(uri) }), onDidChange: changed.event };
}
