import type { StepDefinition } from './definition';
import type { Expression } from './expression';

export type SayableDefinition = StepDefinition & { readonly expression: Expression };

const markBits = 14;
/** Spreads numbers over the marks: by the golden ratio, as Knuth does. */
const markOf = (piece: number): number => Math.imul(piece, 0x9e3779b1) >>> (32 - markBits);

const isSayable = (definition: StepDefinition): definition is SayableDefinition => definition.expression !== undefined;

/**
 * Finds the step definitions whose expression may match a sentence, without a look at each of them: most expressions
 * require some text, and are filed under the piece of it that the fewest others require.
 */
export class SentenceIndex {
  /** The definitions that can be said: those that demand most literal characters first, else in registry order. */
  readonly #definitions: readonly SayableDefinition[];
  /** Places in registry order. */
  readonly #order: ReadonlyMap<StepDefinition, number>;
  /** Places in `#definitions`. */
  readonly #filed = new Map<number, readonly number[]>();
  readonly #unfiled: number[] = [];
  /** Marks of the pieces that are filed: most pieces of a sentence are not, and a look here costs less than one there. */
  readonly #marks = new Uint8Array(1 << markBits);

  constructor(definitions: readonly StepDefinition[]) {
    this.#order = new Map(definitions.map((definition, place) => [definition, place]));
    this.#definitions = definitions.filter(isSayable).sort((a, b) => b.expression.literals - a.expression.literals);
    for (const [place, piece] of rarestPieces(this.#definitions).entries()) {
      if (piece === undefined) this.#unfiled.push(place);
      else this.#file(piece, place);
    }
  }

  #file(piece: number, place: number): void {
    this.#filed.set(piece, [...(this.#filed.get(piece) ?? []), place]);
    this.#marks[markOf(piece)] = 1;
  }

  /** All definitions that can be said: those that demand most literal characters first, else in registry order. */
  get all(): readonly SayableDefinition[] {
    return this.#definitions;
  }

  /** The one that stands last in the registry. */
  last<T extends StepDefinition>(definitions: readonly [T, ...T[]]): T {
    const place = (definition: T): number => this.#order.get(definition) ?? -1;
    return definitions.reduce((last, definition) => (place(definition) > place(last) ? definition : last));
  }

  /** The definitions that a sentence, its ASCII letters in lower case, may mean: those that demand most first. */
  candidates(lowerCase: string): readonly SayableDefinition[] {
    const places = new Set(this.#unfiled);
    forEachPiece(lowerCase, (piece) => {
      const filed = this.#marks[markOf(piece)] === 1 ? this.#filed.get(piece) : undefined;
      if (filed) for (const place of filed) places.add(place);
    });
    return [...places].sort((a, b) => a - b).flatMap((place) => this.#definitions[place] ?? []);
  }
}

/** For each definition the required piece of text that is rarest among all; `undefined` where nothing long enough is required. */
function rarestPieces(definitions: readonly SayableDefinition[]): readonly (number | undefined)[] {
  const pieces = definitions.map(({ expression }) => {
    const own = new Set<number>();
    for (const text of expression.required) forEachPiece(text, (piece) => own.add(piece));
    return [...own];
  });
  const counts = new Map<number, number>();
  for (const piece of pieces.flat()) counts.set(piece, (counts.get(piece) ?? 0) + 1);
  const count = (piece: number): number => counts.get(piece) ?? 0;
  return pieces.map((own) =>
    own.reduce<number | undefined>(
      (best, piece) => (best === undefined || count(piece) < count(best) ? piece : best),
      undefined,
    ),
  );
}

/** Calls with a number for each run of four ASCII characters: seven bits for a character. */
function forEachPiece(text: string, call: (piece: number) => void): void {
  let piece = 0;
  let length = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    length = unit < 128 ? length + 1 : 0;
    piece = ((piece << 7) | (unit & 127)) & 0xfffffff;
    if (length >= 4) call(piece);
  }
}
