import { t } from './localize';

// CSI (colours, cursor), then OSC (titles, links), then other strings, then any lone two-byte escape.
const escapeSequences =
  /(?:\u001b\[|\u009b)[0-?]*[ -/]*[@-~]|\u001b\][^\u0007\u001b]*(?:\u0007|\u001b\\)|\u001b[PX^_][^\u001b]*\u001b\\|\u001b[ -/]*[0-~]/g;
// What turns the reading direction or hides: bidirectional controls, zero-width marks, soft hyphen, tag characters.
const invisible =
  /[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;
const lineBreaks = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/g;
const controls = /[\u0000-\u001f\u007f-\u009f]/g;
const loneSurrogates = /[\ud800-\udfff]/gu;

/** Characters of a name that are shown. */
export const nameLimit = 200;
/** Characters of a line that are shown. */
export const lineLimit = 2_000;

/**
 * One line that is safe to show anywhere: no line breaks, terminal escapes, control or direction-turning characters, and
 * no more than `limit` characters; what is cut off is told with its full size.
 */
export function plainLine(text: string, limit = lineLimit): string {
  return cut(oneLine(harmless(head(text, limit))), limit, text.length);
}

/** A name for labels: as `plainLine`, shorter, and never empty. */
export function plainName(text: string | undefined, otherwise: string): string {
  const line = text === undefined ? '' : plainLine(text, nameLimit);
  return line === '' ? otherwise : line;
}

/** The beginning of a text, no character of it cut in two. */
export const beginning = (text: string, limit: number): string => text.slice(0, limit).replace(loneSurrogates, '');

/** For labels in which the editor draws `$(name)` as an icon. */
export const iconless = (text: string): string => text.replaceAll('$(', '$ (');

/** As `plainLine`, keeping line breaks; after `maxLines` lines one more tells that there are others. */
export function plainLines(text: string, maxLines: number, limit = lineLimit): readonly string[] {
  const shown: string[] = [];
  let start = 0;
  while (start < text.length && shown.length < maxLines) {
    const { end, next } = lineEnd(text, start);
    shown.push(plainLine(text.slice(start, end), limit));
    start = next;
  }
  while (shown.at(-1) === '') shown.pop();
  return start < text.length ? [...shown, t('… ({0} characters in all)', grouped(text.length))] : shown;
}

function lineEnd(text: string, start: number): { readonly end: number; readonly next: number } {
  lineBreaks.lastIndex = start;
  const found = lineBreaks.exec(text);
  return found ? { end: found.index, next: lineBreaks.lastIndex } : { end: text.length, next: text.length };
}

/** Columns that a text takes in a monospaced font: wide East Asian characters and emoji take two, combining marks none. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const character of text) width += widthOf(character);
  return width;
}

/** The text, filled with spaces to `columns` columns. */
export function padToWidth(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - displayWidth(text)));
}

/** Escapes take room and are removed, so more is read than shown; never megabytes. */
const headroom = 4;

const head = (text: string, limit: number): string =>
  text.length > limit * headroom ? text.slice(0, limit * headroom) : text;

function harmless(text: string): string {
  return text.replace(escapeSequences, '').replace(invisible, '').replace(loneSurrogates, '\ufffd');
}

function oneLine(text: string): string {
  const spaced = text.replace(/[\s\u0085]+/g, (run) => (/[^ ]/.test(run) ? ' ' : run));
  return spaced.replace(controls, visible).trim();
}

/** Shows C0 controls as their pictures (␀, ␛), and drops the C1 controls, which have none. */
function visible(control: string): string {
  const code = control.charCodeAt(0);
  if (code === 0x7f) return '\u2421';
  return code < 0x20 ? String.fromCharCode(0x2400 + code) : '';
}

function cut(text: string, limit: number, size: number): string {
  const wasHeadOnly = size > limit * headroom;
  if (text.length <= limit && !wasHeadOnly) return text;
  const kept = text.slice(0, limit).replace(loneSurrogates, '').trimEnd();
  return t('{0}… ({1} characters in all)', kept, grouped(size));
}

const numbers = new Intl.NumberFormat();
const grouped = (count: number): string => numbers.format(count);

const noWidth = /^[\p{Mn}\p{Me}\p{Cf}]$/u;
const wide =
  /^[\u1100-\u115f\u231a\u231b\u23e9-\u23ec\u2614\u2615\u26a1\u2705\u274c\u2753-\u2755\u2757\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1f64f}\u{1f680}-\u{1f6ff}\u{1f900}-\u{1f9ff}\u{20000}-\u{3fffd}]$/u;

function widthOf(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x300) return 1;
  if (noWidth.test(character)) return 0;
  return wide.test(character) ? 2 : 1;
}
