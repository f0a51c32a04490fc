import type { OutputChannel } from 'vscode';
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

/** What is used of the editor's channels. */
export type RunChannel = Pick<OutputChannel, 'name' | 'append' | 'show' | 'dispose'>;

interface Slot {
  readonly channel: RunChannel;
  readonly plain: string;
  readonly folder: string;
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

  constructor(private readonly create: (name: string) => RunChannel) {}

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
    const slot = this.#slots.get(owner.key) ?? this.#made(owner);
    this.#use(owner.key, slot);
    return slot;
  }

  #made(owner: ChannelOwner): Slot {
    const plain = `Stack Moxie: ${plainName(owner.name, owner.key)}`;
    const folder = owner.folder === undefined ? '' : plainName(owner.folder, '');
    return { channel: this.create(this.#freeName(owner, plain, folder)), plain, folder, live: new Set() };
  }

  #use(key: string, slot: Slot): void {
    this.#slots.delete(key);
    this.#slots.set(key, slot);
  }

  /** A channel keeps its name: of two scenarios of one name the later one says its folder, or its number where that is the same. */
  #freeName({ key, scenarioId }: ChannelOwner, plain: string, folder: string): string {
    const slots = [...this.#slots.values()];
    const isOther = folder !== '' && !slots.some((slot) => slot.plain === plain && slot.folder === folder);
    const names = [plain, ...(isOther ? [`${plain} (${folder})`] : []), `${plain} (${String(scenarioId)})`];
    return names.find((one) => !slots.some(({ channel }) => channel.name === one)) ?? `${plain} (${key})`;
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
