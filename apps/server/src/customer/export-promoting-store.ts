/** The rows of an export that come of promoting: standing, shares, commissions and money. Other people's order numbers stay theirs. */
import { type RawBuilder, sql } from "kysely";
import type { SectionKey } from "./export-sections.ts";

const padded = (column: RawBuilder<unknown>) => sql`lpad(${column}::text, 19, '0')`;
const at = (column: RawBuilder<unknown>) => sql`to_char(${column} AT TIME ZONE 'UTC', 'YYYYMMDDHH24MISSUS')`;

export const PROMOTING_ROWS: Partial<Record<SectionKey, (id: bigint) => RawBuilder<unknown>>> = {
  promoter: (id) => sql`
    SELECT '1' AS place, '推广资格' AS what,
        CASE p.state WHEN 'active' THEN '有效' WHEN 'frozen' THEN '已冻结' ELSE '已退出' END AS state,
        '等级 ' || t.name || '，协议第 ' || p.agreement_version || ' 版' AS note, p.approved_at AS at
      FROM promoter p JOIN tier t ON t.id = p.tier_id WHERE p.owner_id = ${id}
    UNION ALL SELECT '2' || ${padded(sql`id`)}, '申请',
        CASE state WHEN 'requested' THEN '等待审核' WHEN 'approved' THEN '已通过' WHEN 'refused' THEN '未通过' ELSE '已撤回' END,
        concat_ws('；', nullif(reason, ''), nullif(decision_note, '')), created_at
      FROM promoter_application WHERE owner_id = ${id}
    UNION ALL SELECT '3' || ${padded(sql`c.id`)}, '等级变化', f.name || ' → ' || t.name, c.note, c.event_at
      FROM tier_change c JOIN tier f ON f.id = c.from_id JOIN tier t ON t.id = c.to_id WHERE c.owner_id = ${id}`,
  shares: (id) => sql`
    SELECT s.code AS place, s.code, coalesce(p.name, '') AS product, s.created_at AS at,
      CASE s.channel WHEN 'card' THEN '微信卡片' WHEN 'link' THEN '链接' WHEN 'code' THEN '小程序码' ELSE '邀请卡' END AS channel
    FROM share s LEFT JOIN product p ON p.id = s.product_id WHERE s.owner_id = ${id}`,
  commissions: (id) => sql`
    SELECT order_no || '-' || lpad(line_no::text, 5, '0') || position || kind AS place, order_no, buyer_id, line_no,
      CASE position WHEN 'self' THEN '自购' ELSE '第 ' || position || ' 位' END AS position,
      CASE kind WHEN 'self' THEN '自购佣金' WHEN 'referral' THEN '推广佣金' ELSE '团队奖励' END AS kind, fen, kept_fen,
      CASE WHEN kept_fen = 0 AND fen > 0 THEN '已追回' WHEN held_at IS NOT NULL THEN '冻结' WHEN settled_at IS NOT NULL THEN '已结算'
        ELSE '预估' END AS state, event_at, settled_at
    FROM commission WHERE owner_id = ${id}`,
  ledger: (id) => sql`
    SELECT ${at(sql`event_at`)} || key AS place, kind, debit, credit, amount_fen, ref, event_at FROM ledger WHERE owner_id = ${id}`,
  withdrawals: (id) => sql`
    SELECT no AS place, no, state, amount_fen, fee_fen, net_fen, decision_note, fail_reason,
      requested_at, finished_at
    FROM withdrawal WHERE owner_id = ${id}`,
  adjustments: (id) => sql`
    SELECT no AS place, no, amount_fen, reason, decided_at,
      CASE kind WHEN 'reward' THEN '奖励' WHEN 'plus' THEN '增加' WHEN 'minus' THEN '减少' ELSE '免除欠款' END AS kind
    FROM adjustment WHERE owner_id = ${id} AND state = 'approved'`,
};
