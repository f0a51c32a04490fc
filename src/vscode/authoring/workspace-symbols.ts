import * as vscode from 'vscode';
import type { Cancellation } from '../../base/cancellation';
import type { Clock } from '../../base/clock';
import type { Disposable } from '../../base/dispose';
import { TimeSlicer } from '../../base/time-slices';
import { symbolsOf, type FileSymbol } from '../../language/structure/file-symbols';
import type { WorldKnowledge } from '../../language/check/live-scenario';
import type { Catalog } from '../../registry/catalog';
import { symbolKinds } from './outline';
import type { ScenarioFile, ScenarioFiles } from './scenario-files';

/** Nobody reads more of a list; the editor asks again with every letter. */
const mostFound = 2_000;

interface SymbolWorld {
  readonly scenarios: { knowledge(uri: vscode.Uri): WorldKnowledge };
  readonly files: ScenarioFiles;
  readonly clock: Clock;
}

/** *Go to Symbol in Workspace*: scenarios and steps of all scenario files. */
export function registerWorkspaceSymbols(world: SymbolWorld): Disposable {
  const index = new SymbolIndex(world);
  return vscode.languages.registerWorkspaceSymbolProvider({
    provideWorkspaceSymbols: async (query, token) => index.find(query, token),
  });
}

interface KnownSymbols {
  readonly catalog: Catalog | undefined;
  readonly symbols: readonly FileSymbol[];
}

class SymbolIndex {
  /** Files are read anew when their text or the registry changes. */
  readonly #known = new WeakMap<ScenarioFile, KnownSymbols>();

  constructor(private readonly world: SymbolWorld) {}

  async find(query: string, cancellation: Cancellation): Promise<vscode.SymbolInformation[]> {
    const { clock, files } = this.world;
    const matches = matcher(query);
    const found: vscode.SymbolInformation[] = [];
    const slicer = new TimeSlicer(clock);
    for (const file of await files.all(cancellation)) {
      for (const symbol of this.#symbols(file))
        if (found.length < mostFound && matches(symbol)) found.push(informationOf(file.uri, symbol));
      if (found.length >= mostFound || cancellation.isCancellationRequested) break;
      await slicer.yieldIfDue();
    }
    return found;
  }

  #symbols(file: ScenarioFile): readonly FileSymbol[] {
    const knowledge = this.world.scenarios.knowledge(file.uri);
    const before = this.#known.get(file);
    if (before && before.catalog === knowledge.catalog) return before.symbols;
    const symbols = symbolsOf(file.live.read(knowledge));
    this.#known.set(file, { catalog: knowledge.catalog, symbols });
    return symbols;
  }
}

/** The editor sorts what we find by how well it fits; here only what cannot fit is left out. Without a question: the scenarios. */
function matcher(query: string): (symbol: FileSymbol) => boolean {
  const letters = Array.from(query.toLowerCase().replace(/\s+/g, ''));
  if (letters.length === 0) return ({ kind }) => kind === 'scenario';
  return ({ name }) => {
    const text = name.toLowerCase();
    let at = 0;
    return letters.every((letter) => (at = text.indexOf(letter, at) + 1) > 0);
  };
}

function informationOf(uri: vscode.Uri, { name, container, kind, start, end }: FileSymbol): vscode.SymbolInformation {
  const range = new vscode.Range(start.line, start.character, end.line, end.character);
  return new vscode.SymbolInformation(
    name,
    kind === 'scenario' ? vscode.SymbolKind.File : symbolKinds[kind],
    container,
    new vscode.Location(uri, range),
  );
}
