import type { FieldDefinitionPayload, RegistryEntryPayload, StepDefinitionPayload } from '../../src/wire/registry';

const systems = [
  'clearbox',
  'ledgerly',
  'mailriver',
  'pagemark',
  'querydeck',
  'roundhouse',
  'signpost',
  'tallyho',
  'updraft',
  'waypoint',
  'yardarm',
  'zephyr',
];
const objects = [
  'lead',
  'contact',
  'account',
  'campaign',
  'deal',
  'ticket',
  'invoice',
  'company',
  'form',
  'event',
  'order',
  'asset',
];
const operators =
  'be set|not be set|be less than|be greater than|be one of|be|contain|not be one of|not be|not contain';
const [ACTION, VALIDATION] = [0, 1];
const [STRING, NUMERIC, EMAIL, MAP] = [1, 3, 6, 9];

const field = (key: string, type: number, optionality = 1): FieldDefinitionPayload => ({
  key,
  optionality,
  type,
  description: `The ${key} that is meant`,
  help: '',
});
const optional = (key: string): FieldDefinitionPayload => field(key, STRING, 0);

function definition(
  stepId: string,
  type: number,
  expression: string,
  expectedFieldsList: readonly FieldDefinitionPayload[],
): StepDefinitionPayload {
  const guaranteedFieldsList = ['id', 'email', 'name', 'createdAt'].map((key) => field(key, STRING));
  const record = { id: stepId.toLowerCase(), type: 0, guaranteedFieldsList, mayHaveMoreFields: type === ACTION };
  return {
    stepId,
    name: `${stepId}, as people say it`,
    help: '',
    type,
    expression,
    expectedFieldsList,
    expectedRecordsList: [record],
  };
}

/** What cogs do with an object of their system: sentences of the shapes that real ones have. */
const abilities: readonly ((object: string, system: string) => StepDefinitionPayload)[] = [
  (object, system) => definition(`Create-${object}`, ACTION, `create an? ${system} ${object}`, [field(object, MAP)]),
  (object, system) =>
    definition(`Delete-${object}`, ACTION, `delete the (?<email>.+) ${system} ${object}`, [field('email', EMAIL)]),
  (object, system) => {
    const expression = `the (?<field>[a-zA-Z0-9_-]+) field on ${system} ${object} (?<email>.+) should (?<operator>${operators}) ?(?<expectation>.+)?`;
    return definition(`${object}-field-equals`, VALIDATION, expression, [
      field('field', STRING),
      field('email', EMAIL),
      optional('operator'),
      optional('expectation'),
    ]);
  },
  (object, system) => {
    const expression = `there should be (?<count>\\d+) ${system} ${object}s? in the last (?<minutes>\\d+) minutes?`;
    return definition(`Count-${object}`, VALIDATION, expression, [field('count', NUMERIC), field('minutes', NUMERIC)]);
  },
  (object, system) =>
    definition(`Link-${object}`, ACTION, `link the ${system} ${object} (?<email>.+) to campaign (?<campaign>.+)`, [
      field('email', EMAIL),
      field('campaign', STRING),
    ]),
];

/** A registry of so many definitions in the shape of real ones: in cogs of 6, or of 20 where there are many. */
export function madeRegistry(size: number, tag = ''): readonly RegistryEntryPayload[] {
  const most = size > 200 ? 20 : 6;
  return Array.from({ length: Math.ceil(size / most) }, (_, cog) => {
    const system = `${systems[cog % systems.length] ?? ''}${tag}${cog < systems.length ? '' : String(cog)}`;
    const stepDefinitionsList = Array.from({ length: Math.min(most, size - cog * most) }, (_each, index) => {
      const object = objects[(Math.floor(index / abilities.length) + cog) % objects.length] ?? 'thing';
      return abilities[index % abilities.length]?.(object, system);
    }).filter((each) => each !== undefined);
    return {
      name: `made/${system}`,
      label: system,
      version: '1.2.0',
      homepage: `https://example.com/${system}`,
      authHelpUrl: '',
      authFieldsList: [],
      stepDefinitionsList,
    };
  });
}
