import * as vscode from 'vscode';

/** How a person answers what is asked; what is left out is stepped back from. */
export interface Answers {
  /** The title of a message's button; of several messages each its own. */
  readonly choose?: string | readonly string[];
  readonly type?: string;
  /** What happens while a question is open. */
  readonly meanwhile?: () => Promise<void>;
  readonly pick?: (items: readonly vscode.QuickPickItem[]) => vscode.QuickPickItem | undefined;
}

/** A message that was shown, with the titles of its buttons. */
export interface Said {
  readonly text: string;
  readonly detail: string;
  readonly choices: readonly string[];
}

type Title = string | vscode.MessageItem;
const titleOf = (choice: Title): string => (typeof choice === 'string' ? choice : choice.title);
const isTitle = (value: unknown): value is Title =>
  typeof value === 'string' || (typeof value === 'object' && value !== null && 'title' in value);

/** Answers prompts in a person's place until `stop`. */
export function answering({ choose, type, pick, meanwhile = () => Promise.resolve() }: Answers): {
  readonly said: readonly Said[];
  readonly stop: () => void;
} {
  const said: Said[] = [];
  const wanted = [choose ?? []].flat();
  const message = (text: string, ...more: readonly unknown[]): Promise<Title | undefined> => {
    const choices = more.filter(isTitle);
    const detail = more.flatMap((value) =>
      typeof value === 'object' && value !== null && 'detail' in value ? [String(value.detail)] : [],
    );
    said.push({ text, detail: detail.join(''), choices: choices.map(titleOf) });
    const answer = choices.find((choice) => wanted.includes(titleOf(choice)));
    return answer === undefined ? Promise.resolve(undefined) : meanwhile().then(() => answer);
  };
  const input = (options: vscode.InputBoxOptions = {}): Promise<string | undefined> =>
    meanwhile().then(() => (type === undefined || options.validateInput?.(type) ? undefined : type));
  const list = async (
    items: readonly vscode.QuickPickItem[] | Thenable<readonly vscode.QuickPickItem[]>,
  ): Promise<vscode.QuickPickItem | undefined> => {
    const shown = await items;
    await meanwhile();
    return pick?.(shown);
  };
  const stops = [
    replace('showWarningMessage', message),
    replace('showInformationMessage', message),
    replace('showErrorMessage', message),
    replace('showInputBox', input),
    replace('showQuickPick', list),
  ];
  const stop = (): void => stops.forEach((end) => end());
  return { said, stop };
}

function replace(name: keyof typeof vscode.window, value: unknown): () => void {
  const real = Object.getOwnPropertyDescriptor(vscode.window, name) ?? {};
  Object.defineProperty(vscode.window, name, { value, configurable: true, writable: true });
  return () => Object.defineProperty(vscode.window, name, real);
}
