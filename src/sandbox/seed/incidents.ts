type Data = Readonly<Record<string, unknown>>;

/** A step as far as it matters who is hit. */
export interface StepPlace {
  /** The place of the step in the scenario, from 1. */
  readonly number: number;
  readonly cog: string;
  readonly stepId: string;
  /** Seconds. */
  readonly failAfter?: number;
}

/** Something that went wrong at Acme for a while: runs of that time end there. */
export interface Incident {
  /** Hours ago. */
  readonly from: number;
  readonly to: number;
  /** Of which scenarios, where not of all. */
  readonly files?: readonly string[];
  /** The first step of this kind that is hit tells of it. */
  readonly cog: string;
  readonly stepId?: string;
  /** The place of the step in the scenario, from 1, where not any will do. */
  readonly step?: number;
  readonly outcome: 'Failed' | 'Error';
  readonly message: (data: Data, step: StepPlace) => string;
}

const always = { from: Number.POSITIVE_INFINITY, to: 0 };

export const incidents: readonly Incident[] = [
  {
    // Sales asked for a public price, and the page does not show one yet.
    ...always,
    files: ['pricing-enterprise.crank.yml'],
    cog: 'sandbox/web',
    step: 2,
    outcome: 'Failed',
    message: ({ expectation }) =>
      `Expected the text of the current page to contain ${String(expectation)}, but it was Home Pricing Free trial Contact Newsletter Pricing Starter: $29 a month Team: $99 a month Enterprise: talk to us`,
  },
  {
    // The campaign's price went live later than the campaign.
    from: Number.POSITIVE_INFINITY,
    to: 132,
    files: ['pricing-page.crank.yml'],
    cog: 'sandbox/web',
    step: 3,
    outcome: 'Failed',
    message: ({ expectation }) =>
      `Expected the text of the current page to contain ${String(expectation)}, but it was Home Pricing Free trial Contact Newsletter Pricing Starter: $29 a month Team: $119 a month Enterprise: talk to us`,
  },
  {
    // The site moved to another host.
    from: 79,
    to: 71,
    cog: 'sandbox/web',
    stepId: 'NavigateToPage',
    outcome: 'Error',
    message: () =>
      'http://www.acme.test cannot be reached (connect ECONNREFUSED 192.0.2.10:80). Check the address, and that the site is up.',
  },
  {
    // The integration user's key ran out over night.
    from: 53,
    to: 41,
    cog: 'sandbox/crm',
    outcome: 'Error',
    message: () => 'The CRM refused the API key. Check the apiKey of the connection.',
  },
  {
    // The mail platform rotated its key, and nobody had published the new one.
    from: Number.POSITIVE_INFINITY,
    to: 100,
    files: ['dns-dkim.crank.yml'],
    cog: 'sandbox/dns',
    outcome: 'Failed',
    message: ({ domain, selector }) =>
      `Expected the DKIM record for ${String(domain)} with selector ${String(selector)} to be valid, but it has an empty public key: it was revoked`,
  },
  {
    // A big import kept the form queue waiting.
    from: 26,
    to: 15,
    files: ['contact-form-lead.crank.yml', 'newsletter-subscribe.crank.yml'],
    cog: 'sandbox/crm',
    stepId: 'CheckContactField',
    outcome: 'Failed',
    message: ({ email }, { failAfter }) =>
      `No CRM contact found with email ${String(email)}${failAfter === undefined ? '' : ` (after ${failAfter} s, 9 tries)`}`,
  },
];

/** The incident that a step meets, if any. */
export function incidentAt(hoursAgo: number, file: string, step: StepPlace): Incident | undefined {
  return incidents.find(
    (incident) =>
      hoursAgo <= incident.from &&
      hoursAgo > incident.to &&
      incident.cog === step.cog &&
      (incident.files?.includes(file) ?? true) &&
      (incident.stepId === undefined || incident.stepId === step.stepId) &&
      (incident.step === undefined || incident.step === step.number),
  );
}
