import { RunChannels } from '../../../../src/vscode/runs/channels';

/** Channels in memory: what was written into each, by names, as long as it is open. */
export function madeChannels() {
  const open = new Map<string, string>();
  const create = (name: string) => {
    open.set(name, '');
    return {
      name,
      append: (text: string) => void open.set(name, (open.get(name) ?? '') + text),
      show: () => undefined,
      dispose: () => void open.delete(name),
    };
  };
  return { open, channels: new RunChannels(create) };
}
