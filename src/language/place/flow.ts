import { endOfLine } from '../../base/lines';

/** An open bracket of a flow collection, and what was said in it so far. */
interface Open {
  readonly isMap: boolean;
  readonly keys: Map<string, string>;
  key: string | undefined;
  /** Where the entry or value that is being read begins. */
  from: number;
}

/** Where a place is in a flow collection. */
export interface FlowPlace {
  /** Keys, and `-` for the items of lists, from the collection inwards. */
  readonly path: readonly string[];
  readonly isKey: boolean;
  /** Where what is being typed begins. */
  readonly start: number;
  /** The keys of the map around it, and of each map around that: the innermost last. */
  readonly maps: readonly ReadonlyMap<string, string>[];
}

const endOfQuote = (text: string, at: number, end: number): number => {
  const quote = text[at];
  for (let next = at + 1; next < end; next++) {
    if (quote === '"' && text[next] === '\\') next += 1;
    else if (text[next] === quote) return next;
  }
  return end;
};

/** Reads a flow collection from its bracket up to an offset; `undefined` where it ends before, and in a comment. */
export function readFlow(text: string, from: number, offset: number): FlowPlace | undefined {
  const stack: Open[] = [];
  for (let at = from; at < offset; at++) {
    const top = stack.at(-1);
    const passed = top && endOfWhole(text, at, top);
    if (passed !== undefined) {
      if (passed >= offset && text[at] === '#') return undefined;
      at = Math.min(passed, offset) - 1;
    } else if ('{['.includes(text.charAt(at)))
      stack.push({ isMap: text[at] === '{', keys: new Map(), key: undefined, from: at + 1 });
    else if ('}]'.includes(text.charAt(at))) stack.pop();
    else if (top) readSeparator(text, at, top);
    if (stack.length === 0) return undefined;
  }
  return placeIn(text, stack, offset);
}

/** Where a token, a text in quotes or a comment that begins at an offset has its end. */
function endOfWhole(text: string, at: number, { from }: Open): number | undefined {
  const unit = text.charAt(at);
  if (text.startsWith('{{', at)) return endOfToken(text, at);
  if ((unit === '"' || unit === "'") && text.slice(from, at).trim() === '')
    return endOfQuote(text, at, text.length) + 1;
  return unit === '#' && /\s/.test(text.charAt(at - 1)) ? endOfLine(text, at) + 1 : undefined;
}

function endOfToken(text: string, at: number): number {
  const end = text.slice(at, at + 200).search(/\}\}|[\r\n,"']/);
  return end < 0 ? at + 2 : at + end + (text.startsWith('}}', at + end) ? 2 : 0);
}

function readSeparator(text: string, at: number, top: Open): void {
  const unit = text.charAt(at);
  if (unit === ',') {
    if (top.key !== undefined) top.keys.set(top.key, text.slice(top.from, at).trim());
    top.key = undefined;
    top.from = at + 1;
  } else if (unit === ':' && top.isMap && top.key === undefined && /[\s,}\]]|^$/.test(text.charAt(at + 1))) {
    top.key = text
      .slice(top.from, at)
      .trim()
      .replace(/^(["'])(.*)\1$/, '$2');
    top.from = at + 1;
  }
}

/** The part of a path that a bracket adds: none for a map whose key is still being typed. */
function partOfPath({ isMap, key }: Open): readonly string[] {
  if (!isMap) return ['-'];
  return key === undefined ? [] : [key];
}

function placeIn(text: string, stack: readonly Open[], offset: number): FlowPlace {
  const top = stack.at(-1);
  const path = stack.flatMap(partOfPath);
  const from = top?.from ?? offset;
  const blank = text.slice(from, offset).search(/\S/);
  return {
    path,
    isKey: top?.isMap === true && top.key === undefined,
    start: blank < 0 ? offset : from + blank,
    maps: stack.map(({ keys }) => keys),
  };
}
