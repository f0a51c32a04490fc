import homePage from './scenarios/home-page.crank.yml';
import pricingPage from './scenarios/pricing-page.crank.yml';
import pricingEnterprise from './scenarios/pricing-enterprise.crank.yml';
import missingPage from './scenarios/missing-page.crank.yml';
import siteStatus from './scenarios/site-status.crank.yml';
import contactFormThanks from './scenarios/contact-form-thanks.crank.yml';
import contactFormLead from './scenarios/contact-form-lead.crank.yml';
import contactFormNoEmail from './scenarios/contact-form-no-email.crank.yml';
import newsletterSubscribe from './scenarios/newsletter-subscribe.crank.yml';
import crmCreate from './scenarios/crm-create.crank.yml';
import crmDelete from './scenarios/crm-delete.crank.yml';
import dnsSpf from './scenarios/dns-spf.crank.yml';
import dnsDmarc from './scenarios/dns-dmarc.crank.yml';
import dnsLandingPages from './scenarios/dns-landing-pages.crank.yml';
import textUtm from './scenarios/text-utm.crank.yml';
import mailHosts from './scenarios/mail-hosts.crank.yml';
import templateForm from './scenarios/template-form.crank.yml';

export interface SeedScenario {
  readonly file: string;
  readonly text: string;
  /** Absent for a scenario without a folder. */
  readonly folder?: string;
  readonly type?: 'template';
  readonly severity?: 1 | 2 | 3 | 4;
  /** How a run of it ends. */
  readonly expected: 'Passed' | 'Failed';
}

export const seedFolders = [
  { name: 'Website', description: 'Pages that campaigns lead to' },
  { name: 'Lead capture', description: 'Forms, from the page to the CRM' },
  { name: 'CRM', description: 'Contacts and their fields' },
  { name: 'Deliverability', description: 'DNS records that let mail arrive' },
] as const;

export const seedScenarios: readonly SeedScenario[] = [
  { file: 'home-page.crank.yml', text: homePage, folder: 'Website', severity: 1, expected: 'Passed' },
  { file: 'pricing-page.crank.yml', text: pricingPage, folder: 'Website', severity: 2, expected: 'Passed' },
  { file: 'pricing-enterprise.crank.yml', text: pricingEnterprise, folder: 'Website', severity: 3, expected: 'Failed' },
  { file: 'missing-page.crank.yml', text: missingPage, folder: 'Website', severity: 4, expected: 'Passed' },
  { file: 'site-status.crank.yml', text: siteStatus, folder: 'Website', severity: 2, expected: 'Passed' },
  { file: 'contact-form-thanks.crank.yml', text: contactFormThanks, folder: 'Lead capture', severity: 1, expected: 'Passed' },
  { file: 'contact-form-lead.crank.yml', text: contactFormLead, folder: 'Lead capture', severity: 1, expected: 'Passed' },
  { file: 'contact-form-no-email.crank.yml', text: contactFormNoEmail, folder: 'Lead capture', severity: 3, expected: 'Passed' },
  { file: 'newsletter-subscribe.crank.yml', text: newsletterSubscribe, folder: 'Lead capture', severity: 1, expected: 'Passed' },
  { file: 'crm-create.crank.yml', text: crmCreate, folder: 'CRM', severity: 2, expected: 'Passed' },
  { file: 'crm-delete.crank.yml', text: crmDelete, folder: 'CRM', severity: 1, expected: 'Passed' },
  { file: 'dns-spf.crank.yml', text: dnsSpf, folder: 'Deliverability', severity: 1, expected: 'Passed' },
  { file: 'dns-dmarc.crank.yml', text: dnsDmarc, folder: 'Deliverability', severity: 2, expected: 'Passed' },
  { file: 'dns-landing-pages.crank.yml', text: dnsLandingPages, folder: 'Deliverability', severity: 2, expected: 'Passed' },
  { file: 'text-utm.crank.yml', text: textUtm, severity: 4, expected: 'Passed' },
  { file: 'mail-hosts.crank.yml', text: mailHosts, severity: 2, expected: 'Passed' },
  { file: 'template-form.crank.yml', text: templateForm, type: 'template', severity: 3, expected: 'Passed' },
];
