import { api, customerOf } from "../http/context.ts";
import { deviceName } from "./device.ts";
import { forgetSession, tokenHashOf } from "./session.ts";
import { listDevices, signOutOthers } from "./sessions.ts";
import { signIn } from "./sign-in.ts";
import { deleteSession } from "./store.ts";

export const sessionRoutes = {
  signIn: api.session.signIn.handler(({ input, context }) =>
    signIn(context.services, input, deviceName(context.request.headers["user-agent"])),
  ),
  signOut: api.session.signOut.handler(async ({ context }) => {
    customerOf(context);
    const hash = tokenHashOf(context);
    if (hash) {
      await deleteSession(context.services.database.query, hash);
      forgetSession(hash);
    }
    return {};
  }),
  devices: api.session.devices.handler(async ({ context }) => ({ devices: await listDevices(context) })),
  signOutOthers: api.session.signOutOthers.handler(async ({ context }) => ({
    ended: await signOutOthers(context),
  })),
};
