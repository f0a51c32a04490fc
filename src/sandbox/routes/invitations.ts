import type { MemberPayload, MemberRole } from '../../wire/payload';
import { changeBy, type Request } from '../request/context';
import { badRequest } from '../kit/fault';
import { newSecret } from '../store/accounts';
import type { TimedStore } from '../store/store';
import { idIn } from './show';

/** Puts a mail with a fresh code into the outbox; codes of earlier mails are no good any more. */
export function sendInvitation(context: Request, { store, clock }: TimedStore, member: MemberPayload): void {
  const code = newSecret();
  const { id, name } = context.get('organization');
  const [host, guest] = [store.accounts.user(context.get('user')), store.accounts.user(idIn(member.member))];
  store.members.invite(member.id, code);
  const link = `${new URL(context.req.url).origin}/sandbox/invitations/${code}`;
  const body = `${host?.fullName ?? 'Somebody'} invites you to ${name}.\n\nAccept with: curl -X POST ${link}\nThe answer holds your own token.`;
  store.outbox.send(
    id,
    { recipient: guest?.emailAddress ?? '', subject: `Join ${name} on Stack Moxie`, body },
    clock.now(),
  );
}

/** Makes a person a member, and invites them. Throws a 400 where they are one already. */
export function inviteMember(
  context: Request,
  world: TimedStore,
  { email, role }: { readonly email: string; readonly role: MemberRole },
): MemberPayload {
  const { store, clock } = world;
  return store.transaction(() => {
    const change = changeBy(context, clock);
    const user =
      store.accounts.userByAddress(email) ??
      store.accounts.addUser(email, email.slice(0, email.indexOf('@')), 'unconfirmed');
    if (store.members.ofUser(change.organization, user))
      throw badRequest(`${JSON.stringify(email)} is a member of this organization already.`);
    const member = store.members.create(user, role, change);
    sendInvitation(context, world, member);
    return member;
  });
}
