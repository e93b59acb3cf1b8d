import type { ConsoleAftersale } from "@banyan/contract";
import { specText } from "@banyan/kernel";
import { useQuery } from "@tanstack/react-query";
import { Image } from "antd";
import type { ReactElement } from "react";
import { Link, useParams } from "react-router";
import { api } from "../api/client.ts";
import { CopyText } from "../design/copy-text.tsx";
import { DetailSkeleton, ErrorState } from "../design/empty.tsx";
import { Money } from "../design/money.tsx";
import { Card, Facts, PageHead } from "../design/page.tsx";
import { PictureThumb } from "../design/picture.tsx";
import { StateTag } from "../design/state-tag.tsx";
import { timeText } from "../design/time.ts";
import { Timeline } from "../design/timeline.tsx";
import { AFTERSALE_TONE, REFUND_WORD } from "../order/words.ts";
import { useMay } from "../session/session.tsx";
import { Decide } from "./decide.tsx";

const BACK = { to: "/aftersales", label: "售后" };

function Claim({ aftersale }: { aftersale: ConsoleAftersale }): ReactElement {
  return (
    <Card title="顾客的申请">
      <Facts
        rows={[
          ["原因", aftersale.reason],
          ["说明", aftersale.note || "—"],
          [
            "申请时间",
            <span key="at" className="num">
              {timeText(aftersale.created_at)}
            </span>,
          ],
        ]}
      />
      {aftersale.pictures.length > 0 && (
        <div className="by-evidence">
          <Image.PreviewGroup>
            {aftersale.pictures.map((src) => (
              <PictureThumb key={src} src={src} size={88} zoom />
            ))}
          </Image.PreviewGroup>
        </div>
      )}
    </Card>
  );
}

function Lines({ aftersale }: { aftersale: ConsoleAftersale }): ReactElement {
  return (
    <Card title="退款商品" flush>
      <table className="by-table by-order-lines">
        <thead>
          <tr>
            <th>商品</th>
            <th>数量</th>
            <th>退款</th>
          </tr>
        </thead>
        <tbody>
          {aftersale.lines.map((line) => (
            <tr key={line.line_no}>
              <td>
                <div className="by-cell-main">
                  <PictureThumb src={line.picture} size={48} />
                  <div>
                    <b className="by-clamp">{line.name}</b>
                    <small>{specText(line.spec)}</small>
                  </div>
                </div>
              </td>
              <td className="num">× {line.quantity}</td>
              <td>
                <Money fen={line.amount_fen} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <dl className="by-sums">
        {aftersale.freight_fen > 0 && (
          <div>
            <dt>运费</dt>
            <dd>
              <Money fen={aftersale.freight_fen} />
            </dd>
          </div>
        )}
        <div>
          <dt>退款合计</dt>
          <dd>
            <Money fen={aftersale.amount_fen + aftersale.freight_fen} size={20} tone="price" />
          </dd>
        </div>
      </dl>
    </Card>
  );
}

function Result({ aftersale }: { aftersale: ConsoleAftersale }): ReactElement | null {
  if (!aftersale.decided_by && !aftersale.refund) return null;
  const word = aftersale.refund ? REFUND_WORD[aftersale.refund.state] : undefined;
  return (
    <Card title="处理结果">
      <Facts
        rows={[
          ["处理人", aftersale.decided_by ?? "系统"],
          ["说明", aftersale.decision_note || "—"],
          ...(aftersale.refund
            ? ([
                ["退款单", <CopyText key="no" text={aftersale.refund.no} />],
                [
                  "退款状态",
                  <StateTag key="state" tone={word?.tone ?? "grey"}>
                    {word?.text ?? "其他"}
                  </StateTag>,
                ],
                [
                  "到账时间",
                  <span key="at" className="num">
                    {timeText(aftersale.refund.succeeded_at)}
                  </span>,
                ],
              ] as const)
            : []),
        ]}
      />
    </Card>
  );
}

function Body({ aftersale }: { aftersale: ConsoleAftersale }): ReactElement {
  const may = useMay();
  return (
    <>
      <PageHead
        back={BACK}
        title={
          <>
            售后详情
            <StateTag tone={AFTERSALE_TONE[aftersale.state] ?? "grey"}>{aftersale.state_text}</StateTag>
          </>
        }
        extra={aftersale.state === "requested" && may("aftersale.decide") && <Decide aftersale={aftersale} />}
      >
        <CopyText text={aftersale.no} />
      </PageHead>
      <div className="by-pair">
        <div className="by-stack">
          <Lines aftersale={aftersale} />
          <Claim aftersale={aftersale} />
          <Result aftersale={aftersale} />
        </div>
        <div className="by-stack">
          <Card
            title="订单"
            extra={
              <Link className="by-link" to={`/orders/${aftersale.order_no}`}>
                查看订单
              </Link>
            }
          >
            <Facts
              rows={[
                [
                  "顾客",
                  <Link key="buyer" className="by-link" to={`/customers/${aftersale.buyer.id}`}>
                    {aftersale.buyer.nickname}
                  </Link>,
                ],
                ["状态", aftersale.order_state_text],
                ["实付", <Money key="paid" fen={aftersale.order_payable_fen} />],
                ["已退款", <Money key="refunded" fen={aftersale.order_refunded_fen} />],
                ["订单号", <CopyText key="no" text={aftersale.order_no} />],
              ]}
            />
          </Card>
          <Card title="进展" note="与顾客看到的一致">
            <Timeline events={aftersale.timeline} />
          </Card>
        </div>
      </div>
    </>
  );
}

export function AftersalePage(): ReactElement {
  const { no = "" } = useParams();
  const aftersale = useQuery(api.console.aftersale.get.queryOptions({ input: { no } }));
  if (aftersale.data) return <Body aftersale={aftersale.data} />;
  return (
    <>
      <PageHead back={BACK} title="售后详情" />
      {aftersale.isError ? (
        <Card>
          <ErrorState error={aftersale.error} retry={() => void aftersale.refetch()} />
        </Card>
      ) : (
        <DetailSkeleton />
      )}
    </>
  );
}
