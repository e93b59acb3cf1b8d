import type { StaffSelf } from "@banyan/contract";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Form, Input } from "antd";
import type { ReactElement } from "react";
import { useNavigate, useSearchParams } from "react-router";
import { api, client } from "../api/client.ts";
import { useWrite } from "../api/write.ts";
import { Icon } from "../design/icon.tsx";
import { type DemoStaff, listDemoStaff, signInAsDemo } from "./demo.ts";
import { Entrance } from "./entrance.tsx";
import { safePlace } from "./safe-place.ts";
import { SELF_KEY } from "./session.tsx";

/** Signs in and goes back to where the person wanted to be, with nothing left over from an earlier person. */
function useEnter(): (self: StaffSelf) => void {
  const queries = useQueryClient();
  const go = useNavigate();
  const [params] = useSearchParams();
  return (self) => {
    queries.clear();
    queries.setQueryData(SELF_KEY, self);
    void go(safePlace(params.get("from")), { replace: true });
  };
}

function DemoAccounts(): ReactElement | null {
  const enter = useEnter();
  const accounts = useQuery({ queryKey: ["session", "demo-staff"], queryFn: listDemoStaff });
  const signIn = useWrite({ call: (staff: DemoStaff) => signInAsDemo(staff.name), done: enter });
  if (!accounts.data || accounts.data.length === 0) return null;
  return (
    <div className="by-demo">
      <p>演示账号，点一下即可进入</p>
      <ul>
        {accounts.data.map((staff) => (
          <li key={staff.name}>
            <button type="button" disabled={signIn.isPending} onClick={() => signIn.mutate(staff)}>
              <span className="by-avatar">{staff.name.slice(0, 1)}</span>
              <span>
                <b>{staff.name}</b>
                <small>{staff.role_text}</small>
              </span>
              <Icon name="right" size={15} />
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

interface SignInFields {
  name: string;
  password: string;
  totp: string;
}

export function SignInPage(): ReactElement {
  const [form] = Form.useForm<SignInFields>();
  const enter = useEnter();
  const shop = useQuery(api.shop.info.queryOptions());
  const signIn = useWrite({
    call: (fields: SignInFields) => client.console.staff.signIn(fields),
    done: enter,
    form,
    refused: (failure) => {
      if (failure.code !== "sign_in_failed") return false;
      form.setFields([{ name: "totp", value: "", errors: [failure.message] }]);
      return true;
    },
  });
  return (
    <Entrance>
      <h1>登录</h1>
      <p className="by-entrance-note">{shop.data ? `${shop.data.name} · 运营后台` : "运营后台"}</p>
      {shop.data?.demo && <DemoAccounts />}
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={(fields) => signIn.mutate(fields)}
        size="large"
      >
        <Form.Item
          name="name"
          label="账号"
          rules={[{ required: true, whitespace: true, message: "请填写账号" }]}
        >
          <Input autoComplete="username" maxLength={40} />
        </Form.Item>
        <Form.Item name="password" label="密码" rules={[{ required: true, message: "请填写密码" }]}>
          <Input.Password autoComplete="current-password" maxLength={200} />
        </Form.Item>
        <Form.Item
          name="totp"
          label="动态码"
          extra="打开手机上的身份验证器，输入 6 位数字"
          rules={[{ required: true, pattern: /^[0-9]{6}$/, message: "动态码是 6 位数字" }]}
        >
          <Input className="num" inputMode="numeric" autoComplete="one-time-code" maxLength={6} />
        </Form.Item>
        <Button type="primary" htmlType="submit" block loading={signIn.isPending}>
          登录
        </Button>
      </Form>
    </Entrance>
  );
}
