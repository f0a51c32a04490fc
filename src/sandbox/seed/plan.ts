import contactFormLead from './scenarios/contact-form-lead.crank.yml';
import contactFormNoEmail from './scenarios/contact-form-no-email.crank.yml';
import contactFormThanks from './scenarios/contact-form-thanks.crank.yml';
import crmCreate from './scenarios/crm-create.crank.yml';
import crmDelete from './scenarios/crm-delete.crank.yml';
import crmLookup from './scenarios/crm-lookup.crank.yml';
import dnsDkim from './scenarios/dns-dkim.crank.yml';
import dnsDmarc from './scenarios/dns-dmarc.crank.yml';
import dnsLandingPages from './scenarios/dns-landing-pages.crank.yml';
import dnsSpf from './scenarios/dns-spf.crank.yml';
import homePage from './scenarios/home-page.crank.yml';
import mailHosts from './scenarios/mail-hosts.crank.yml';
import missingPage from './scenarios/missing-page.crank.yml';
import newsletterSubscribe from './scenarios/newsletter-subscribe.crank.yml';
import preferencePage from './scenarios/preference-page.crank.yml';
import pricingEnterprise from './scenarios/pricing-enterprise.crank.yml';
import pricingPage from './scenarios/pricing-page.crank.yml';
import searchSnippet from './scenarios/search-snippet.crank.yml';
import siteStatus from './scenarios/site-status.crank.yml';
import templateForget from './scenarios/template-forget.crank.yml';
import templateForm from './scenarios/template-form.crank.yml';
import textUtm from './scenarios/text-utm.crank.yml';
import trialSignup from './scenarios/trial-signup.crank.yml';

export interface SeedScenario {
  readonly file: string;
  readonly text: string;
  /** Who made it; Ada unless told. */
  readonly by?: SeedPerson;
  /** Absent for a scenario without a folder. */
  readonly folder?: string;
  readonly type?: 'template';
  readonly severity?: 1 | 2 | 3 | 4;
  /** The notification group that hears of its runs. */
  readonly group?: string;
  /** How a run of it ends; absent for templates, which wait for somebody's own values. */
  readonly expected?: 'Passed' | 'Failed';
  /** Values that a run has to be given. */
  readonly tokens?: Readonly<Record<string, string>>;
  readonly history?: SeedHistory;
}

export interface SeedHistory {
  /** Past runs: how many, and the hours between them. */
  readonly runs: number;
  readonly every: number;
  /** Whether a schedule ran them, and goes on with it. */
  readonly isScheduled?: true;
  /** The page that the scenario's form leads to, where that is not the thank-you page. */
  readonly leadsTo?: string;
  /** Values of dynamic tokens. */
  readonly records?: Readonly<Record<string, unknown>>;
}

/** The people of the demonstration organization beside Ada, who uses the sandbox. */
export const seedPeople = {
  grace: { email: 'grace@acme.test', name: 'Grace Hopper', role: 'org-creator', isThere: true },
  katherine: { email: 'katherine@acme.test', name: 'Katherine Johnson', role: 'org-admin', isThere: true },
  dorothy: { email: 'dorothy@acme.test', name: 'Dorothy Vaughan', role: 'org-creator', isThere: false },
} as const;
export type SeedPerson = keyof typeof seedPeople;

/** Who hears of runs. */
export const seedGroups: readonly {
  readonly name: string;
  readonly email: string | null;
  readonly people: readonly SeedPerson[];
}[] = [
  { name: 'Marketing operations', email: 'marketing-ops@acme.test', people: ['grace', 'katherine'] },
  { name: 'Deliverability', email: null, people: ['katherine'] },
];

export const seedFolders = [
  { name: 'Website', description: 'Pages that campaigns lead to' },
  { name: 'Lead capture', description: 'Forms, from the page to the CRM' },
  { name: 'CRM', description: 'Contacts, their fields and their consent' },
  { name: 'Deliverability', description: 'DNS records that let mail arrive' },
] as const;

/** Contacts that the CRM holds from the start. */
export const seedContacts = [
  {
    email: 'margaret.hamilton@example.com',
    firstName: 'Margaret',
    lastName: 'Hamilton',
    company: 'Apollo Software',
    leadSource: 'Conference',
    optedIn: true,
    score: 85,
  },
  {
    email: 'annie.easley@example.com',
    firstName: 'Annie',
    lastName: 'Easley',
    company: 'Centaur Engines',
    leadSource: 'Webinar',
    optedIn: false,
    score: 30,
  },
] as const;

/** The newest stand last, as in an organization that has grown. */
export const seedScenarios: readonly SeedScenario[] = [
  {
    file: 'home-page.crank.yml',
    text: homePage,
    folder: 'Website',
    severity: 1,
    group: 'Marketing operations',
    expected: 'Passed',
    history: { runs: 44, every: 3, isScheduled: true },
  },
  {
    file: 'pricing-page.crank.yml',
    text: pricingPage,
    folder: 'Website',
    severity: 2,
    expected: 'Passed',
    history: { runs: 14, every: 12 },
  },
  {
    file: 'pricing-enterprise.crank.yml',
    text: pricingEnterprise,
    folder: 'Website',
    severity: 3,
    expected: 'Failed',
    history: { runs: 6, every: 12 },
  },
  {
    file: 'missing-page.crank.yml',
    text: missingPage,
    folder: 'Website',
    severity: 4,
    expected: 'Passed',
    history: { runs: 7, every: 24 },
  },
  {
    file: 'site-status.crank.yml',
    text: siteStatus,
    folder: 'Website',
    severity: 2,
    expected: 'Passed',
    history: { runs: 36, every: 3, isScheduled: true },
  },
  {
    file: 'search-snippet.crank.yml',
    text: searchSnippet,
    folder: 'Website',
    severity: 3,
    expected: 'Passed',
    history: { runs: 5, every: 24 },
  },
  {
    file: 'contact-form-thanks.crank.yml',
    by: 'grace',
    text: contactFormThanks,
    folder: 'Lead capture',
    severity: 1,
    expected: 'Passed',
    history: { runs: 12, every: 12 },
  },
  {
    file: 'contact-form-lead.crank.yml',
    by: 'grace',
    text: contactFormLead,
    folder: 'Lead capture',
    severity: 1,
    group: 'Marketing operations',
    expected: 'Passed',
    history: { runs: 20, every: 8, isScheduled: true },
  },
  {
    file: 'contact-form-no-email.crank.yml',
    by: 'grace',
    text: contactFormNoEmail,
    folder: 'Lead capture',
    severity: 3,
    expected: 'Passed',
    history: { runs: 7, every: 24, leadsTo: 'http://www.acme.test/contact' },
  },
  {
    file: 'newsletter-subscribe.crank.yml',
    by: 'grace',
    text: newsletterSubscribe,
    folder: 'Lead capture',
    severity: 1,
    group: 'Marketing operations',
    expected: 'Passed',
    history: { runs: 14, every: 12 },
  },
  {
    file: 'crm-create.crank.yml',
    text: crmCreate,
    folder: 'CRM',
    severity: 2,
    expected: 'Passed',
    history: { runs: 14, every: 12 },
  },
  {
    file: 'crm-delete.crank.yml',
    text: crmDelete,
    folder: 'CRM',
    severity: 1,
    expected: 'Passed',
    history: { runs: 7, every: 24 },
  },
  {
    file: 'preference-page.crank.yml',
    text: preferencePage,
    folder: 'CRM',
    severity: 2,
    expected: 'Passed',
    history: { runs: 9, every: 18, records: { 'crm.contact.id': 3 } },
  },
  {
    file: 'crm-lookup.crank.yml',
    text: crmLookup,
    folder: 'CRM',
    severity: 3,
    expected: 'Passed',
    tokens: { 'contact.email': 'margaret.hamilton@example.com' },
    history: { runs: 3, every: 50 },
  },
  {
    file: 'dns-spf.crank.yml',
    by: 'katherine',
    text: dnsSpf,
    folder: 'Deliverability',
    severity: 1,
    group: 'Deliverability',
    expected: 'Passed',
    history: { runs: 7, every: 24 },
  },
  {
    file: 'dns-dmarc.crank.yml',
    by: 'katherine',
    text: dnsDmarc,
    folder: 'Deliverability',
    severity: 2,
    group: 'Deliverability',
    expected: 'Passed',
    history: { runs: 7, every: 24 },
  },
  {
    file: 'dns-dkim.crank.yml',
    by: 'katherine',
    text: dnsDkim,
    folder: 'Deliverability',
    severity: 1,
    group: 'Deliverability',
    expected: 'Passed',
    history: { runs: 7, every: 24 },
  },
  {
    file: 'dns-landing-pages.crank.yml',
    by: 'katherine',
    text: dnsLandingPages,
    folder: 'Deliverability',
    severity: 2,
    expected: 'Passed',
    history: { runs: 7, every: 24 },
  },
  {
    file: 'mail-hosts.crank.yml',
    by: 'katherine',
    text: mailHosts,
    folder: 'Deliverability',
    severity: 2,
    expected: 'Passed',
    history: { runs: 7, every: 24 },
  },
  {
    file: 'text-utm.crank.yml',
    by: 'grace',
    text: textUtm,
    severity: 4,
    expected: 'Passed',
    history: { runs: 4, every: 40, records: { 'text.match.group1': 'spring' } },
  },
  { file: 'template-form.crank.yml', text: templateForm, type: 'template', severity: 3 },
  { file: 'template-forget.crank.yml', text: templateForget, type: 'template', severity: 4 },
  {
    file: 'trial-signup.crank.yml',
    by: 'grace',
    text: trialSignup,
    folder: 'Lead capture',
    severity: 2,
    expected: 'Passed',
  },
];
