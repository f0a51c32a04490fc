import * as vscode from 'vscode';
import type { Disposable } from '../base/dispose';
import type { Log } from '../base/log';
import { redact } from '../base/redact';

/** The channel "Stack Moxie": what the extension did, fit to be sent to a stranger. */
export interface DiagnosticLog extends Log, Disposable {
  show(): void;
  /** From now on this text is removed wherever it would stand. */
  hide(secret: string): void;
}

/** Opens the channel. Nothing reaches it but through `redact`. */
export function openLog(): DiagnosticLog {
  const channel = vscode.window.createOutputChannel('Stack Moxie', { log: true });
  const secrets = new Set<string>();
  const clean = (message: string): string => redact(message, [...secrets]);
  return {
    debug: (message) => channel.debug(clean(message)),
    info: (message) => channel.info(clean(message)),
    warn: (message) => channel.warn(clean(message)),
    error: (message) => channel.error(clean(message)),
    show: () => channel.show(true),
    hide: (secret) => void secrets.add(secret),
    dispose: () => channel.dispose(),
  };
}
