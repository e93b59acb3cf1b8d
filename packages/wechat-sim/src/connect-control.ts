import type { SimulatorControl } from "./control.ts";
import { type Answer, type Exchange, isLoopbackAddress, json, readObject } from "./http.ts";

/** The control by name, its arguments as they come off the wire: each function checks its own. */
// biome-ignore lint/suspicious/noExplicitAny: the one place where JSON from outside meets the typed functions
type Arguments = any;

/** How each function's arguments are named in the JSON body of `POST /__sim/<name>`. */
const CALLS: {
  [Name in keyof SimulatorControl]: (control: SimulatorControl, body: Arguments) => Promise<unknown>;
} = {
  addUser: (control, body) => control.addUser(body),
  listUsers: (control) => control.listUsers(),
  setFault: (control, body) => control.setFault(body),
  clearFaults: (control) => control.clearFaults(),
  pay: (control, body) => control.pay(body),
  finishRefund: (control, body) => control.finishRefund(body),
  confirmTransfer: (control, body) => control.confirmTransfer(body),
  finishTransfer: (control, body) => control.finishTransfer(body),
  setMerchantBalance: (control, body) => control.setMerchantBalance(body.fen),
  topUpMerchant: (control, body) => control.topUpMerchant(body.fen),
  setTransferRules: (control, body) => control.setTransferRules(body),
  advanceClock: (control, body) => control.advanceClock(body.ms),
  sendSignTest: (control, body) => control.sendSignTest(body.url),
  pump: (control) => control.pump(),
  callbacks: (control) => control.callbacks(),
  probes: (control) => control.probes(),
  messages: (control, body) => control.messages(body.openid),
  login: (control, body) => control.login(body.openid),
  phoneCode: (control, body) => control.phoneCode(body.openid, body.phone),
  resend: (control, body) => control.resend(body.id),
  acceptTemplate: (control, body) => control.acceptTemplate(body.openid, body.template_id, body.times),
  setTemplates: (control, body) => control.setTemplates(body.templates),
  setPagePrefix: (control, body) => control.setPagePrefix(body.prefix),
  importHistory: (control, body) => control.importHistory(body.payments),
  importTransfers: (control, body) => control.importTransfers(body.transfers),
  setReleasedPages: (control, body) => control.setReleasedPages(body.pages),
  setPublicUrl: (control, body) => control.setPublicUrl(body.url),
  state: (control) => control.state(),
};

function isCall(name: string): name is keyof SimulatorControl {
  return Object.hasOwn(CALLS, name);
}

/**
 * Answers `POST /__sim/<name>` with `{"result": …}`, or 400 `{code, message}`. Loopback callers only, and only
 * with a JSON content type, which no page of another origin can send unasked.
 */
export async function answerControl(control: SimulatorControl, exchange: Exchange): Promise<Answer> {
  const name = exchange.path.slice("/__sim/".length);
  const refuse = (status: number, code: string, message: string) => json(status, { code, message });
  if (!isLoopbackAddress(exchange.remoteAddress)) return refuse(403, "not_loopback", "loopback callers only");
  if (exchange.method !== "POST" || !isCall(name)) return refuse(404, "not_found", `no control ${name}`);
  if (!exchange.header("content-type").startsWith("application/json")) {
    return refuse(415, "not_json", "content type must be application/json");
  }
  const body = exchange.body.length === 0 ? {} : readObject(exchange);
  if (body === undefined) return refuse(400, "not_json", "the body is not a JSON object");
  try {
    const result = await CALLS[name](control, body);
    return json(200, { result: result ?? null });
  } catch (error) {
    if (error instanceof RangeError || error instanceof TypeError)
      return refuse(400, "bad_argument", error.message);
    throw error;
  }
}

/** The control of a simulator in another process, by its address. */
export function connectControl(url: string): SimulatorControl {
  const call = async (name: keyof SimulatorControl, body: object = {}) => {
    const response = await fetch(new URL(`/__sim/${name}`, url), {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
    const answer = (await response.json()) as { result?: Arguments; message?: string };
    if (!response.ok) throw new RangeError(answer.message ?? `control ${name} answered ${response.status}`);
    return answer.result;
  };
  return {
    addUser: (input) => call("addUser", input),
    listUsers: () => call("listUsers"),
    setFault: (fault) => call("setFault", fault),
    clearFaults: () => call("clearFaults"),
    pay: (input) => call("pay", input),
    finishRefund: (input) => call("finishRefund", input),
    confirmTransfer: (input) => call("confirmTransfer", input),
    finishTransfer: (input) => call("finishTransfer", input),
    setMerchantBalance: (fen) => call("setMerchantBalance", { fen }),
    topUpMerchant: (fen) => call("topUpMerchant", { fen }),
    setTransferRules: (change) => call("setTransferRules", change),
    advanceClock: (ms) => call("advanceClock", { ms }),
    sendSignTest: (target) => call("sendSignTest", { url: target }),
    pump: () => call("pump"),
    callbacks: () => call("callbacks"),
    probes: () => call("probes"),
    messages: (openid) => call("messages", { openid }),
    login: (openid) => call("login", { openid }),
    phoneCode: (openid, phone) => call("phoneCode", { openid, phone }),
    resend: (id) => call("resend", { id }),
    acceptTemplate: (openid, template_id, times) => call("acceptTemplate", { openid, template_id, times }),
    setTemplates: (templates) => call("setTemplates", { templates }),
    setPagePrefix: (prefix) => call("setPagePrefix", { prefix }),
    importHistory: (payments) => call("importHistory", { payments }),
    importTransfers: (transfers) => call("importTransfers", { transfers }),
    setReleasedPages: (pages) => call("setReleasedPages", { pages }),
    setPublicUrl: (target) => call("setPublicUrl", { url: target }),
    state: () => call("state"),
  };
}
