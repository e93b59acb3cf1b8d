/**
 * The WeChat side, for demo and tests: login, Pay v3 with transfers, codes and subscribe messages spoken as the real platform does,
 * kept in a store of its own. It shares no code with the client it is spoken to by.
 */
export { connectControl } from "./connect-control.ts";
export type { SimulatorControl } from "./control.ts";
export type { SimulatorCredentials } from "./credentials.ts";
export { readCredentials } from "./credentials.ts";
export type { DemoUser } from "./identity/demo-user.ts";
export { DEMO_USERS } from "./identity/demo-user.ts";
export type { Template } from "./notice/template.ts";
export { DEMO_TEMPLATES } from "./notice/template.ts";
export type { PastPayment } from "./payment/history.ts";
export type { Simulator, SimulatorOptions } from "./simulator.ts";
export { startSimulator } from "./simulator.ts";
export type { ConfirmRequest, ConfirmResult } from "./transfer/confirm.ts";
export type { PastTransfer } from "./transfer/history.ts";
export type { TransferRules } from "./transfer/rules.ts";
export type { TransferEnd, TransferState } from "./transfer/store.ts";
