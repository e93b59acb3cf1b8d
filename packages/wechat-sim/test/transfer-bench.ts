import { afterAll, afterEach, beforeAll, expect } from "vitest";
import { DEMO_USERS } from "../src/index.ts";
import { openCallback, type Receiver, send, startReceiver, transferBody } from "./merchant.ts";
import { type ScratchSimulator, scratchSimulator } from "./scratch.ts";

const BILLS = "/v3/fund-app/mch-transfer/transfer-bills";
const DAY = 86_400_000;
/** What the merchant has before each test, fen. */
export const OPENING = 10_000_000;

/** A simulator and a merchant's callback endpoint for one test file; after each test every bill has ended. */
export interface TransferBench {
  readonly sim: ScratchSimulator;
  readonly receiver: Receiver;
  readonly me: string;
  readonly other: string;
  bodyFor(change?: object): ReturnType<typeof transferBody>;
  create(body: object): ReturnType<typeof send>;
  query(no: string): ReturnType<typeof send>;
  queryBill(transferBillNo: string): ReturnType<typeof send>;
  cancel(no: string, body?: object): ReturnType<typeof send>;
  state(no: string): Promise<string>;
  balance(): Promise<number>;
  /** A bill that waits for its person. */
  waiting(change?: object): Promise<{
    body: ReturnType<typeof transferBody>;
    no: string;
    package_info: string;
  }>;
  /** Lets the step end that WeChat takes by itself. */
  step(): Promise<void>;
  /** The callbacks that arrived, decrypted. */
  heard(): ReturnType<typeof openCallback>[];
}

export function transferBench(): TransferBench {
  let sim: ScratchSimulator;
  let receiver: Receiver;
  const [me, other] = [DEMO_USERS[0]?.openid ?? "", DEMO_USERS[1]?.openid ?? ""];
  beforeAll(async () => {
    sim = await scratchSimulator();
    receiver = await startReceiver();
  });
  afterEach(async () => {
    await sim.control.clearFaults();
    await sim.control.setTransferRules({ single_max: 20_000, user_day_max: 200_000 });
    await sim.control.setMerchantBalance(OPENING);
    await sim.control.pump();
    await sim.control.advanceClock(DAY + 3_600_000);
    await sim.control.pump();
    await sim.control.setMerchantBalance(OPENING);
    receiver.received.length = 0;
  });
  afterAll(async () => {
    await receiver.close();
    await sim.remove();
  });
  const get = (target: string) => send(sim.url, sim.credentials, "GET", BILLS + target);
  const post = (target: string, body?: object) =>
    send(sim.url, sim.credentials, "POST", BILLS + target, body);
  const bench: TransferBench = {
    get sim() {
      return sim;
    },
    get receiver() {
      return receiver;
    },
    me,
    other,
    bodyFor: (change = {}) => transferBody(sim.credentials, me, { notify_url: receiver.url, ...change }),
    create: (body) => post("", body),
    query: (no) => get(`/out-bill-no/${no}`),
    queryBill: (no) => get(`/transfer-bill-no/${no}`),
    cancel: (no, body) => post(`/out-bill-no/${no}/cancel`, body),
    state: async (no) => (await bench.query(no)).body.state,
    balance: async () => (await sim.control.state()).merchant_balance,
    waiting: async (change) => {
      const body = bench.bodyFor(change);
      const answer = await bench.create(body);
      expect([answer.status, answer.body.state]).toEqual([200, "WAIT_USER_CONFIRM"]);
      return { body, no: body.out_bill_no, package_info: String(answer.body.package_info) };
    },
    step: async () => {
      await sim.control.advanceClock(1500);
      await sim.control.pump();
    },
    heard: () => receiver.received.map((entry) => openCallback(sim.credentials, entry)),
  };
  return bench;
}
