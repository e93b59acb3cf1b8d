import { sendSignTest } from "./callback/delivery.ts";
import {
  type CallbackRecord,
  listCallbacks,
  listProbes,
  type Probe,
  reviveCallback,
} from "./callback/store.ts";
import { rfc3339 } from "./clock.ts";
import type { Fault, FaultRequest } from "./fault.ts";
import { login } from "./identity/code2session.ts";
import type { DemoUser } from "./identity/demo-user.ts";
import { phoneCode } from "./identity/phone.ts";
import { addUser, findUser, listUsers, type NewUser } from "./identity/store.ts";
import {
  addAccepts,
  findTemplate,
  type Message,
  messagesOf,
  putTemplates,
  setPagePrefix,
} from "./notice/store.ts";
import type { Template } from "./notice/template.ts";
import { importHistory, type PastPayment } from "./payment/history.ts";
import { type PayRequest, type PayResult, pay } from "./payment/pay.ts";
import { listOrders, type PayOrder } from "./payment/store.ts";
import type { Platform } from "./platform.ts";
import { finishRefund, type RefundEnd } from "./refund/settle.ts";
import { listRefunds, type Refund } from "./refund/store.ts";
import { merchantBalance, setMerchantBalance, topUpMerchant } from "./transfer/account.ts";
import { type ConfirmRequest, type ConfirmResult, confirmTransfer } from "./transfer/confirm.ts";
import { importTransfers, type PastTransfer } from "./transfer/history.ts";
import { setTransferRules, type TransferRules, transferRules } from "./transfer/rules.ts";
import { finishTransfer } from "./transfer/settle.ts";
import { listTransfers, type Transfer, type TransferEnd } from "./transfer/store.ts";
import { setPublicUrl, setReleasedPages } from "./weixin/code-setting.ts";

/** Everything the store holds that a test may want to look at. */
export interface SimulatorState {
  /** Business time. */
  now_ms: number;
  now: string;
  users: DemoUser[];
  orders: PayOrder[];
  refunds: Refund[];
  transfers: Transfer[];
  /** The merchant's operating balance, fen. */
  merchant_balance: number;
  transfer_rules: TransferRules;
  callbacks: CallbackRecord[];
  probes: Probe[];
  faults: Fault[];
}

/**
 * What a test or the demo may do beyond what WeChat offers. The same functions stand over HTTP as
 * `POST /__sim/<name>` (see connect-control.ts). A wrong argument rejects with a RangeError.
 */
export interface SimulatorControl {
  addUser(input: NewUser): Promise<DemoUser>;
  listUsers(): Promise<DemoUser[]>;
  setFault(fault: FaultRequest): Promise<void>;
  clearFaults(): Promise<void>;
  /** Pays an order as its customer would in the cashier. */
  pay(input: PayRequest): Promise<PayResult>;
  /** Ends a refund that stays PROCESSING or is ABNORMAL; SUCCESS unless told. */
  finishRefund(input: { out_refund_no: string; status?: RefundEnd }): Promise<void>;
  /** Confirms a transfer as its payee would on the confirmation page. */
  confirmTransfer(input: ConfirmRequest): Promise<ConfirmResult>;
  /** Ends a transfer that is not final; `fail_reason` for FAIL and CANCELLED. */
  finishTransfer(input: { out_bill_no: string; state: TransferEnd; fail_reason?: string }): Promise<void>;
  /** Sets the merchant's operating balance, fen; bills that wait for money go on. Resolves to the balance. */
  setMerchantBalance(fen: number): Promise<number>;
  /** Adds to it. */
  topUpMerchant(fen: number): Promise<number>;
  /** Changes limits, scenes and the merchant's name; resolves to all rules. */
  setTransferRules(change: Partial<TransferRules>): Promise<TransferRules>;
  /** Moves business time forward; never touches signature time. */
  advanceClock(ms: number): Promise<{ now_ms: number }>;
  /** Sends a signature probe to a callback address on this machine. */
  sendSignTest(url: string): Promise<Probe>;
  /** Delivers every callback due now and resolves when none is due or on its way. */
  pump(): Promise<void>;
  callbacks(): Promise<CallbackRecord[]>;
  probes(): Promise<Probe[]>;
  /** A user's subscribe messages, newest first. */
  messages(openid: string): Promise<Message[]>;
  /** `wx.login` for a user: a js_code for code2Session. */
  login(openid: string): Promise<string>;
  /** What the getPhoneNumber button gives for a user; `phone` is another number of theirs than the usual one. */
  phoneCode(openid: string, phone?: string): Promise<string>;
  /** Sends a callback again now, by its notice id. */
  resend(id: string): Promise<void>;
  /** The user accepts `times` (1) more messages of a template. */
  acceptTemplate(openid: string, templateId: string, times?: number): Promise<void>;
  setTemplates(templates: readonly Template[]): Promise<void>;
  /** Where the inbox finds mini program pages in the browser: `/` unless set, `/#/` for a hash router. */
  setPagePrefix(prefix: string): Promise<void>;
  /** Puts payments and refunds of the past into the books, so that a demo shop with a history can refund it. */
  importHistory(payments: readonly PastPayment[]): Promise<void>;
  /** The same for transfer bills in any state, so that a demo shop with a history can ask about its payouts. */
  importTransfers(transfers: readonly PastTransfer[]): Promise<void>;
  /** The pages a code may open; null (as at first) takes any. */
  setReleasedPages(pages: readonly string[] | null): Promise<void>;
  /** Where the shop's browser version stands: codes lead there. */
  setPublicUrl(url: string): Promise<void>;
  state(): Promise<SimulatorState>;
}

function dumpState(platform: Platform): SimulatorState {
  const { database, clock, faults } = platform;
  return {
    now_ms: clock.now(),
    now: rfc3339(clock.now()),
    users: listUsers(database),
    orders: listOrders(database),
    refunds: listRefunds(database),
    transfers: listTransfers(database),
    merchant_balance: merchantBalance(database),
    transfer_rules: transferRules(database),
    callbacks: listCallbacks(database),
    probes: listProbes(database),
    faults: faults.list(),
  };
}

function acceptTemplate(platform: Platform, openid: string, templateId: string, times: number): void {
  const { database } = platform;
  if (findUser(database, openid) === undefined) throw new RangeError(`no user ${openid}`);
  if (findTemplate(database, templateId) === undefined) throw new RangeError(`no template ${templateId}`);
  if (!Number.isSafeInteger(times) || times < 1) throw new RangeError("times must be a whole number from 1");
  addAccepts(database, openid, templateId, times);
}

/** The control of a running simulator, for the same process. */
export function createControl(platform: Platform): SimulatorControl {
  const { database, clock, faults, scheduler } = platform;
  return {
    addUser: async (input) => addUser(database, input),
    listUsers: async () => listUsers(database),
    setFault: async (fault) => faults.arm(fault),
    clearFaults: async () => faults.clear(),
    pay: async (input) => pay(platform, input),
    finishRefund: async ({ out_refund_no, status }) =>
      finishRefund(platform, out_refund_no, status ?? "SUCCESS"),
    confirmTransfer: async (input) => confirmTransfer(platform, input),
    finishTransfer: async ({ out_bill_no, state, fail_reason }) =>
      finishTransfer(platform, out_bill_no, state, fail_reason),
    setMerchantBalance: async (fen) => setMerchantBalance(platform, fen),
    topUpMerchant: async (fen) => topUpMerchant(platform, fen),
    setTransferRules: async (change) => setTransferRules(database, change),
    advanceClock: async (ms) => {
      const now = clock.advance(ms);
      scheduler.wake();
      return { now_ms: now };
    },
    sendSignTest: (url) => sendSignTest(platform, url),
    pump: () => scheduler.pump(),
    callbacks: async () => listCallbacks(database),
    probes: async () => listProbes(database),
    messages: async (openid) => messagesOf(database, openid),
    login: async (openid) => login(platform, openid),
    phoneCode: async (openid, phone) => phoneCode(platform, openid, phone),
    resend: async (id) => {
      if (!reviveCallback(database, id, clock.now())) throw new RangeError(`no callback ${id}`);
      scheduler.wake();
    },
    acceptTemplate: async (openid, templateId, times) =>
      acceptTemplate(platform, openid, templateId, times ?? 1),
    setTemplates: async (templates) => putTemplates(database, templates),
    setPagePrefix: async (prefix) => setPagePrefix(database, prefix),
    importHistory: async (payments) => importHistory(database, payments),
    importTransfers: async (transfers) => importTransfers(platform, transfers),
    setReleasedPages: async (pages) => setReleasedPages(database, pages),
    setPublicUrl: async (url) => setPublicUrl(database, url),
    state: async () => dumpState(platform),
  };
}
