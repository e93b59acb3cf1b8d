import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Form, Input, Skeleton } from "antd";
import { toString as drawQr } from "qrcode";
import { type ReactElement, useState } from "react";
import { useNavigate, useSearchParams } from "react-router";
import { api, client } from "../api/client.ts";
import { useWrite } from "../api/write.ts";
import { CopyText } from "../design/copy-text.tsx";
import { ErrorState } from "../design/empty.tsx";
import { timeText } from "../design/time.ts";
import { Entrance } from "./entrance.tsx";
import { ROLE_TEXT, SELF_KEY } from "./session.tsx";

interface Enrolment {
  totp_secret: string;
  otpauth_url: string;
}

/** First step: name and password. Asking again simply replaces what was chosen before. */
function ChoosePassword({
  token,
  name,
  done,
}: {
  token: string;
  name: string | null;
  done: (enrolment: Enrolment) => void;
}): ReactElement {
  const [form] = Form.useForm<{ name: string; password: string; again: string }>();
  const start = useWrite({
    call: (fields: { name: string; password: string }) =>
      client.console.staff.joinStart({ token, name: fields.name, password: fields.password }),
    done,
    form,
    refused: (failure) => {
      if (failure.code !== "weak_password") return false;
      form.setFields([{ name: "password", errors: [failure.message] }]);
      return true;
    },
  });
  return (
    <Form
      form={form}
      layout="vertical"
      requiredMark={false}
      size="large"
      initialValues={{ name: name ?? "" }}
      onFinish={(fields) => start.mutate(fields)}
    >
      <Form.Item
        name="name"
        label="账号"
        extra="登录时使用，可以是姓名"
        rules={[{ required: true, whitespace: true, message: "请填写账号" }]}
      >
        <Input autoComplete="username" maxLength={20} disabled={name !== null} />
      </Form.Item>
      <Form.Item
        name="password"
        label="密码"
        extra="至少 10 位，包含字母和数字"
        rules={[
          {
            required: true,
            pattern: /^(?=.*[A-Za-z])(?=.*[0-9]).{10,}$/,
            message: "密码至少 10 位，且包含字母和数字",
          },
        ]}
      >
        <Input.Password autoComplete="new-password" maxLength={200} />
      </Form.Item>
      <Form.Item
        name="again"
        label="再输一次"
        dependencies={["password"]}
        rules={[
          ({ getFieldValue }) => ({
            validator: (_, value) =>
              value === getFieldValue("password")
                ? Promise.resolve()
                : Promise.reject(new Error("两次输入的密码不一致")),
          }),
        ]}
      >
        <Input.Password autoComplete="new-password" maxLength={200} />
      </Form.Item>
      <Button type="primary" htmlType="submit" block loading={start.isPending}>
        下一步
      </Button>
    </Form>
  );
}

/** Second step: the authenticator. The secret is drawn here and never leaves the page. */
function EnrolTotp({
  token,
  enrolment,
  back,
}: {
  token: string;
  enrolment: Enrolment;
  back: () => void;
}): ReactElement {
  const [form] = Form.useForm<{ totp: string }>();
  const queries = useQueryClient();
  const go = useNavigate();
  const code = useQuery({
    queryKey: ["session", "qr", enrolment.otpauth_url],
    queryFn: () =>
      drawQr(enrolment.otpauth_url, {
        type: "svg",
        margin: 0,
        color: { dark: "#13241D", light: "#FFFFFF00" },
      }),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const finish = useWrite({
    call: (fields: { totp: string }) => client.console.staff.joinFinish({ token, totp: fields.totp }),
    form,
    refused: (failure) => {
      if (failure.code !== "totp_wrong") return false;
      form.setFields([{ name: "totp", value: "", errors: [failure.message] }]);
      return true;
    },
    done: (self) => {
      queries.clear();
      queries.setQueryData(SELF_KEY, self);
      void go("/", { replace: true });
    },
  });
  return (
    <>
      <div className="by-qr">
        {code.data ? (
          <img
            src={`data:image/svg+xml;utf8,${encodeURIComponent(code.data)}`}
            width={176}
            height={176}
            alt="身份验证器二维码"
          />
        ) : (
          <Skeleton.Node active style={{ width: 176, height: 176 }} />
        )}
        <ol>
          <li>在手机上打开身份验证器（如微信里的“腾讯身份验证器”小程序）</li>
          <li>扫描二维码，或手动输入密钥</li>
          <li>把显示的 6 位数字填在下面</li>
        </ol>
      </div>
      <p className="by-qr-secret">
        密钥 <CopyText text={enrolment.totp_secret} />
      </p>
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        size="large"
        onFinish={(fields) => finish.mutate(fields)}
      >
        <Form.Item
          name="totp"
          label="动态码"
          rules={[{ required: true, pattern: /^[0-9]{6}$/, message: "动态码是 6 位数字" }]}
        >
          <Input className="num" inputMode="numeric" autoComplete="one-time-code" maxLength={6} autoFocus />
        </Form.Item>
        <Button type="primary" htmlType="submit" block loading={finish.isPending}>
          绑定并进入
        </Button>
        <Button type="text" block onClick={back} style={{ marginTop: 8 }}>
          返回上一步
        </Button>
      </Form>
    </>
  );
}

/** A one-time link becomes a member of staff: password, authenticator, in. */
export function JoinPage(): ReactElement {
  const [params] = useSearchParams();
  const token = params.get("token") ?? "";
  const [enrolment, setEnrolment] = useState<Enrolment | null>(null);
  const info = useQuery(
    api.console.staff.joinInfo.queryOptions({
      input: { token },
      staleTime: Number.POSITIVE_INFINITY,
      retry: false,
    }),
  );
  return (
    <Entrance>
      {info.isPending && <Skeleton active paragraph={{ rows: 6 }} />}
      {info.isError && <ErrorState error={info.error} retry={() => void info.refetch()} />}
      {info.data && (
        <>
          <h1>{enrolment ? "绑定动态码" : "设置账号"}</h1>
          <p className="by-entrance-note">
            您将成为 <b>{ROLE_TEXT[info.data.role]}</b>，链接 {timeText(info.data.expires_at)} 前有效
          </p>
          {enrolment ? (
            <EnrolTotp token={token} enrolment={enrolment} back={() => setEnrolment(null)} />
          ) : (
            <ChoosePassword token={token} name={info.data.name} done={setEnrolment} />
          )}
        </>
      )}
    </Entrance>
  );
}
