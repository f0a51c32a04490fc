const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** A text that came from outside, made safe to stand in a page. */
export const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => escapes[character] ?? character);

/** A page of the site; `body` is HTML, the rest is text. */
export const page = (title: string, body: string, description = `${title} at Acme`): string =>
  `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${escaped(title)} | Acme</title><meta name="description" content="${escaped(description)}"></head><body>
<nav><a href="/">Home</a> <a href="/pricing">Pricing</a> <a href="/trial">Free trial</a> <a href="/contact">Contact</a> <a href="/newsletter">Newsletter</a></nav>
<main><h1>${escaped(title)}</h1>${body}</main></body></html>`;

const contactForm = `<form id="contact" action="/contact" method="post" novalidate>
<label>First name <input name="firstName" required></label><label>Last name <input name="lastName" required></label><label>Email <input name="email" type="email" required></label>
<label>Company <input name="company"></label><label>Message <textarea name="message"></textarea></label><label><input name="optIn" type="checkbox" value="yes"> Send me news</label>
<button type="submit">Send</button></form>`;

const trialForm = `<form id="trial" action="/trial" method="post"><label>Email <input name="email" type="email" required></label>
<label>Company <input name="company" required></label><label>Plan <select name="plan"><option>Starter</option><option>Team</option></select></label>
<button type="submit">Start my trial</button></form>`;

const newsletterForm =
  '<form id="newsletter" action="/newsletter" method="post"><label>Email <input name="email" type="email" required></label><button type="submit">Subscribe</button></form>';

const prices =
  '<ul><li id="starter">Starter: $29 a month</li><li id="team">Team: $99 a month</li><li id="enterprise">Enterprise: talk to us</li></ul>';

/** Pages that are the same for everybody, by path. */
export const pages: Readonly<Record<string, string>> = {
  '/': page(
    'Rockets for everyone',
    '<p>Acme makes rockets, magnets and anvils. <a href="/contact">Talk to sales</a>.</p>',
  ),
  '/contact': page('Contact us', contactForm),
  '/trial': page('Free trial', trialForm),
  '/newsletter': page('Newsletter', newsletterForm),
  '/thanks': page('Thank you', '<p>We will be in touch within one business day.</p>'),
  '/pricing': page('Pricing', prices, 'Acme rockets from $29 a month. Try them free for 14 days.'),
};
