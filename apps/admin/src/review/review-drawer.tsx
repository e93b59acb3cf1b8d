import type { ConsoleReview } from "@banyan/contract";
import { specText } from "@banyan/kernel";
import { useQuery } from "@tanstack/react-query";
import { Button, Drawer, Image } from "antd";
import { type ReactElement, type ReactNode, useState } from "react";
import { Link } from "react-router";
import { api, client } from "../api/client.ts";
import { useRequestKey, useWrite } from "../api/write.ts";
import { ErrorState, RowsSkeleton } from "../design/empty.tsx";
import { Note } from "../design/note.tsx";
import { Facts } from "../design/page.tsx";
import { PictureThumb } from "../design/picture.tsx";
import { StateTag } from "../design/state-tag.tsx";
import { timeText } from "../design/time.ts";
import { useMay } from "../session/session.tsx";
import { HideDialog } from "./hide-dialog.tsx";
import { Reply } from "./reply.tsx";
import { Stars } from "./stars.tsx";
import { doubtOf, REVIEW_WORD, waits } from "./words.ts";
import "../promoter/promoter.css";
import "./review.css";

const THUMB = 104;

function Said({
  head,
  text,
  pictures,
}: {
  head: ReactNode;
  text: string;
  pictures: readonly string[];
}): ReactElement {
  return (
    <section className="by-review-said">
      <header>{head}</header>
      <p className={text ? "" : "is-silent"}>{text || "没有写文字"}</p>
      {pictures.length > 0 && (
        <div className="by-review-pictures">
          <Image.PreviewGroup>
            {pictures.map((src) => (
              <PictureThumb key={src} src={src} size={THUMB} zoom />
            ))}
          </Image.PreviewGroup>
        </div>
      )}
    </section>
  );
}

function Notes({ review }: { review: ConsoleReview }): ReactElement | null {
  const doubt = doubtOf(review);
  if (review.hidden_reason)
    return (
      <Note tone="grey" icon="lock">
        隐藏原因：{review.hidden_reason}
        {review.hidden_note && `。${review.hidden_note}`}
      </Note>
    );
  return doubt ? (
    <Note tone="amber" icon="warning">
      {doubt}
    </Note>
  ) : null;
}

function Body({ review }: { review: ConsoleReview }): ReactElement {
  const { appended, product, customer } = review;
  const word = REVIEW_WORD[review.state];
  return (
    <>
      <div className="by-review-head">
        <Stars rating={review.rating} size={22} />
        <span className="num">{review.rating} 星</span>
        <StateTag tone={word.tone}>{review.state_text}</StateTag>
      </div>
      <Notes review={review} />
      <Said
        head={<span className="num">{timeText(review.created_at)}</span>}
        text={review.text}
        pictures={review.pictures}
      />
      {appended && (
        <Said
          head={
            <>
              <b>追评</b>
              <span className="num">{timeText(appended.at)}</span>
              <StateTag tone={REVIEW_WORD[appended.state].tone}>{appended.state_text}</StateTag>
            </>
          }
          text={appended.text}
          pictures={appended.pictures}
        />
      )}
      <Reply key={review.revision} review={review} />
      <div className="by-drawer-part">
        <Facts
          rows={[
            [
              "商品",
              <Link key="product" className="by-link" to={`/products/${product.id}`}>
                {product.name}
              </Link>,
            ],
            ["规格", specText(review.spec) || "—"],
            [
              "顾客",
              <Link key="customer" className="by-link" to={`/customers/${customer.id}`}>
                {customer.nickname || "未填写昵称"}
                {review.anonymous && "（匿名展示）"}
              </Link>,
            ],
            [
              "订单",
              <Link key="order" className="by-link by-mono" to={`/orders/${review.order_no}`}>
                {review.order_no}
              </Link>,
            ],
          ]}
        />
      </div>
    </>
  );
}

function Decide({ review, hide }: { review: ConsoleReview; hide: () => void }): ReactElement {
  const { keyFor } = useRequestKey();
  const show = useWrite({
    call: () => {
      const content = { review_id: review.id, revision: review.revision };
      return client.console.review.show({ ...content, request_key: keyFor(content) });
    },
    stale: [api.console.review.key(), api.console.report.key()],
    success: "已展示",
  });
  const shows = waits(review) || review.state === "hidden" || review.appended?.state === "hidden";
  return (
    <div className="by-drawer-actions">
      {review.state !== "hidden" && (
        <Button danger onClick={hide}>
          隐藏
        </Button>
      )}
      {shows && (
        <Button type="primary" loading={show.isPending} onClick={() => show.mutate(undefined)}>
          {review.state === "waiting" || review.appended?.state === "waiting" ? "通过并展示" : "恢复展示"}
        </Button>
      )}
    </div>
  );
}

/** One review with its pictures: what was said, by whom of what, what the shop answers, and whether it is shown. */
export function ReviewDrawer({ id, close }: { id: string; close: () => void }): ReactElement {
  const may = useMay()("review.write");
  const [hiding, setHiding] = useState(false);
  const found = useQuery(api.console.review.get.queryOptions({ input: { review_id: id } }));
  return (
    <Drawer
      open
      title="评价"
      size={540}
      onClose={close}
      footer={may && found.data && <Decide review={found.data} hide={() => setHiding(true)} />}
    >
      {found.isPending && <RowsSkeleton rows={6} />}
      {found.isError && <ErrorState error={found.error} retry={() => void found.refetch()} />}
      {found.data && <Body review={found.data} />}
      {found.data && hiding && <HideDialog review={found.data} close={() => setHiding(false)} />}
    </Drawer>
  );
}
