import type { Settings } from "@banyan/contract";
import { useQueryClient } from "@tanstack/react-query";
import { App, Button, Form, Input } from "antd";
import { type ReactElement, useState } from "react";
import { api, client } from "../api/client.ts";
import { useWrite } from "../api/write.ts";
import { Card, Facts } from "../design/page.tsx";
import { useMay } from "../session/session.tsx";

interface Fields {
  appid: string;
  secret?: string;
  mchid: string;
  merchant_serial: string;
  merchant_private_key_pem?: string;
  api_v3_key?: string;
  public_key_id: string;
  public_key_pem?: string;
}

const SECRETS = ["secret", "merchant_private_key_pem", "api_v3_key", "public_key_pem"] as const;

function View({ wechat }: { wechat: Settings["wechat"] }): ReactElement {
  const mono = (text: string) => <span className="by-mono">{text || "未填写"}</span>;
  return (
    <Facts
      rows={[
        ["AppID", mono(wechat.appid)],
        ["AppSecret", mono(wechat.secret_masked)],
        ["商户号", mono(wechat.mchid)],
        ["证书序列号", mono(wechat.merchant_serial)],
        ["APIv3 密钥", mono(wechat.api_v3_key_masked)],
        ["公钥 ID", mono(wechat.public_key_id)],
      ]}
    />
  );
}

function Edit({ wechat, close }: { wechat: Settings["wechat"]; close: () => void }): ReactElement {
  const [form] = Form.useForm<Fields>();
  const { modal } = App.useApp();
  const queries = useQueryClient();
  const save = useWrite({
    call: (fields: Fields) => client.console.setting.putWechat(fields),
    form,
    success: "支付参数已保存",
    done: (after) => {
      queries.setQueryData(api.console.setting.get.queryKey(), after);
      close();
    },
  });
  const submit = (fields: Fields) => {
    // An empty secret means "keep the one that is there": it is not sent at all.
    const body = { ...fields };
    for (const key of SECRETS) if (!body[key]) delete body[key];
    modal.confirm({
      title: "修改微信支付参数",
      content: "参数有误时顾客将无法付款和退款。请确认与商户平台一致。",
      okText: "保存",
      cancelText: "再看看",
      onOk: () => save.mutate(body),
    });
  };
  const kept = "留空表示不修改";
  return (
    <Form
      form={form}
      layout="vertical"
      requiredMark={false}
      initialValues={wechat}
      onFinish={submit}
      autoComplete="off"
    >
      <div className="by-setting-grid">
        <Form.Item
          name="appid"
          label="小程序 AppID"
          rules={[{ required: true, pattern: /^wx[0-9a-z]{16}$/, message: "AppID 不正确" }]}
        >
          <Input className="by-mono" maxLength={18} />
        </Form.Item>
        <Form.Item
          name="secret"
          label="AppSecret"
          rules={[{ pattern: /^[0-9a-f]{32}$/, message: "AppSecret 不正确" }]}
        >
          <Input.Password autoComplete="new-password" maxLength={32} placeholder={kept} />
        </Form.Item>
        <Form.Item
          name="mchid"
          label="商户号"
          rules={[{ required: true, pattern: /^[0-9]{8,10}$/, message: "商户号不正确" }]}
        >
          <Input className="by-mono" maxLength={10} />
        </Form.Item>
        <Form.Item name="api_v3_key" label="APIv3 密钥" rules={[{ len: 32, message: "APIv3 密钥是 32 位" }]}>
          <Input.Password autoComplete="new-password" maxLength={32} placeholder={kept} />
        </Form.Item>
        <Form.Item
          name="merchant_serial"
          label="商户证书序列号"
          rules={[{ required: true, pattern: /^[0-9A-F]{40}$/, message: "证书序列号不正确" }]}
        >
          <Input className="by-mono" maxLength={40} />
        </Form.Item>
        <Form.Item
          name="public_key_id"
          label="微信支付公钥 ID"
          rules={[{ required: true, pattern: /^PUB_KEY_ID_[0-9]{10,40}$/, message: "公钥 ID 不正确" }]}
        >
          <Input className="by-mono" maxLength={52} />
        </Form.Item>
      </div>
      <Form.Item
        name="merchant_private_key_pem"
        label="商户私钥（apiclient_key.pem）"
        rules={[{ pattern: /PRIVATE KEY/, message: "商户私钥不正确" }]}
      >
        <Input.TextArea
          className="by-mono"
          maxLength={4000}
          rows={4}
          placeholder={`${kept}；以 -----BEGIN PRIVATE KEY----- 开头`}
        />
      </Form.Item>
      <Form.Item
        name="public_key_pem"
        label="微信支付公钥（pub_key.pem）"
        rules={[{ pattern: /PUBLIC KEY/, message: "微信支付公钥不正确" }]}
      >
        <Input.TextArea
          className="by-mono"
          maxLength={4000}
          rows={4}
          placeholder={`${kept}；以 -----BEGIN PUBLIC KEY----- 开头`}
        />
      </Form.Item>
      <div className="by-setting-actions">
        <Button type="primary" htmlType="submit" loading={save.isPending}>
          保存
        </Button>
        <Button type="text" onClick={close}>
          取消
        </Button>
      </div>
    </Form>
  );
}

/** Credentials of WeChat Pay. Secrets show their last four and are only ever replaced, never read. */
export function PaymentSection({ settings }: { settings: Settings }): ReactElement {
  const may = useMay();
  const [editing, setEditing] = useState(false);
  return (
    <Card
      title="微信支付"
      note="密钥加密保存，只显示末四位"
      extra={!editing && may("setting.write") && <Button onClick={() => setEditing(true)}>修改</Button>}
    >
      {editing ? (
        <Edit wechat={settings.wechat} close={() => setEditing(false)} />
      ) : (
        <View wechat={settings.wechat} />
      )}
    </Card>
  );
}
