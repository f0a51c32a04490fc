import { isRecord } from '../../base/json';
import { keepNumbers } from '../../scenario/edit/keep-numbers';
import type { Path } from '../../scenario/edit/key-order';
import { sameValue } from '../../scenario/edit/plain-value';
import { removeKey } from '../../scenario/edit/remove-key';
import { setValue } from '../../scenario/edit/set-value';
import { readSource } from '../../scenario/edit/source';
import { sourceAt } from '../../scenario/edit/source-at';
import { applyEdits, type TextEdit } from '../../scenario/edit/text-edit';
import { changedAt } from '../../scenario/edit/values';

/** Thrown where a file cannot surely be made to say something. Stays within the rewriting of a file. */
export class NotEditable extends Error {
  override readonly name = 'NotEditable';
}

type Values = Readonly<Record<string, unknown>>;

/** A map that holds something. */
const isMap = (value: unknown): value is Values => isRecord(value) && Object.keys(value).length > 0;

const at = (value: unknown, key: string | number): unknown => {
  if (Array.isArray(value)) return value[Number(key)];
  return isRecord(value) && Object.hasOwn(value, key) ? value[key] : undefined;
};
const without = (value: unknown, key: string | number): unknown =>
  isRecord(value) ? Object.fromEntries(Object.entries(value).filter(([name]) => name !== String(key))) : value;

/** A file's text while it is being changed, edit by edit, each as small as it can be. */
export class Editing {
  #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  get text(): string {
    return this.#text;
  }

  /** Goes on with the same file after edits that were made elsewhere. */
  replace(text: string): void {
    this.#text = text;
  }

  /** Whether the edits could be made. */
  tries(edit: (text: string) => readonly TextEdit[] | undefined): boolean {
    const edits = edit(this.#text);
    if (edits) this.#text = applyEdits(this.#text, edits);
    return edits !== undefined;
  }

  /** What stands at a path, aliases and merge keys resolved. */
  valueAt(path: Path): unknown {
    return path.reduce<unknown>(at, readSource(this.#text)?.values[0]);
  }

  /** Where a value cannot be set alone (it came by an alias, or by a merge key), what it stands in is written anew, unless comments stand there too. */
  set(path: Path, value: unknown): void {
    for (let depth = path.length; depth > 0; depth--) {
      const [outer, inner] = [path.slice(0, depth), path.slice(depth)];
      if (depth < path.length && !this.#canWriteAnew(outer)) continue;
      const whole = inner.length === 0 ? value : changedAt(this.valueAt(outer), inner, () => value);
      const before = this.#text;
      if (!this.tries((text) => setValue(text, outer, whole))) continue;
      this.#text = keepNumbers({ text: before, path: outer }, { text: this.#text, path: outer });
      return;
    }
    throw new NotEditable(path.join('.'));
  }

  /** The same of a key that goes. */
  drop(path: Path): void {
    if (this.valueAt(path) === undefined || this.tries((text) => removeKey(text, path))) return;
    const [outer, key] = [path.slice(0, -1), path.at(-1)];
    if (key === undefined || !this.#canWriteAnew(outer)) throw new NotEditable(path.join('.'));
    this.set(outer, without(this.valueAt(outer), key));
  }

  /** Whether a map holds no comments that would be lost. */
  #canWriteAnew(path: Path): boolean {
    return path.length > 0 && isRecord(this.valueAt(path)) && sourceAt(this.#text, path)?.includes('#') === false;
  }

  /** Makes what stands at a path, and is `now` to us, another value: key by key and item by item, as far as both have them. */
  change(path: Path, now: unknown, wanted: unknown): void {
    if (sameValue(now, wanted)) return;
    if (wanted === undefined) this.drop(path);
    else if (isMap(now) && isMap(wanted)) this.#changeMap(path, now, wanted);
    else if (Array.isArray(now) && Array.isArray(wanted) && now.length === wanted.length) {
      for (const index of wanted.keys()) this.change([...path, index], now[index], wanted[index]);
    } else this.set(path, wanted);
  }

  /** What comes goes in first: a map that loses its last key would go itself. */
  #changeMap(path: Path, now: Values, wanted: Values): void {
    for (const key of Object.keys(wanted)) this.change([...path, key], at(now, key), wanted[key]);
    for (const key of Object.keys(now)) if (!Object.hasOwn(wanted, key)) this.drop([...path, key]);
  }
}
