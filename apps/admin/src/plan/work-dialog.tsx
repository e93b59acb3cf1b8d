import type { ConsolePlan, ConsolePlanHead } from "@banyan/contract";
import { acknowledgementNeeded, type PlanProblem } from "@banyan/domain";
import { businessDate } from "@banyan/kernel";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Checkbox, DatePicker, Modal, Segmented } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { type ReactElement, useMemo, useState } from "react";
import { useNavigate } from "react-router";
import { api, client } from "../api/client.ts";
import { businessNow } from "../api/clock.ts";
import { useRequestKey, useWrite } from "../api/write.ts";
import { ErrorState, RowsSkeleton } from "../design/empty.tsx";
import { Note } from "../design/note.tsx";
import { timeText } from "../design/time.ts";
import { Difference } from "./difference.tsx";
import { examplesOf } from "./example.ts";
import { knownOf, withNames } from "./names.ts";

type When = "now" | "later";

/** The shop's wall clock, wherever the browser stands. */
function instantOf(picked: Dayjs): string {
  return new Date(`${picked.format("YYYY-MM-DDTHH:mm")}:00+08:00`).toISOString();
}

function Notices({
  plan,
  warnings,
  legalNotice,
}: {
  plan: ConsolePlan;
  warnings: readonly PlanProblem[];
  legalNotice: string;
}): ReactElement {
  return (
    <>
      {warnings.map((warning) => (
        <div key={`${warning.code} ${warning.path}`} className="by-plan-legal">
          <Note tone="amber" icon="warning">
            {warning.message}
          </Note>
        </div>
      ))}
      {acknowledgementNeeded(plan.body) !== "none" && (
        <div className="by-plan-legal">
          <Note tone="amber" icon="note">
            {legalNotice}
          </Note>
        </div>
      )}
    </>
  );
}

function usePutToWork(plan: ConsolePlan, active: ConsolePlan, acknowledge: boolean, close: () => void) {
  const queries = useQueryClient();
  const go = useNavigate();
  const request = useRequestKey();
  const [refusal, setRefusal] = useState<string>();
  const write = useWrite({
    call: ({ when, at }: { when: When; at: Dayjs | null }) => {
      const seen = { version: plan.version, revision: plan.revision, acknowledge };
      const content =
        when === "now"
          ? { ...seen, replaces: active.version }
          : { ...seen, starts_at: at ? instantOf(at) : "" };
      const request_key = request.keyFor(content);
      return "replaces" in content
        ? client.console.plan.activate({ ...content, request_key })
        : client.console.plan.schedule({ ...content, request_key });
    },
    success: (done) =>
      done.state === "active"
        ? `「${done.name}」已启用`
        : `「${done.name}」将在 ${timeText(done.starts_at)} 启用`,
    refused: (failure) => {
      if (failure.status === 0 || failure.status >= 500) return false;
      setRefusal(failure.message);
      return true;
    },
    done: (done) => {
      request.renew();
      close();
      void queries.invalidateQueries({ queryKey: api.console.plan.key() });
      void go(`/plans?version=${done.version}`);
    },
  });
  return { ...write, refusal };
}

function Body({
  plan,
  active,
  warnings,
  legalNotice,
  close,
}: {
  plan: ConsolePlan;
  active: ConsolePlan;
  warnings: readonly PlanProblem[];
  legalNotice: string;
  close: () => void;
}): ReactElement {
  const [when, setWhen] = useState<When>("now");
  const [at, setAt] = useState<Dayjs | null>(null);
  const [agreed, setAgreed] = useState(false);
  const known = useMemo(() => knownOf(withNames(active.names, plan.names)), [active, plan]);
  const put = usePutToWork(plan, active, agreed, close);
  const needed = acknowledgementNeeded(plan.body) === "owner";
  const today = dayjs(businessDate(new Date(businessNow())));
  const blocked = (needed && !agreed) || (when === "later" && at === null);
  return (
    <Modal
      open
      title={`启用「${plan.name}」`}
      okText={when === "now" ? "立即启用" : "定时启用"}
      cancelText="再改改"
      okButtonProps={{ disabled: blocked }}
      confirmLoading={put.isPending}
      onOk={() => put.mutate({ when, at })}
      onCancel={close}
      width={720}
    >
      <p className="by-confirm-note">启用后提交的订单按新版本计算；已经提交的订单不变。</p>
      <Difference
        before={active.body}
        after={plan.body}
        known={known}
        titles={{ before: `现在（${active.name}）`, after: "启用后" }}
      />
      <div className="by-plan-sides num">
        <p className="by-secondary">现在：{examplesOf(active.body, known)[0]?.text}</p>
        <p>启用后：{examplesOf(plan.body, known)[0]?.text}</p>
      </div>
      <Notices plan={plan} warnings={warnings} legalNotice={legalNotice} />
      {needed && (
        <Checkbox
          className="by-plan-legal"
          checked={agreed}
          onChange={(event) => setAgreed(event.target.checked)}
        >
          我是店主，已阅读以上提示，并对启用这个方案负责
        </Checkbox>
      )}
      <div className="by-plan-when">
        <Segmented
          value={when}
          options={[
            { value: "now" as const, label: "立即启用" },
            { value: "later" as const, label: "定时启用" },
          ]}
          onChange={setWhen}
        />
        {when === "later" && (
          <DatePicker
            aria-label="启用时间"
            showTime={{ format: "HH:mm", defaultValue: dayjs("00:00", "HH:mm") }}
            showNow={false}
            format="YYYY-MM-DD HH:mm"
            placeholder="选择日期和时间"
            minDate={today}
            value={at}
            onChange={(picked: Dayjs | null) => setAt(picked)}
          />
        )}
        {when === "later" && at === null && <span className="by-secondary">选一个以后的时间</span>}
      </div>
      {put.refusal && (
        <p className="by-confirm-error" role="alert">
          {put.refusal}
        </p>
      )}
    </Modal>
  );
}

/** The last look before a plan is put to work, now or at a time: what changes, what it means, and the acknowledgement where one is needed. */
export function WorkDialog({
  plan,
  warnings,
  legalNotice,
  close,
}: {
  plan: ConsolePlan;
  warnings: readonly PlanProblem[];
  legalNotice: string;
  close: () => void;
}): ReactElement {
  // Asked anew: what it replaces is what works at this moment, not when the page was opened.
  const plans = useQuery(api.console.plan.list.queryOptions({ staleTime: 0 }));
  const version = plans.isFetching ? undefined : plans.data?.plans.find(isActive)?.version;
  const active = useQuery(
    api.console.plan.get.queryOptions({ input: { version: version ?? 0 }, enabled: version !== undefined }),
  );
  const failed = [plans, active].find(({ isError }) => isError);
  if (active.data)
    return (
      <Body plan={plan} active={active.data} warnings={warnings} legalNotice={legalNotice} close={close} />
    );
  return (
    <Modal open footer={null} title={`启用「${plan.name}」`} onCancel={close} width={720}>
      {failed ? <ErrorState error={failed.error} retry={() => void failed.refetch()} /> : <RowsSkeleton />}
    </Modal>
  );
}

function isActive({ state }: ConsolePlanHead): boolean {
  return state === "active";
}
