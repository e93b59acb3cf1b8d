import type { Exchange } from "../http.ts";
import { PayRefusal, parameterError } from "../merchant/refusal.ts";
import type { Platform } from "../platform.ts";
import { findByTransferBill, findTransfer, type Transfer } from "./store.ts";
import { queryView } from "./view.ts";

/** WeChat shows a bill for thirty days (docs/WECHAT.md 3.6). */
const SHOWN_MS = 30 * 86_400_000;

/** The bill, where the merchant may see it; 404 otherwise. */
export function visibleTransfer(platform: Platform, transfer: Transfer | undefined): Transfer {
  if (transfer === undefined || platform.clock.now() > transfer.created_at + SHOWN_MS)
    throw new PayRefusal(404, "NOT_FOUND", "记录不存在");
  return transfer;
}

function answer(platform: Platform, exchange: Exchange, transfer: Transfer | undefined): object {
  for (const name of exchange.query.keys())
    throw parameterError(name, undefined, "参数中含有非法的额外参数", "query");
  const shown = visibleTransfer(platform, transfer);
  if (platform.faults.take("transfer_hidden", exchange.subject) !== undefined)
    throw new PayRefusal(404, "NOT_FOUND", "记录不存在");
  return queryView(platform, shown);
}

/** GET …/transfer-bills/out-bill-no/{out_bill_no} */
export function queryByOutBillNumber(platform: Platform, exchange: Exchange, outBillNo: string): object {
  return answer(platform, exchange, findTransfer(platform.database, outBillNo));
}

/** GET …/transfer-bills/transfer-bill-no/{transfer_bill_no} */
export function queryByTransferBillNumber(
  platform: Platform,
  exchange: Exchange,
  transferBillNo: string,
): object {
  return answer(platform, exchange, findByTransferBill(platform.database, transferBillNo));
}
