import * as vscode from 'vscode';
import type { Disposable } from '../../base/dispose';
import { t } from '../../base/localize';
import { plainName } from '../../base/plain-text';

/** Writes one run's transcript into its scenario's channel. */
export interface ChannelWriter {
  append(text: string): void;
}

interface Slot {
  readonly channel: vscode.OutputChannel;
  writer?: ChannelWriter;
}

/** The output channels of scenarios: one each, made when it is first written to. Showing one never takes the focus. */
export class RunChannels implements Disposable {
  readonly #slots = new Map<string, Slot>();

  /**
   * Begins a transcript. Two runs of a scenario may be written at once: whenever the run changes, its heading says so.
   * @param key organization and scenario.
   */
  open(key: string, name: string, heading: string): ChannelWriter {
    const slot = this.#slot(key, name);
    let begun = false;
    const writer: ChannelWriter = {
      append: (text) => {
        if (slot.writer !== writer) {
          slot.channel.append(`${slot.writer ? '\n' : ''}${begun ? t('{0} (continued)', heading) : heading}\n`);
          slot.writer = writer;
          begun = true;
        }
        if (text !== '') slot.channel.append(text);
      },
    };
    writer.append('');
    return writer;
  }

  /** @returns false where nothing was written yet. */
  show(key: string): boolean {
    const slot = this.#slots.get(key);
    slot?.channel.show(true);
    return slot !== undefined;
  }

  dispose(): void {
    for (const { channel } of this.#slots.values()) channel.dispose();
    this.#slots.clear();
  }

  #slot(key: string, name: string): Slot {
    const known = this.#slots.get(key);
    if (known) return known;
    const slot: Slot = { channel: vscode.window.createOutputChannel(`Stack Moxie: ${plainName(name, key)}`) };
    this.#slots.set(key, slot);
    return slot;
  }
}
