import type { ConsoleTier } from "@banyan/contract";
import { Button } from "antd";
import type { ReactElement, ReactNode } from "react";
import { Link } from "react-router";
import { Icon } from "../design/icon.tsx";
import { useMay } from "../session/session.tsx";
import { rightsWords } from "./words.ts";

type Act = (() => void) | undefined;

function Column({ title, children }: { title: string; children: ReactNode }): ReactElement {
  return (
    <div className="by-tier-column">
      <h3>{title}</h3>
      {children}
    </div>
  );
}

function Rates({ rates }: { rates: readonly string[] }): ReactElement {
  const may = useMay();
  return (
    <Column title="专属佣金规则">
      {rates.length === 0 && <p className="by-secondary">按方案里不分等级的规则</p>}
      {rates.slice(0, 3).map((rate) => (
        <p key={rate}>{rate}</p>
      ))}
      {may("plan.read") && (
        <Link className="by-link" to="/plans">
          {rates.length > 3 ? `共 ${rates.length} 条，到方案里看` : "到方案里看"}
        </Link>
      )}
    </Column>
  );
}

/** One rung: what leads here, what keeps one here, what it allows. */
export function TierRow({
  tier,
  lowest,
  edit,
  retire,
  up,
  down,
}: {
  tier: ConsoleTier;
  lowest: boolean;
  edit: Act;
  retire: Act;
  up: Act;
  down: Act;
}): ReactElement {
  return (
    <li className="by-card by-tier-rung">
      <header>
        <h2 className="by-tier">{tier.name}</h2>
        <Link className="by-link num" to={`/promoters?tier_id=${tier.id}`}>
          {tier.promoter_count} 位分销员
        </Link>
        {tier.seed_count > 0 && <span className="by-secondary num">其中种子 {tier.seed_count} 位</span>}
        <span className="by-tier-tools">
          {(up || down) && (
            <>
              <Button
                type="text"
                aria-label={`上移${tier.name}`}
                disabled={!up}
                icon={<Icon name="up" size={16} />}
                onClick={up}
              />
              <Button
                type="text"
                aria-label={`下移${tier.name}`}
                disabled={!down}
                icon={<Icon name="down" size={16} />}
                onClick={down}
              />
            </>
          )}
          {retire && (
            <Button type="text" danger onClick={retire}>
              停用
            </Button>
          )}
          {edit && <Button onClick={edit}>编辑</Button>}
        </span>
      </header>
      <div className="by-tier-columns">
        <Column title="升级">
          <p className="num">{lowest ? "新的分销员从这里开始" : (tier.upgrade_text ?? "只由商家调整")}</p>
        </Column>
        <Column title="保级">
          <p className="num">{tier.keep_text ?? "一直保留"}</p>
        </Column>
        <Column title="权益">
          <p className="by-tier-rights">
            {rightsWords(tier.rights).map((right) => (
              <span key={right.text} className={right.on ? "num" : "num is-off"}>
                {right.text}
              </span>
            ))}
          </p>
        </Column>
        <Rates rates={tier.rates} />
      </div>
    </li>
  );
}
