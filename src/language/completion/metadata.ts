import { t } from '../../base/localize';
import type { OrganizationNames } from '../core/knowledge';
import type { Proposal } from './item';
import type { ValuePlace } from '../place/place';
import { plainSnippet, valueIn } from './snippet';
import { proposeTexts } from './values';

type Values = (place: ValuePlace, names: OrganizationNames) => readonly Proposal[];

const namesIn = (place: ValuePlace, names: readonly string[] = []): readonly Proposal[] =>
  names.map((name) => ({ label: name, kind: 'name', insert: plainSnippet(valueIn(name, place)), span: place.span }));

const flags: Values = (place) =>
  proposeTexts(place, [
    [true, ''],
    [false, ''],
  ]);

const values: Readonly<Record<string, Values>> = {
  'stackmoxie.folder': (place, { folders }) => namesIn(place, folders),
  'stackmoxie.notificationGroups.-': (place, { notificationGroups }) => namesIn(place, notificationGroups),
  'stackmoxie.severity': (place) =>
    proposeTexts(place, [
      [1, t('Most severe')],
      [2, t('Severe')],
      [3, t('Less severe')],
      [4, t('Least severe')],
    ]),
  'stackmoxie.dashboardSetting': (place) =>
    proposeTexts(place, [
      ['default', t('Default')],
      ['include', t('Always show it')],
      ['exclude', t('Never show it')],
    ]),
  'stackmoxie.type': (place) =>
    proposeTexts(place, [
      ['default', t('Standalone scenario')],
      ['template', t('Template')],
      ['from-template', t('Based on a template')],
    ]),
  'stackmoxie.exposedToApis': flags,
  'stackmoxie.isLinkable': flags,
};

/** Values of what Stack Moxie keeps beside a scenario. */
export function proposeMetadata(place: ValuePlace, names: OrganizationNames = {}): readonly Proposal[] {
  const [first] = place.path;
  if (first === 'linkedScenarios' && place.path.at(-1) === 'templateId')
    return (names.templates ?? []).map(({ id, name }) => ({
      label: name,
      description: String(id),
      kind: 'name',
      insert: String(id),
      span: place.span,
      filter: `${name} ${String(id)}`,
    }));
  const path = place.path.join('.');
  return Object.hasOwn(values, path) ? (values[path]?.(place, names) ?? []) : [];
}
