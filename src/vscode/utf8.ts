/** Read no further to tell what bytes seem to be. */
const mostLookedAt = 512;

/** The text of bytes that are exactly UTF-8, a byte order mark kept; `undefined` for all others, UTF-16 without a mark among them. */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  if (encodingOf(bytes)) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** What bytes are that cannot be UTF-8, where a mark or zeros at every other place say so. In the editor's words. */
export function encodingOf(bytes: Uint8Array): 'utf16le' | 'utf16be' | undefined {
  return encodingOfMark(bytes) ?? encodingOfZeros(bytes.subarray(0, mostLookedAt));
}

function encodingOfMark([first, second]: Uint8Array): 'utf16le' | 'utf16be' | undefined {
  if (first === 0xff && second === 0xfe) return 'utf16le';
  return first === 0xfe && second === 0xff ? 'utf16be' : undefined;
}

function encodingOfZeros(bytes: Uint8Array): 'utf16le' | 'utf16be' | undefined {
  const [even, odd] = zeros(bytes);
  if (even === 0 && odd * 4 > bytes.length) return 'utf16le';
  return odd === 0 && even * 4 > bytes.length ? 'utf16be' : undefined;
}

/** How many zeros stand at even and at odd places. */
function zeros(bytes: Uint8Array): readonly [even: number, odd: number] {
  let [even, odd] = [0, 0];
  for (const [index, byte] of bytes.entries()) {
    if (byte !== 0) continue;
    if (index % 2 === 0) even += 1;
    else odd += 1;
  }
  return [even, odd];
}

const names: Readonly<Record<string, string>> = {
  utf8: 'UTF-8',
  utf8bom: 'UTF-8 with BOM',
  utf16le: 'UTF-16 LE',
  utf16be: 'UTF-16 BE',
  windows1252: 'Windows 1252',
  windows1250: 'Windows 1250',
  windows1251: 'Windows 1251',
  windows1253: 'Windows 1253',
  windows1254: 'Windows 1254',
  windows1255: 'Windows 1255',
  windows1256: 'Windows 1256',
  iso88592: 'ISO 8859-2',
  iso885915: 'ISO 8859-15',
  macroman: 'Mac Roman',
  shiftjis: 'Shift JIS',
  eucjp: 'EUC-JP',
  euckr: 'EUC-KR',
  gb18030: 'GB 18030',
  big5hkscs: 'Big5-HKSCS',
  koi8r: 'KOI8-R',
};

/** The name of an encoding, as the editor's status bar has it; one that is not known keeps the editor's id. */
export const encodingName = (encoding: string): string => names[encoding] ?? encoding;

/** Encodings that a file may be in which the editor does not know about, the most frequent first. */
export const likelyEncodings: readonly string[] = Object.keys(names).filter((encoding) => !encoding.startsWith('utf'));
