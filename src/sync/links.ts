import { isRecord, nestsDeeper } from '../base/json';
import { t } from '../base/localize';
import { readLinkLines, sidesOf, type Link } from './links-text';
import { isScenarioPath, samePath } from './names';

export type { Link };

export interface LinksFile {
  /** All links, also those that contradict each other: none is ever lost. */
  readonly links: readonly Link[];
  /** What is wrong with the file, for people. */
  readonly problems: readonly string[];
  /** Whether it held marks of a merge that nobody finished. */
  readonly hasMergeMarks: boolean;
  /** Whether parts of it could not be read, so that writing it anew loses them. */
  readonly isDamaged: boolean;
  /** Keys that we do not know; they stay. */
  readonly others: Readonly<Record<string, unknown>>;
}

const ourKeys = ['about', 'version', 'organizations'];
const about = 'Which file is which scenario of Stack Moxie. Keep this file in version control.';

export const noLinks: LinksFile = { links: [], problems: [], hasMergeMarks: false, isDamaged: false, others: {} };

/** Reads `links.json`, whatever people and merges did to it. */
export function parseLinks(text: string): LinksFile {
  const { sides, hasMergeMarks } = sidesOf(text);
  const found = sides.flatMap((side) => readLinkLines(side));
  const links = uniqueLinks(found);
  const values = sides.map(readJson);
  // A merge that nobody finished makes no JSON of some files: then what was found line by line counts.
  const isDamaged = !hasMergeMarks && values.some((value) => value === undefined);
  return { links, problems: problemsOf(links, { hasMergeMarks, isDamaged }), hasMergeMarks, isDamaged, others: otherKeys(values) };
}

function readJson(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text.replace(/^\ufeff/, ''));
    // What is nested without end could not be written again: then the file is kept in a backup first.
    return nestsDeeper(value) ? undefined : value;
  } catch {
    return undefined;
  }
}

const otherKeys = (values: readonly unknown[]): Readonly<Record<string, unknown>> =>
  Object.fromEntries(values.flatMap((value) => (isRecord(value) ? Object.entries(value).filter(([key]) => !ourKeys.includes(key)) : [])));

const keyOf = ({ organization, path, id }: Link): string => JSON.stringify([organization, path, id]);

const uniqueLinks = (links: readonly Link[]): readonly Link[] => [...new Map(links.map((link) => [keyOf(link), link])).values()];

function problemsOf(links: readonly Link[], { hasMergeMarks, isDamaged }: Pick<LinksFile, 'hasMergeMarks' | 'isDamaged'>): readonly string[] {
  return [
    ...(hasMergeMarks ? [t('.stackmoxie/links.json holds the marks of a merge that was not finished. The links of both sides are used.')] : []),
    ...(isDamaged ? [t('.stackmoxie/links.json is not whole. What can be read of it is used; the rest is kept in a backup when it is written again.')] : []),
    ...links.filter(({ path }) => !isScenarioPath(path)).map(({ path }) => t('.stackmoxie/links.json links “{0}”, which is no scenario file of this folder. It is left alone.', path)),
    ...contradictions(links).map(wordsOf),
  ];
}

/** Links of which only one can be true. */
export interface Contradiction {
  readonly organization: string;
  readonly links: readonly Link[];
}

/** Where one file is linked to several scenarios of an organization, or several files to one. */
export function contradictions(links: readonly Link[]): readonly Contradiction[] {
  const groups = new Map<string, Link[]>();
  for (const link of links) {
    for (const key of [`file ${link.organization} ${samePath(link.path)}`, `scenario ${link.organization} ${link.id}`]) groups.set(key, [...(groups.get(key) ?? []), link]);
  }
  return [...groups.values()].flatMap((group) => (group.length > 1 && group[0] ? [{ organization: group[0].organization, links: group }] : []));
}

function wordsOf({ links }: Contradiction): string {
  const paths = [...new Set(links.map(({ path }) => path))].sort();
  const ids = [...new Set(links.map(({ id }) => id))].sort((one, other) => one - other);
  return ids.length > 1
    ? t('“{0}” is linked to several scenarios: {1}. Remove all lines but one from .stackmoxie/links.json.', paths.join('”, “'), ids.join(', '))
    : t('Several files are linked to scenario {0}: “{1}”. Remove all lines but one from .stackmoxie/links.json.', ids.join(', '), paths.join('”, “'));
}

const inOrder = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

/**
 * One line a link, in order, so that version control merges it. The last line of an organization is always the same:
 * a link that is added at the end changes no other line.
 */
export function renderLinks({ links, others }: Pick<LinksFile, 'links' | 'others'>): string {
  const organizations = [...new Set(links.map(({ organization }) => organization))].sort(inOrder);
  const sections = organizations.map((organization) => {
    const own = links.filter((link) => link.organization === organization).sort((one, other) => inOrder(one.path, other.path) || one.id - other.id);
    return [`    ${JSON.stringify(organization)}: {`, ...own.map(({ path, id }) => `      ${JSON.stringify(path)}: ${id},`), '      "end": null', '    },'];
  });
  const rest = Object.entries(others).map(([key, value]) => `  ${JSON.stringify(key)}: ${JSON.stringify(value, null, 2).replaceAll('\n', '\n  ')},`);
  return [
    '{',
    `  "about": ${JSON.stringify(about)},`,
    ...rest,
    '  "organizations": {',
    ...sections.flat(),
    '    "end": null',
    '  },',
    '  "version": 1',
    '}',
    '',
  ].join('\n');
}
