import { scalarText } from '../../scenario/edit/scalar-text';
import type { Style } from '../place/scalar';

/** Text in a snippet that means itself. */
export const plainSnippet = (text: string): string => text.replace(/[\\$}]/g, '\\$&');

/** A tab stop with a text to start from, which may hold no other. */
export const stop = (number: number, text = ''): string =>
  text === '' ? `$${String(number)}` : `\${${String(number)}:${plainSnippet(text)}}`;

/** A tab stop with a few texts to choose from. */
export function choice(number: number, texts: readonly string[]): string {
  return `\${${String(number)}|${texts.map((text) => text.replace(/[\\,|]/g, '\\$&')).join(',')}|}`;
}

/** Text as it stands between quotes. */
export function inQuotes(text: string, style: Style): string {
  if (style === 'single') return text.replaceAll("'", "''");
  return style === 'double' ? JSON.stringify(text).slice(1, -1) : text;
}

/** Text between quotes as it is meant, as far as it can be told while it is typed. */
export function fromQuotes(raw: string, style: Style): string {
  if (style === 'single') return raw.replaceAll("''", "'");
  return style === 'double' ? raw.replace(/\\(["\\/])/g, '$1') : raw;
}

/** Names that are no words of YAML's own: nothing else needs to be tried out on them. */
export const isName = (text: string): boolean =>
  /^[A-Za-z][\w/-]*$/.test(text) && !/^(?:y|n|yes|no|on|off|true|false|null|inf|nan|[ex][\d_]*)$/i.test(text);

/** A scalar as it is typed so far. */
interface Typed {
  readonly style: Style;
  /** The closing quote is there. */
  readonly isClosed: boolean;
}

interface TypedInPlace extends Typed {
  /** In brackets. */
  readonly flow: boolean;
}

/** What to write for a value where something of a style is typed. */
export function valueIn(value: string | number | boolean, place: TypedInPlace): string {
  if (place.style === 'plain')
    return typeof value === 'string' && isName(value) ? value : scalarText(value, { flow: place.flow });
  return inQuotes(String(value), place.style) + closing(place);
}

const quotes: Readonly<Record<Style, string>> = { plain: '', single: "'", double: '"' };

export const closing = ({ style, isClosed }: Typed): string => (isClosed ? '' : quotes[style]);
