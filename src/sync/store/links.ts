import { compareTexts } from '../../base/compare-texts';
import { isRecord, nestsDeeper } from '../../base/json';
import { t } from '../../base/localize';
import { idOf, lineNumber, readLinkLines, sidesOf, type Link, type LinkLine } from './links-text';
import { isScenarioPath, samePath } from '../model/names';

export type { Link };

export interface BadPath extends Link {
  readonly words: string;
}

export interface LinksFile {
  /** All links, also those that contradict each other: none is ever lost. */
  readonly links: readonly Link[];
  /** Links whose paths are none of a scenario file of the folder: what is wrong, and what helps, for people. */
  readonly badPaths: readonly BadPath[];
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

export const noLinks: LinksFile = {
  links: [],
  badPaths: [],
  problems: [],
  hasMergeMarks: false,
  isDamaged: false,
  others: {},
};

/** Reads `links.json`, whatever people and merges did to it. */
export function parseLinks(text: string): LinksFile {
  const { sides, hasMergeMarks } = sidesOf(text);
  const lines = sides.flatMap((side) => readLinkLines(side));
  const links = uniqueLinks(lines.flatMap(linkOf));
  const badPaths = uniqueLinks(
    lines
      .filter(({ path }) => !isScenarioPath(path))
      .flatMap((line) => linkOf(line).map((link) => ({ ...link, words: badPathWords(text, line) }))),
  );
  const values = sides.map(readJson);
  // A merge that nobody finished makes no JSON of some files: then what was found line by line counts.
  const isDamaged = !hasMergeMarks && values.some((value) => value === undefined);
  const words = [
    ...new Set([
      ...badPaths.map((bad) => bad.words),
      ...lines.filter((line) => idOf(line) === undefined).map((line) => noNumberWords(text, line)),
    ]),
  ];
  return {
    links,
    badPaths,
    problems: [...problemsOf(links, { hasMergeMarks, isDamaged }), ...words],
    hasMergeMarks,
    isDamaged,
    others: otherKeys(values),
  };
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
  Object.fromEntries(
    values.flatMap((value) => (isRecord(value) ? Object.entries(value).filter(([key]) => !ourKeys.includes(key)) : [])),
  );

const keyOf = ({ organization, path, id }: Link): string => JSON.stringify([organization, path, id]);

function linkOf(line: LinkLine): readonly Link[] {
  const { organization, path } = line;
  const id = idOf(line);
  return id === undefined ? [] : [{ organization, path, id }];
}

const badPathWords = (text: string, line: LinkLine): string =>
  t(
    'Line {0} of .stackmoxie/links.json links “{1}” to scenario {2}, but this is not a valid scenario path. Correct the path, or remove the line.',
    lineNumber(text, line),
    line.path,
    line.value,
  );

const noNumberWords = (text: string, line: LinkLine): string =>
  t(
    'Line {0} of .stackmoxie/links.json links “{1}” to {2}, which is not a scenario ID. Correct it, or remove the line.',
    lineNumber(text, line),
    line.path,
    line.value,
  );

const uniqueLinks = <L extends Link>(links: readonly L[]): readonly L[] => [
  ...new Map(links.map((link) => [keyOf(link), link])).values(),
];

function problemsOf(
  links: readonly Link[],
  { hasMergeMarks, isDamaged }: Pick<LinksFile, 'hasMergeMarks' | 'isDamaged'>,
): readonly string[] {
  const marks = t('.stackmoxie/links.json contains conflict markers. The links of both sides are used.');
  const damage = t(
    '.stackmoxie/links.json is damaged. The readable part is used. The rest is kept in a backup when the file is next written.',
  );
  return [
    ...(hasMergeMarks ? [marks] : []),
    ...(isDamaged ? [damage] : []),
    ...contradictions(links).map(contradictionWords),
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
    for (const key of [`file ${link.organization} ${samePath(link.path)}`, `scenario ${link.organization} ${link.id}`])
      groups.set(key, [...(groups.get(key) ?? []), link]);
  }
  return [...groups.values()].flatMap((group) =>
    group.length > 1 && group[0] ? [{ organization: group[0].organization, links: group }] : [],
  );
}

function contradictionWords({ links }: Contradiction): string {
  const numbers = [...new Set(links.map(({ id }) => id))].sort((one, other) => one - other);
  const paths = [...new Set(links.map(({ path }) => path))].sort().join('”, “');
  const ids = numbers.join(', ');
  if (numbers.length > 1)
    return t(
      '“{0}” is linked to several scenarios: {1}. Remove all lines but one from .stackmoxie/links.json.',
      paths,
      ids,
    );
  return t(
    'Several files are linked to scenario {0}: “{1}”. Remove all lines but one from .stackmoxie/links.json.',
    ids,
    paths,
  );
}

/**
 * One line a link, in order, so that version control merges it. The last line of an organization is always the same:
 * a link that is added at the end changes no other line.
 */
export function renderLinks({ links, others }: Pick<LinksFile, 'links' | 'others'>): string {
  const organizations = [...new Set(links.map(({ organization }) => organization))].sort(compareTexts);
  const sections = organizations.map((organization) => {
    const own = links
      .filter((link) => link.organization === organization)
      .sort((one, other) => compareTexts(one.path, other.path) || one.id - other.id);
    return [
      `    ${JSON.stringify(organization)}: {`,
      ...own.map(({ path, id }) => `      ${JSON.stringify(path)}: ${id},`),
      '      "end": null',
      '    },',
    ];
  });
  const rest = Object.entries(others).map(
    ([key, value]) => `  ${JSON.stringify(key)}: ${JSON.stringify(value, null, 2).replaceAll('\n', '\n  ')},`,
  );
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
