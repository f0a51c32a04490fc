import { isMap, isScalar, parseDocument } from 'yaml';
import type { ScalarStyle } from '../document/tree';

export interface ScalarOptions {
  /** What is tried first; plain unless told. Text with line breaks stands as a block where it can. */
  readonly style?: ScalarStyle;
  /** Columns before the lines of a block scalar. */
  readonly indent?: number;
  /** The scalar is a key. */
  readonly key?: boolean;
  /** The scalar stands in a flow map or list. */
  readonly flow?: boolean;
}

/** What one reader of YAML or another takes for no text: YAML 1.1 booleans, all that begins like a number, a merge key. */
const ambiguous = /^(?:y|n|yes|no|on|off|true|false|null|~|<<|=|[-+.]?(?:\d[\d_.,:eExXoObBa-fA-F+-]*|inf|nan))$/i;
const unprintable =
  /[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

function readsBack(source: string, value: string, key: boolean): boolean {
  const document = parseDocument(key ? `${source}: x` : `k: ${source}`, { prettyErrors: false, logLevel: 'silent' });
  if (document.errors.length + document.warnings.length > 0 || !isMap(document.contents)) return false;
  const [pair, ...others] = document.contents.items;
  const node = pair?.[key ? 'key' : 'value'];
  return others.length === 0 && isScalar(node) && node.value === value && !node.comment;
}

/** What YAML, or a reader of it, would see as more than text. */
const special = /^$|^\s|\s$|[\n\t]|^[-?:,[\]{}#&*!|>'"%@`]| #|:(?: |$)/;

function plainText(value: string, { key = false, flow = false }: ScalarOptions): string | undefined {
  if (
    [special, ambiguous, unprintable].some((expression) => expression.test(value)) ||
    (flow && /[,[\]{}]/.test(value))
  )
    return undefined;
  return readsBack(value, value, key) ? value : undefined;
}

function singleText(value: string): string | undefined {
  return value.includes('\n') || unprintable.test(value) ? undefined : `'${value.replaceAll("'", "''")}'`;
}

function doubleText(value: string): string {
  return JSON.stringify(value).replace(
    /[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** How a block's header says how many line breaks its text ends with: none, one, or all that follow. */
const chomps = ['-', ''];

/** Text that begins with space, or has spaces at the end of a line where nobody would see them. */
const unblockable = /^$|^\s|[ \t](?:\n|$)/;

function blockText(value: string, options: ScalarOptions, header: '|' | '>'): string | undefined {
  const { indent = 2 } = options;
  if (options.key || options.flow || unblockable.test(value) || unprintable.test(value)) return undefined;
  if (header === '>' && /\n\s/.test(value)) return undefined;
  const body = value.replace(/\n+$/, '');
  const ends = value.length - body.length;
  const chomp = chomps[ends] ?? '+';
  const lines = body.split('\n').flatMap((line, index) => (header === '>' && index > 0 ? ['', line] : [line]));
  return (
    [`${header}${chomp}`, ...lines.map((line) => (line === '' ? '' : ' '.repeat(indent) + line))].join('\n') +
    '\n'.repeat(Math.max(0, ends - 1))
  );
}

function stringText(value: string, options: ScalarOptions): string {
  const literal = (): string | undefined => blockText(value, options, '|');
  const tries: Readonly<Record<ScalarStyle, readonly (() => string | undefined)[]>> = {
    plain: [() => plainText(value, options), ...(value.includes('\n') ? [literal] : [])],
    single: [() => singleText(value), ...(value.includes('\n') ? [literal] : [])],
    double: [() => (value.includes('\n') ? literal() : undefined)],
    literal: [literal, () => plainText(value, options)],
    folded: [() => blockText(value, options, '>'), literal, () => plainText(value, options)],
  };
  for (const attempt of tries[options.style ?? 'plain']) {
    const text = attempt();
    if (text !== undefined) return text;
  }
  return doubleText(value);
}

/**
 * A scalar as YAML text that every reader takes for the same value: in the style asked for, or where that style cannot hold
 * the value or would leave a doubt (`yes`, `1.10`, a leading `{{`), in one that can. Line breaks are `\n`.
 */
export function scalarText(value: string | number | boolean | null, options: ScalarOptions = {}): string {
  if (typeof value === 'string') return stringText(value, options);
  if (typeof value !== 'number' || Number.isFinite(value)) return Object.is(value, -0) ? '-0' : String(value);
  if (Number.isNaN(value)) return '.nan';
  return value > 0 ? '.inf' : '-.inf';
}
