import type { Settings } from "@banyan/contract";
import { Form, Radio, Select } from "antd";
import type { ReactElement } from "react";
import { Section } from "./section.tsx";

type Review = Settings["review"];

/** When a review is seen, and which words make it wait for a person. */
export function ReviewSection({ settings }: { settings: Settings }): ReactElement {
  const [form] = Form.useForm<Review>();
  const typed = (Form.useWatch([], form) as Partial<Review> | undefined) ?? settings.review;
  return (
    <Section settings={settings} name="review" title="评价" note="对之后的评价生效" form={form}>
      <Form.Item name="mode" label="审核方式">
        <Radio.Group
          options={[
            { value: "after", label: "先发后审：文字通过检测就展示" },
            { value: "before", label: "先审后发：每一条都由员工看过再展示" },
          ]}
        />
      </Form.Item>
      <Form.Item name="words" label="屏蔽词" extra="不分大小写，忽略空格和符号；写好一个按回车">
        <Select mode="tags" open={false} suffixIcon={null} tokenSeparators={["、", "，", ",", " "]} />
      </Form.Item>
      <p className="by-rule">
        {typed.mode === "before"
          ? "顾客发表后先等待审核，员工通过后才展示。"
          : "没有文字的评价直接展示；有文字的，微信检测通过后展示，一般几秒钟。"}
        含有屏蔽词、微信有疑问或没能检测的，都由员工在评价页处理。差评不是隐藏的理由（《电子商务法》第三十九条）。
      </p>
    </Section>
  );
}
