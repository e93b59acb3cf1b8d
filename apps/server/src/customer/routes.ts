import { api, customerOf } from "../http/context.ts";
import { closeAccount, closingInfo } from "./close.ts";
import { agreeToPrivacy, consentHistory, consentText, withdrawConsent } from "./consent.ts";
import { changeProfile, loadProfile } from "./customer.ts";
import { listExports, requestExport } from "./export.ts";
import { exportLink } from "./export-download.ts";
import { bindPhone, removePhone } from "./phone.ts";

export const customerRoutes = {
  me: api.customer.me.handler(({ context }) => loadProfile(context.services, customerOf(context).id)),
  update: api.customer.update.handler(({ input, context }) =>
    changeProfile(context.services, customerOf(context).id, input),
  ),
  agree: api.customer.agree.handler(async ({ input, context }) => {
    await agreeToPrivacy(context.services, customerOf(context).id, input.version);
    return {};
  }),
  consents: api.customer.consents.handler(({ context }) =>
    consentHistory(context.services, customerOf(context).id),
  ),
  consentText: api.customer.consentText.handler(async ({ input, context }) => ({
    version: input.version,
    text: await consentText(context.services, customerOf(context).id, input.version),
  })),
  withdrawConsent: api.customer.withdrawConsent.handler(async ({ context }) => {
    await withdrawConsent(context.services, customerOf(context).id);
    return {};
  }),
  bindPhone: api.customer.bindPhone.handler(async ({ input, context }) => ({
    phone: await bindPhone(context.services, customerOf(context).id, input.code),
  })),
  removePhone: api.customer.removePhone.handler(async ({ context }) => {
    await removePhone(context.services, customerOf(context).id);
    return {};
  }),
  exports: api.customer.exports.handler(({ context }) =>
    listExports(context.services, customerOf(context).id),
  ),
  requestExport: api.customer.requestExport.handler(({ input, context }) =>
    requestExport(context.services, customerOf(context).id, input.request_key),
  ),
  exportLink: api.customer.exportLink.handler(({ input, context }) =>
    exportLink(context.services, customerOf(context).id, input),
  ),
  closing: api.customer.closing.handler(({ context }) =>
    closingInfo(context.services, customerOf(context).id),
  ),
  close: api.customer.close.handler(async ({ context }) => {
    await closeAccount(context.services, customerOf(context).id);
    return {};
  }),
};
