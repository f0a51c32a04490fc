import * as vscode from 'vscode';
import type { Disposable } from '../../base/dispose';
import { rowScheme } from '../ids';

/** Hears which scenario rows are visible. */
export interface VisibleRows extends Disposable {
  /** Has the editor tell again which rows are visible. */
  askAgain(): void;
}

/**
 * Hears which scenario rows are visible: the editor asks for decorations of exactly those. No decoration is given; the
 * question itself is what we want to know.
 */
export function onVisibleRows(want: (scenarioId: number) => void): VisibleRows {
  const changed = new vscode.EventEmitter<undefined>();
  const provider = vscode.window.registerFileDecorationProvider({
    onDidChangeFileDecorations: changed.event,
    provideFileDecoration: (uri) => {
      const scenarioId = Number(uri.path.slice(1));
      if (uri.scheme === rowScheme && Number.isInteger(scenarioId)) want(scenarioId);
      return undefined;
    },
  });
  return {
    askAgain: () => changed.fire(undefined),
    dispose: () => {
      provider.dispose();
      changed.dispose();
    },
  };
}
