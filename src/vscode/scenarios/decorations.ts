import * as vscode from 'vscode';
import type { Disposable } from '../../base/dispose';
import { rowScheme } from '../ids';

/**
 * Hears which scenario rows are visible: the editor asks for decorations of exactly those. No decoration is given; the
 * question itself is what we want to know.
 */
export function onVisibleRows(want: (scenarioId: number) => void): Disposable {
  return vscode.window.registerFileDecorationProvider({
    provideFileDecoration: (uri) => {
      const scenarioId = Number(uri.path.slice(1));
      if (uri.scheme === rowScheme && Number.isInteger(scenarioId)) want(scenarioId);
      return undefined;
    },
  });
}
