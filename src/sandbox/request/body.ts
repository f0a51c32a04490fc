import { isRecord } from '../../base/json';
import { badRequest } from '../kit/fault';

export type Body = Readonly<Record<string, unknown>>;

/** Deeper values than this are an attack: writing them out again would end in a full stack. */
const deepest = 50;

/** Where the string that begins at `start` ends: the index of its closing quote. */
function endOfString(json: string, start: number): number {
  let at = start + 1;
  while (at < json.length && json[at] !== '"') at += json[at] === '\\' ? 2 : 1;
  return at;
}

/** Whether brackets stand deeper in one another than anybody writes them; those in strings are text. */
function isTooDeep(json: string): boolean {
  let depth = 0;
  for (let at = 0; at < json.length; at += 1) {
    const character = json[at];
    if (character === '"') at = endOfString(json, at);
    else if (character === '{' || character === '[') depth += 1;
    else if (character === '}' || character === ']') depth -= 1;
    if (depth > deepest) return true;
  }
  return false;
}

/** Reads a JSON object. An empty body is an empty object. Throws a 400. */
export async function readBody({ req }: { readonly req: { text(): Promise<string> } }): Promise<Body> {
  const text = await req.text();
  if (text.trim() === '') return {};
  if (isTooDeep(text)) throw badRequest(`The request body holds values that are nested more than ${deepest} deep.`);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw badRequest('The request body is not JSON.');
  }
  if (!isRecord(value)) throw badRequest('The request body has to be a JSON object.');
  return value;
}
