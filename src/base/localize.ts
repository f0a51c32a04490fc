/** Turns a message with `{0}`, `{1}`… into the user's language. */
export type Translator = (message: string, ...args: readonly (string | number)[]) => string;

const plain: Translator = (message, ...args) =>
  message.replace(/\{(\d+)\}/g, (whole, index: string) => {
    const value = args[Number(index)];
    return value === undefined ? whole : String(value);
  });

let translator = plain;

/** Connects the editor's translations; without it messages come in English. */
export function setTranslator(translate: Translator): void {
  translator = translate;
}

/** Every text that a user sees goes through here. `{0}` stands for the first argument. */
export const t: Translator = (message, ...args) => translator(message, ...args);
