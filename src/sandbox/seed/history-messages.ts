import { isRecord } from '../../base/json';
import { acmeZone } from '../dns/server';

type Data = Readonly<Record<string, unknown>>;

/** What a step's words depend on besides its data. */
export interface Circumstances {
  /** The page that the scenario's form leads to; the thank-you page unless told. */
  readonly leadsTo?: string;
  /** Whether the scenario deletes the contact that it makes. */
  readonly cleansUp: boolean;
}

const shown = (data: Data, key: string): string => String(data[key]);
const capitalized = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const statements: Readonly<Record<string, string>> = {
  be: 'is',
  contain: 'contains',
  'be set': 'is set',
  'be greater than': 'is greater than',
  'be less than': 'is less than',
};

/** What a check that passed says, whatever it looked at. */
function held(subject: string, data: Data): string {
  const operator = shown(data, 'operator');
  const expectation = data['expectation'] === undefined ? '' : ` ${shown(data, 'expectation')}`;
  return `${capitalized(subject)} ${statements[operator] ?? operator}${expectation}, as expected`;
}

/** What the resolver's zone holds, as the DNS cog shows it. */
function zoneValues(type: string, name: string): string {
  const values = acmeZone.flatMap((answer) => {
    if (answer.type !== type || answer.name !== name) return [];
    if (answer.type === 'MX') return [`${answer.data.preference ?? 0} ${answer.data.exchange}`];
    return answer.type === 'TXT' || answer.type === 'CNAME' ? [String(answer.data)] : [];
  });
  return values.join(', ');
}

const emailOf = (data: Data): string =>
  isRecord(data['contact']) ? String(data['contact']['email']) : shown(data, 'email');

/** What the cogs say of a step that passed, by the step's id: the same words as in a run of today. */
const messages: Readonly<Record<string, (data: Data, circumstances: Required<Circumstances>) => string>> = {
  NavigateToPage: (data) => `Successfully navigated to ${shown(data, 'webPageUrl')}`,
  EnterValueIntoField: (data) =>
    `Successfully filled out ${shown(data, 'domQuerySelector')} with ${shown(data, 'value')}`,
  ChooseOption: (data) => `Successfully chose ${shown(data, 'value')} from ${shown(data, 'domQuerySelector')}`,
  SubmitFormByClickingButton: (data, { leadsTo }) =>
    `Successfully clicked button ${shown(data, 'domQuerySelector')} to submit the form; it led to ${leadsTo}`,
  CheckCurrentPageInfo: (data) => held(`the ${shown(data, 'field')} of the current page`, data),
  CheckElementText: (data) => held(`the text of ${shown(data, 'domQuerySelector')}`, data),
  CheckHeader: (data) => held(`the ${shown(data, 'header')} header`, data),
  CheckMetaTag: (data) => held(`the ${shown(data, 'metaName')} meta tag`, data),
  CreateOrUpdateContact: (data, { cleansUp }) =>
    `Successfully ${cleansUp ? 'created' : 'updated'} CRM contact ${emailOf(data)}`,
  DeleteContact: (data) => `Successfully deleted CRM contact ${emailOf(data)}`,
  CheckContactField: (data) => held(`the ${shown(data, 'field')} field`, data),
  CheckContactCount: (data) =>
    `There are ${shown(data, 'count')} CRM contacts with email ${emailOf(data)}, as expected`,
  ValidateSpfRecord: (data) => `The SPF record for ${shown(data, 'domain')} is valid`,
  ValidateSpfRecordHost: (data) =>
    `The SPF record for ${shown(data, 'domain')} includes ${shown(data, 'host')}, as expected`,
  ValidateDkimRecord: (data) =>
    `The DKIM record for ${shown(data, 'domain')} with selector ${shown(data, 'selector')} is valid`,
  CheckRecord: (data) => {
    const [type, domain] = [shown(data, 'type'), shown(data, 'domain')];
    return `The ${type} record of ${domain} was found to ${shown(data, 'operator')} ${shown(data, 'expectation')}: it is ${zoneValues(type, domain)}`;
  },
  ExtractPattern: () => 'Found utm_campaign=spring',
  CompareValues: (data) => held('the value', data),
};

/** The words of a step that passed; none for a step that no seeded scenario has. */
export function passedMessage(
  stepId: string,
  data: Data,
  { leadsTo = 'http://www.acme.test/thanks', cleansUp }: Circumstances,
): string {
  return messages[stepId]?.(data, { leadsTo, cleansUp }) ?? '';
}
