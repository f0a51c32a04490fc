import { Hono } from 'hono';
import type { Clock } from '../../base/clock';
import type { Contacts } from '../store/contacts';

export interface SiteOptions {
  readonly contacts: Contacts;
  readonly clock: Clock;
  /** From 0 up to 1. */
  readonly random: () => number;
}

const page = (title: string, body: string): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title} | Acme</title><meta name="description" content="${title} at Acme"></head><body>
<nav><a href="/">Home</a> <a href="/pricing">Pricing</a> <a href="/contact">Contact</a> <a href="/newsletter">Newsletter</a></nav><main><h1>${title}</h1>${body}</main></body></html>`;

const contactForm = `<form id="contact" action="/contact" method="post" novalidate>
<label>First name <input name="firstName" required></label><label>Last name <input name="lastName" required></label><label>Email <input name="email" type="email" required></label>
<label>Company <input name="company"></label><label>Message <textarea name="message"></textarea></label><label><input name="optIn" type="checkbox" value="yes"> Send me news</label>
<button type="submit">Send</button></form>`;
const newsletterForm = '<form id="newsletter" action="/newsletter" method="post"><label>Email <input name="email" type="email" required></label><button type="submit">Subscribe</button></form>';

const pages: Readonly<Record<string, readonly [title: string, body: string]>> = {
  '/': ['Rockets for everyone', '<p>Acme makes rockets, magnets and anvils. <a href="/contact">Talk to sales</a>.</p>'],
  '/contact': ['Contact us', contactForm],
  '/newsletter': ['Newsletter', newsletterForm],
  '/thanks': ['Thank you', '<p>We will be in touch within one business day.</p>'],
  '/pricing': ['Pricing', '<ul><li>Starter: $29 a month</li><li>Team: $99 a month</li><li>Enterprise: talk to us</li></ul>'],
};

/** The demonstration site. Its forms become CRM contacts 2 to 3 seconds later, as a marketing platform's do. */
export function createSiteApp({ contacts, clock, random }: SiteOptions): Hono {
  const site = new Hono();
  const accept = (form: Readonly<Record<string, unknown>>, leadSource: string): boolean => {
    const text = (key: string): string => (typeof form[key] === 'string' ? form[key].trim() : '');
    const email = text('email');
    if (!/^\S+@\S+$/.test(email)) return false;
    const given = ['firstName', 'lastName', 'company', 'message'].filter((key) => text(key) !== '');
    const optedIn = leadSource === 'Newsletter' || form['optIn'] !== undefined;
    contacts.submit({ ...Object.fromEntries(given.map((key) => [key, text(key)])), email, leadSource, optedIn, score: optedIn ? 20 : 10 }, clock.now() + 2_000 + Math.floor(random() * 1_000));
    return true;
  };
  for (const [path, [title, body]] of Object.entries(pages)) site.get(path, (context) => context.html(page(title, body)));
  site.get('/status', (context) => context.json({ status: 'ok', service: 'acme-site' }));
  for (const [path, source] of [['/contact', 'Contact form'], ['/newsletter', 'Newsletter']] as const) {
    site.post(path, async (context) =>
      accept(await context.req.parseBody(), source) ? context.redirect('/thanks', 303) : context.html(page('Something is missing', '<p>Please give a valid email address.</p>'), 400),
    );
  }
  site.notFound((context) => context.html(page('Page not found', '<p>This page has been launched into space.</p>'), 404));
  return site;
}
