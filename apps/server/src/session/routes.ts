import { api, customerOf } from "../http/context.ts";
import { forgetSession, tokenHashOf } from "./session.ts";
import { signIn } from "./sign-in.ts";
import { deleteSession } from "./store.ts";

export const sessionRoutes = {
  signIn: api.session.signIn.handler(({ input, context }) => signIn(context.services, input)),
  signOut: api.session.signOut.handler(async ({ context }) => {
    customerOf(context);
    const hash = tokenHashOf(context);
    if (hash) {
      await deleteSession(context.services.database.query, hash);
      forgetSession(hash);
    }
    return {};
  }),
};
