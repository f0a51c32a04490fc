import * as vscode from 'vscode';
import type { Disposable } from '../../base/dispose';
import { plainName } from '../../view/plain-text';

/** The output channels of scenarios: one each, made when it is first written to. Showing one never takes the focus. */
export class RunChannels implements Disposable {
  readonly #channels = new Map<string, vscode.OutputChannel>();

  /** @param key organization and scenario. @param name the scenario's name. */
  of(key: string, name: string): vscode.OutputChannel {
    const known = this.#channels.get(key);
    if (known) return known;
    const channel = vscode.window.createOutputChannel(`Stack Moxie: ${plainName(name, key)}`);
    this.#channels.set(key, channel);
    return channel;
  }

  /** @returns false where nothing was written yet. */
  show(key: string): boolean {
    const channel = this.#channels.get(key);
    channel?.show(true);
    return channel !== undefined;
  }

  dispose(): void {
    for (const channel of this.#channels.values()) channel.dispose();
    this.#channels.clear();
  }
}
