import * as vscode from 'vscode';

type Show = (message: string, ...rest: readonly unknown[]) => Promise<unknown>;
const kinds = ['showInformationMessage', 'showWarningMessage', 'showErrorMessage'] as const;

/** Hears the messages of the editor in place of a person, who answers with the first button that is named here. */
export class MessagesHeard {
  /** `[Button]`s behind the words; the detail of a question in lines below. */
  readonly said: string[] = [];
  answers: string[] = [];
  readonly #real = new Map<string, unknown>();

  listen(): void {
    const hear: Show = (message, ...rest) => Promise.resolve(this.#hear(message, rest));
    for (const kind of kinds) {
      this.#real.set(kind, vscode.window[kind]);
      this.#put(kind, hear);
    }
  }

  stop(): void {
    for (const [kind, real] of this.#real) this.#put(kind, real);
    this.#real.clear();
    this.said.length = 0;
    this.answers = [];
  }

  #put(kind: string, value: unknown): void {
    Object.defineProperty(vscode.window, kind, { value, configurable: true, writable: true });
  }

  #hear(message: string, rest: readonly unknown[]): unknown {
    const buttons = rest.flatMap((item): readonly { readonly title: string; readonly item: unknown }[] => {
      if (typeof item === 'string') return [{ title: item, item }];
      return isButton(item) ? [{ title: item.title, item }] : [];
    });
    const details = rest.flatMap((item) => (isDetailed(item) && item.detail !== '' ? item.detail.split('\n') : []));
    this.said.push([[message, ...buttons.map(({ title }) => `[${title}]`)].join(' '), ...details].join('\n'));
    const answered = buttons.find(({ title }) => this.answers.includes(title));
    this.answers = this.answers.filter((title) => title !== answered?.title);
    return answered?.item;
  }
}

const isButton = (item: unknown): item is { readonly title: string } =>
  typeof item === 'object' && item !== null && 'title' in item;
const isDetailed = (item: unknown): item is { readonly detail: string } =>
  typeof item === 'object' && item !== null && 'detail' in item && typeof item.detail === 'string';
