import type { Staff } from "@banyan/contract";
import { api, staffOf } from "../http/context.ts";
import { refuse } from "../http/refusal.ts";
import { act } from "./act.ts";
import { createInvite, finishJoin, readInvite, startJoin } from "./invite.ts";
import { closeStaffSession } from "./session.ts";
import { deleteSessionsOf } from "./session-store.ts";
import { selfOf, signInStaff } from "./sign-in.ts";
import { linkStaff, listStaff, lockOwners, type StaffRow, updateStaff } from "./store.ts";

export const staffConsoleRoutes = {
  signIn: api.console.staff.signIn.handler(({ input, context }) => signInStaff(context, input)),
  signOut: api.console.staff.signOut.handler(async ({ context }) => {
    await closeStaffSession(context);
    return {};
  }),
  self: api.console.staff.self.handler(({ context }) => selfOf(staffOf(context))),
  joinInfo: api.console.staff.joinInfo.handler(async ({ input, context }) => {
    const invite = await readInvite(context, input.token);
    return { role: invite.role, name: invite.name, expires_at: invite.expires_at.toISOString() };
  }),
  joinStart: api.console.staff.joinStart.handler(({ input, context }) => startJoin(context, input)),
  joinFinish: api.console.staff.joinFinish.handler(({ input, context }) => finishJoin(context, input)),
  list: api.console.staff.list.handler(async ({ context }) => ({
    staff: (await listStaff(context.services.database.query)).map(staffBodyOf),
  })),
  invite: api.console.staff.invite.handler(({ input, context }) =>
    act(context, {
      action: "staff.invite",
      target: `role:${input.role}`,
      work: async (tx) => {
        const { publicUrl } = context.services.config;
        const { url, expiresAt } = await createInvite(tx, publicUrl, {
          role: input.role,
          name: input.name || null,
        });
        return {
          result: { url, expires_at: expiresAt.toISOString() },
          before: null,
          after: { role: input.role, expires_at: expiresAt.toISOString() },
        };
      },
    }),
  ),
  update: api.console.staff.update.handler(({ input, context }) => {
    const id = BigInt(input.staff_id);
    if (id === staffOf(context).id) refuse("not_allowed", { message: "不能修改自己的角色或停用自己" });
    return act(context, {
      action: "staff.update",
      target: `staff:${id}`,
      work: async (tx) => {
        const owners = await lockOwners(tx);
        const stays = input.role === "owner" && !input.disabled;
        if (owners.length === 1 && owners[0] === id && !stays) refuse("last_owner");
        const changed = (await updateStaff(tx, id, input)) ?? refuse("not_found");
        if (input.disabled || changed.before.role !== input.role) await deleteSessionsOf(tx, id);
        const shape = (row: StaffRow) => ({ role: row.role, disabled: row.disabled });
        return {
          result: staffBodyOf(changed.after),
          before: shape(changed.before),
          after: shape(changed.after),
        };
      },
    });
  }),
  link: api.console.staff.link.handler(({ input, context }) => {
    const id = BigInt(input.staff_id);
    const customerId = input.customer_id === null ? null : BigInt(input.customer_id);
    return act(context, {
      action: "staff.link",
      target: `staff:${id}`,
      work: async (tx) => {
        const changed = (await linkStaff(tx, id, customerId)) ?? refuse("not_found");
        const { before, after } = changed;
        // A link is what keeps people from deciding about their own money: who is linked cannot shake it off.
        if (
          id === staffOf(context).id &&
          before.customer_id !== null &&
          before.customer_id !== after.customer_id
        )
          refuse("not_allowed", { message: "不能修改自己已关联的微信身份" });
        const shape = (row: StaffRow) => ({ customer_id: row.customer_id });
        return { result: staffBodyOf(after), before: shape(before), after: shape(after) };
      },
    });
  }),
};

function staffBodyOf(row: StaffRow): Staff {
  return {
    id: String(row.id),
    name: row.name,
    role: row.role,
    disabled: row.disabled,
    totp_ready: row.totp_ready,
    last_sign_in_at: row.last_sign_in_at?.toISOString() ?? null,
    created_at: row.created_at.toISOString(),
    customer_id: row.customer_id === null ? null : String(row.customer_id),
  };
}
