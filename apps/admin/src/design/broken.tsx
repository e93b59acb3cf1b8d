import { Button } from "antd";
import type { ReactElement } from "react";
import { Link } from "react-router";
import { Empty } from "./empty.tsx";

/** A page that could not be shown: usually a new version was installed while this one stood open. */
export function Broken(): ReactElement {
  return (
    <Empty
      text="页面没有打开，可能刚刚更新过版本"
      action={
        <Button type="primary" onClick={() => location.reload()}>
          重新载入
        </Button>
      }
    />
  );
}

export function NotFound(): ReactElement {
  return (
    <Empty
      text="没有这个页面"
      action={
        <Link className="by-link" to="/">
          回到首页
        </Link>
      }
    />
  );
}
