import * as vscode from 'vscode';
import type { Disposable } from '../../base/dispose';
import { t } from '../../base/localize';
import { plainName } from '../../base/plain-text';

/** Writes one run's transcript into its scenario's channel. */
export interface ChannelWriter {
  append(text: string): void;
  /** Nothing more comes. */
  end(): void;
}

/** Whose channel it is, and what tells it apart from another one of the same name. */
export interface ChannelOwner {
  /** Organization and scenario. */
  readonly key: string;
  readonly name: string;
  readonly scenarioId: number;
  /** The scenario's folder, where its name is known. */
  readonly folder?: string;
}

interface Slot {
  readonly channel: vscode.OutputChannel;
  /** Transcripts that are being written. */
  readonly live: Set<ChannelWriter>;
  writer?: ChannelWriter;
}

/** The editor's list of channels is to be looked through: so many are kept, and all that are being written. */
const mostChannels = 20;

/** The output channels of scenarios: one each, made when it is first written to. Showing one never takes the focus. */
export class RunChannels implements Disposable {
  /** The one that was used last comes last. */
  readonly #slots = new Map<string, Slot>();

  /** Begins a transcript. Two runs of a scenario may be written at once: whenever the run changes, its heading says so. */
  open(owner: ChannelOwner, heading: string): ChannelWriter {
    const slot = this.#slot(owner);
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
      end: () => void slot.live.delete(writer),
    };
    slot.live.add(writer);
    writer.append('');
    this.#closeOld();
    return writer;
  }

  /** @returns false where nothing was written yet, or where that was long ago. */
  show(key: string): boolean {
    const slot = this.#slots.get(key);
    if (slot) this.#use(key, slot);
    slot?.channel.show(true);
    return slot !== undefined;
  }

  dispose(): void {
    for (const { channel } of this.#slots.values()) channel.dispose();
    this.#slots.clear();
  }

  #slot(owner: ChannelOwner): Slot {
    const slot = this.#slots.get(owner.key) ?? { channel: vscode.window.createOutputChannel(this.#freeName(owner)), live: new Set<ChannelWriter>() };
    this.#use(owner.key, slot);
    return slot;
  }

  #use(key: string, slot: Slot): void {
    this.#slots.delete(key);
    this.#slots.set(key, slot);
  }

  /** A channel keeps its name: the later one of two says more. */
  #freeName({ key, name, folder, scenarioId }: ChannelOwner): string {
    const plain = `Stack Moxie: ${plainName(name, key)}`;
    const place = folder === undefined ? '' : plainName(folder, '');
    const names = [plain, ...(place === '' ? [] : [`${plain} (${place})`]), `${plain} (${String(scenarioId)})`];
    const taken = new Set([...this.#slots.values()].map(({ channel }) => channel.name));
    return names.find((one) => !taken.has(one)) ?? `${plain} (${key})`;
  }

  #closeOld(): void {
    for (const [key, { channel, live }] of [...this.#slots]) {
      if (this.#slots.size <= mostChannels) return;
      if (live.size > 0) continue;
      this.#slots.delete(key);
      channel.dispose();
    }
  }
}
