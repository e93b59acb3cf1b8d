/** What every notice is made of, and how its template's fields are written. */

export type TemplateKey =
  | "order_paid"
  | "order_shipped"
  | "refund_done"
  | "withdrawal_confirm"
  | "withdrawal_done"
  | "promoter_decided";

export interface Words {
  title: string;
  body: string;
  /** Mini program path it opens. */
  link: string;
  template: { key: TemplateKey; data: Record<string, string> } | null;
}

/** "2026年11月24日 09:05", the form WeChat's time fields take. */
export function chineseTime(at: Date): string {
  const local = new Date(at.getTime() + 8 * 3_600_000).toISOString();
  const [year, month, day] = local.slice(0, 10).split("-").map(Number);
  return `${year}年${month}月${day}日 ${local.slice(11, 16)}`;
}
