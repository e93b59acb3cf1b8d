import type { ConsoleApplication } from "@banyan/contract";
import { useQueryClient } from "@tanstack/react-query";
import { App, Button, Drawer, Form, Modal, Select } from "antd";
import { type ReactElement, useState } from "react";
import { Link } from "react-router";
import { api, client } from "../api/client.ts";
import type { Failure } from "../api/failure.ts";
import { useWrite } from "../api/write.ts";
import { Face } from "../customer/face.tsx";
import { CopyText } from "../design/copy-text.tsx";
import { Money } from "../design/money.tsx";
import { Note } from "../design/note.tsx";
import { Facts } from "../design/page.tsx";
import { ReasonDialog } from "../design/reason-dialog.tsx";
import { StateTag } from "../design/state-tag.tsx";
import { timeText } from "../design/time.ts";
import { useMay } from "../session/session.tsx";
import { useTiers } from "./names.ts";
import { nameOf, PersonChip } from "./person.tsx";
import { APPLICATION_WORD } from "./words.ts";

type Changed = (application: ConsoleApplication) => void;

/** What a decision makes stale: lists of people, and how many still wait. */
const DECIDED = [api.console.promoter.key(), api.console.report.key()];

/** The application as it stands now. There is no route for one, so the list is searched by its own words. */
async function fetchAgain(application: ConsoleApplication): Promise<ConsoleApplication | undefined> {
  const page = await client.console.promoter.applications({ q: application.customer.nickname, limit: 100 });
  return page.items.find((candidate) => candidate.id === application.id);
}

/** Somebody else was quicker: say it, and show what they decided. */
function useDecidedElsewhere(application: ConsoleApplication, changed: Changed): (failure: Failure) => void {
  const queries = useQueryClient();
  const { message } = App.useApp();
  return (failure) => {
    if (failure.code !== "application_decided" && failure.code !== "already_promoter") return;
    // The dialog goes with the decision it was about, so the sentence stands outside it.
    message.warning(failure.message);
    for (const queryKey of DECIDED) void queries.invalidateQueries({ queryKey });
    void fetchAgain(application).then((now) => now && changed(now));
  };
}

function Approve({
  application,
  changed,
  close,
}: {
  application: ConsoleApplication;
  changed: Changed;
  close: () => void;
}): ReactElement {
  const tiers = useTiers();
  const sorted = [...(tiers.data?.tiers ?? [])].sort((a, b) => a.rank - b.rank);
  const [tierId, setTierId] = useState<string>();
  const [refusal, setRefusal] = useState<string>();
  const elsewhere = useDecidedElsewhere(application, changed);
  // Whoever was a promoter has a tier already: it stays unless somebody chooses another.
  const { former_tier: former } = application;
  const chosen = tierId ?? (former === null ? sorted[0]?.id : undefined);
  const approve = useWrite({
    call: () =>
      client.console.promoter.decide({
        customer_id: application.customer.id,
        application_id: application.id,
        approve: true,
        ...(chosen ? { tier_id: chosen } : {}),
      }),
    stale: DECIDED,
    success: `已通过，${nameOf(application.customer)} 现在可以推广了`,
    refused: (failure) => {
      if (failure.status === 0 || failure.status >= 500) return false;
      elsewhere(failure);
      setRefusal(failure.message);
      return true;
    },
    done: (after) => {
      changed(after);
      close();
    },
  });
  const inviter = application.inviter ?? application.bound_to;
  return (
    <Modal
      open
      title="通过申请"
      okText="通过"
      cancelText="取消"
      confirmLoading={approve.isPending}
      onOk={() => approve.mutate(undefined)}
      onCancel={close}
      width={480}
    >
      <p className="by-confirm-note">
        {former !== null
          ? "曾经是分销员：通过后回到原来的账户和邀请人。"
          : inviter
            ? `通过后，${nameOf(inviter)} 是邀请人，此关系不能更改。`
            : "通过后没有邀请人，此关系不能更改。"}
      </p>
      <Form layout="vertical">
        <Form.Item label={former === null ? "起始等级" : "等级"}>
          <Select
            loading={tiers.isPending}
            value={chosen ?? null}
            placeholder={former === null ? "请选择等级" : `保持原来的等级（${former}）`}
            options={sorted.map((tier) => ({ value: tier.id, label: tier.name }))}
            onChange={setTierId}
          />
        </Form.Item>
      </Form>
      {refusal && (
        <p className="by-confirm-error" role="alert">
          {refusal}
        </p>
      )}
    </Modal>
  );
}

function Decide({
  application,
  changed,
}: {
  application: ConsoleApplication;
  changed: Changed;
}): ReactElement {
  const [dialog, setDialog] = useState<"approve" | "refuse" | null>(null);
  const close = () => setDialog(null);
  const elsewhere = useDecidedElsewhere(application, changed);
  return (
    <>
      <Button onClick={() => setDialog("refuse")}>拒绝</Button>
      <Button type="primary" onClick={() => setDialog("approve")}>
        通过
      </Button>
      {dialog === "approve" && <Approve application={application} changed={changed} close={close} />}
      {dialog === "refuse" && (
        <ReasonDialog
          title="拒绝申请"
          label="拒绝原因"
          field="note"
          extra="申请人会原样看到这句话，之后可以再次申请"
          actionText="拒绝"
          danger
          stale={DECIDED}
          success="已拒绝，申请人会看到原因"
          call={(note) =>
            client.console.promoter.decide({
              customer_id: application.customer.id,
              application_id: application.id,
              approve: false,
              note,
            })
          }
          refused={elsewhere}
          done={changed}
          close={close}
        />
      )}
    </>
  );
}

function Origin({ application }: { application: ConsoleApplication }): ReactElement {
  return (
    <Facts
      rows={[
        [
          "邀请卡",
          application.inviter ? <PersonChip key="inviter" person={application.inviter} /> : "没有用邀请卡",
        ],
        [
          "客户关系",
          application.bound_to ? <PersonChip key="bound" person={application.bound_to} /> : "没有客户关系",
        ],
      ]}
    />
  );
}

/** One application: who asks, by whom they came, what they agreed to; and the answer. */
export function ApplicationDrawer({
  application,
  changed,
  close,
}: {
  application: ConsoleApplication;
  changed: Changed;
  close: () => void;
}): ReactElement {
  const may = useMay();
  const word = APPLICATION_WORD[application.state];
  const { customer } = application;
  const open = application.state === "requested";
  return (
    <Drawer
      open
      title="分销员申请"
      size={480}
      onClose={close}
      footer={
        open &&
        may("promoter.decide") && (
          <div className="by-drawer-actions">
            <Decide application={application} changed={changed} />
          </div>
        )
      }
    >
      <div className="by-drawer-person">
        <Face customer={customer} size={48} />
        <div>
          <b>{nameOf(customer)}</b>
          <Link className="by-link" to={`/customers/${customer.id}`}>
            查看顾客
          </Link>
        </div>
        <StateTag tone={word?.tone ?? "grey"}>{word?.text ?? "其他"}</StateTag>
      </div>
      <Facts
        rows={[
          ["申请说明", application.reason || "—"],
          [
            "申请时间",
            <span key="at" className="num">
              {timeText(application.created_at)}
            </span>,
          ],
          ["推广协议", `已同意第 ${application.agreement_version} 版`],
          [
            "订单",
            <Link key="orders" className="by-link num" to={`/orders?buyer_id=${customer.id}`}>
              {application.order_count} 单
            </Link>,
          ],
          ["累计支付", <Money key="paid" fen={application.paid_fen} />],
          ["编号", <CopyText key="id" text={customer.id} />],
        ]}
      />
      <div className="by-drawer-part">
        <h3 className="by-section-title">怎么来的</h3>
        {open && (
          <Note tone="grey" icon="link">
            {application.former_tier !== null
              ? "曾经是分销员：通过后回到原来的账户、邀请人和等级"
              : application.inviter
                ? "通过后，发邀请卡的分销员成为邀请人"
                : application.bound_to
                  ? "没有用邀请卡：通过后，客户关系里的分销员成为邀请人"
                  : "没有邀请卡，也没有客户关系：通过后没有邀请人"}
          </Note>
        )}
        <Origin application={application} />
      </div>
      {!open && (
        <div className="by-drawer-part">
          <h3 className="by-section-title">审核结果</h3>
          <Facts
            rows={[
              ["审核人", application.decided_by ?? (application.state === "cancelled" ? "本人撤回" : "系统")],
              [
                "时间",
                <span key="at" className="num">
                  {timeText(application.decided_at)}
                </span>,
              ],
              ["说明", application.decision_note || "—"],
              ...(application.state === "approved"
                ? ([
                    [
                      "分销员",
                      <Link key="p" className="by-link" to={`/promoters/${customer.id}`}>
                        查看分销员
                      </Link>,
                    ],
                  ] as const)
                : []),
            ]}
          />
        </div>
      )}
    </Drawer>
  );
}
