import { t } from '../../base/localize';
import type { Cog, Field, StepDefinition } from '../../registry/definition';
import { shortName } from '../producers';
import { typeNames } from './field-types';

/** Text in Markdown that means itself. */
const escaped = (text: string): string => text.replace(/[\\`*_{}[\]()#+\-.!|<>~&]/g, '\\$&').replace(/\s+/g, ' ').trim();
const code = (text: string): string => `\`${text.replaceAll('`', "'")}\``;

export function cogDocumentation({ label, name, version, steps }: Cog): string {
  return [`**${escaped(label)}**`, `${code(name)} ${escaped(version)}`, t('Steps: {0}', steps.length)].join('\n\n');
}

/** What a step definition does and what it takes. `field`: that field first. */
export function definitionDocumentation(definition: StepDefinition, cog: Cog | undefined, field?: string): string {
  const { name, help, type, fields, records } = definition;
  const own = fields.find(({ key }) => key === field);
  const kind = type === 'ACTION' ? t('Action') : t('Check');
  const parts = [
    ...(own ? [`${code(own.key)}: ${aboutField(own)}`] : []),
    `**${escaped(name)}**  \n${escaped(cog?.label ?? definition.cog)} · ${kind}`,
    ...(help.trim() === '' ? [] : [escaped(help)]),
    ...(fields.length === 0 ? [] : [[`| ${t('Field')} | |`, '| --- | --- |', ...fields.map((each) => `| ${code(each.key)} | ${aboutField(each)} |`)].join('\n')]),
    ...records.map((record) => t('Later steps may use {0}', record.fields.map(({ key }) => code(`{{${shortName(definition.cog)}.${record.id}.${key}}}`)).join(', ') || code(record.id))),
  ];
  return parts.join('\n\n');
}

function aboutField({ type, required, description, help }: Field): string {
  const said = [description, help].filter((text) => text.trim() !== '').map(escaped).join('. ');
  return `${typeNames[type]()}, ${required ? t('required') : t('optional')}${said === '' ? '' : ` · ${said}`}`;
}
