import * as vscode from 'vscode';
import { encodingOf, likelyEncodings } from '../../utf8';

/** What bytes say in an encoding. */
export interface Decoded {
  /** As the editor names it. */
  readonly encoding: string;
  /** Without a byte order mark. */
  readonly text: string;
}

/** What no text holds: marks of what could not be read, and control characters. */
const implausible = /[\ufffd\u0000-\u0008\u000b\u000e-\u001f\u007f-\u009f]/;

/**
 * All that bytes may say, the likeliest first: in the encoding that their editor shows, then in others. Only what gives the
 * same bytes again counts.
 */
export async function decodings(bytes: Uint8Array, shown: string | undefined): Promise<readonly Decoded[]> {
  const marked = encodingOf(bytes);
  const wanted = marked ? [marked] : [...new Set(shown === undefined ? likelyEncodings : [shown, ...likelyEncodings])];
  const found = await Promise.all(
    wanted.filter((encoding) => !encoding.startsWith('utf8')).map((encoding) => decode(bytes, encoding)),
  );
  return found.filter((decoded) => decoded !== undefined);
}

async function decode(bytes: Uint8Array, encoding: string): Promise<Decoded | undefined> {
  const text = (await vscode.workspace.decode(bytes, { encoding })).replace(/^\ufeff/, '');
  if (implausible.test(text)) return undefined;
  const again = await vscode.workspace.encode(text, { encoding });
  return sameBytes(withoutMark(again), withoutMark(bytes)) ? { encoding, text } : undefined;
}

const withoutMark = (bytes: Uint8Array): Uint8Array =>
  /^(?:255,254|254,255)/.test(bytes.subarray(0, 2).join()) ? bytes.subarray(2) : bytes;

const sameBytes = (one: Uint8Array, other: Uint8Array): boolean => Buffer.compare(one, other) === 0;

/** The first line in which encodings differ, as it is in this one. */
export const telling = ({ text }: Decoded): string =>
  (/.*[^\x00-\x7f].*/.exec(text)?.[0] ?? text.split('\n', 1)[0] ?? '').trim();
