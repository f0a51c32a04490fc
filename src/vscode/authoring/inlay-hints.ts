import * as vscode from 'vscode';
import type { Disposable } from '../../base/dispose';
import { describeDefinition } from '../../language/core/describe-definition';
import { hintsIn, type Hint, type HintKind } from '../../language/display/inlay-hints';
import { languageId, settings } from '../ids';
import { inlayHints, onDidChangeSettings, type InlayHints } from '../settings';
import type { OpenScenarios } from './open-scenarios';
import { positionOf, spanOf } from './spans';
import type { KnowledgeSource } from './world';

const kinds: Readonly<Record<InlayHints, ReadonlySet<HintKind>>> = {
  off: new Set(),
  cog: new Set<HintKind>(['cog']),
  values: new Set<HintKind>(['value']),
  all: new Set<HintKind>(['cog', 'value']),
};

/** Shows the cog behind a sentence, or the fields before its values, as a setting says. */
export function registerInlayHints(scenarios: OpenScenarios, source: KnowledgeSource): Disposable {
  const changed = new vscode.EventEmitter<void>();
  const tell = (): void => changed.fire();
  const provider: vscode.InlayHintsProvider<KnownHint> = {
    onDidChangeInlayHints: changed.event,
    provideInlayHints: (document, range) => {
      const shown = kinds[inlayHints(document.uri)];
      if (shown.size === 0) return [];
      return hintsIn(scenarios.read(document), spanOf(document, range), shown).map(
        (hint) => new KnownHint(document, hint),
      );
    },
    resolveInlayHint: (hint) => {
      const { catalog } = source.knowledge(hint.uri);
      if (catalog) hint.tooltip = new vscode.MarkdownString(describeDefinition(hint.definition, catalog));
      return hint;
    },
  };
  return vscode.Disposable.from(
    changed,
    source.onDidChange(tell),
    onDidChangeSettings(settings.inlayHints)(tell),
    vscode.languages.registerInlayHintsProvider(languageId, provider),
  );
}

/** A hint that can still tell what it is about: its text is written when somebody points at it. */
class KnownHint extends vscode.InlayHint {
  readonly uri: vscode.Uri;
  readonly definition: Hint['definition'];

  constructor(document: vscode.TextDocument, { at, kind, text, definition }: Hint) {
    super(positionOf(document, at), kind === 'cog' ? text : `${text}:`);
    this.uri = document.uri;
    this.definition = definition;
    if (kind === 'cog') this.paddingLeft = true;
    else this.paddingRight = true;
    if (kind === 'value') this.kind = vscode.InlayHintKind.Parameter;
  }
}
