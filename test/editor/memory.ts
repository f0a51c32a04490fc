import type * as vscode from 'vscode';

/** A memory that holds what an editor would keep. */
export class Memory implements vscode.Memento {
  readonly values = new Map<string, unknown>();
  keys = (): readonly string[] => [...this.values.keys()];
  get = (key: string, otherwise?: unknown): never => (this.values.get(key) ?? otherwise) as never;
  update = (key: string, value: unknown): Promise<void> => Promise.resolve(void this.values.set(key, value));
}
