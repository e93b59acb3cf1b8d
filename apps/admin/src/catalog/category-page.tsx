import type { ConsoleCategory } from "@banyan/contract";
import { useQueryClient } from "@tanstack/react-query";
import { App, Button } from "antd";
import { type KeyboardEvent, type ReactElement, useState } from "react";
import { Link } from "react-router";
import { api, client } from "../api/client.ts";
import { useWrite } from "../api/write.ts";
import { moved, useDragSort } from "../design/drag-sort.ts";
import { Empty, ErrorState, RowsSkeleton } from "../design/empty.tsx";
import { Icon } from "../design/icon.tsx";
import { Card, PageHead } from "../design/page.tsx";
import { PictureThumb } from "../design/picture.tsx";
import { useMay } from "../session/session.tsx";
import { useCategories } from "./categories.ts";
import { CategoryDialog, type EditedCategory } from "./category-dialog.tsx";
import "./catalog.css";
import "./category.css";

type Drag = ReturnType<ReturnType<typeof useDragSort>>;

/** Takes hold of a row: drag, or ↑ ↓ on the keyboard. */
function Handle({
  name,
  drag,
  step,
}: {
  name: string;
  drag: Pick<Drag, "draggable" | "onDragStart" | "onDragEnd">;
  step: (by: number) => void;
}): ReactElement {
  const keys = (event: KeyboardEvent) => {
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    step(by);
  };
  return (
    <button
      type="button"
      className="by-block-handle"
      title="拖动排序，或按 ↑ ↓"
      aria-label={`移动 ${name}`}
      onKeyDown={keys}
      {...drag}
    >
      <Icon name="drag" size={16} />
    </button>
  );
}

/**
 * One level in an order of its own: it shows at once while one drags, and is saved when one lets go. Categories that are new or gone
 * meanwhile are taken over from the server.
 */
function useOrder<Item extends { id: string }>(parentId: string | null, items: readonly Item[]) {
  const queries = useQueryClient();
  const [order, setOrder] = useState<string[] | null>(null);
  const byId = new Map(items.map((item) => [item.id, item]));
  const wished = (order ?? []).flatMap((id) => byId.get(id) ?? []);
  const shown = order === null ? [...items] : [...wished, ...items.filter(({ id }) => !order.includes(id))];
  const save = useWrite({
    call: (ids: string[]) => client.console.catalog.orderCategories({ parent_id: parentId, ids }),
    done: () =>
      void queries.invalidateQueries({ queryKey: api.console.catalog.key() }).then(() => setOrder(null)),
    refused: () => {
      setOrder(null);
      return false;
    },
  });
  const put = (next: readonly Item[]) => setOrder(next.map(({ id }) => id));
  const drag = useDragSort(shown, put);
  return {
    shown,
    rowProps: (index: number) => {
      const { onDragEnd, draggable, onDragStart, ...over } = drag(index);
      const end = () => {
        onDragEnd();
        save.mutate(shown.map(({ id }) => id));
      };
      return { over, handle: { draggable, onDragStart, onDragEnd: end } };
    },
    step: (index: number, by: number) => {
      if (index + by < 0 || index + by >= shown.length) return;
      const next = moved(shown, index, index + by);
      put(next);
      save.mutate(next.map(({ id }) => id));
    },
  };
}

interface Node {
  id: string;
  name: string;
  icon: string | null;
  products: number;
}

function Tools({
  node,
  canWrite,
  change,
  addChild,
}: {
  node: Node;
  canWrite: boolean;
  change: () => void;
  addChild?: () => void;
}): ReactElement {
  const { modal } = App.useApp();
  const remove = useWrite({
    call: () => client.console.catalog.removeCategory({ category_id: node.id }),
    stale: [api.console.catalog.key()],
    success: `已删除“${node.name}”`,
    refused: (failure) => {
      if (failure.code !== "category_in_use") return false;
      modal.warning({ title: "还不能删除", content: failure.message, okText: "知道了" });
      return true;
    },
  });
  const ask = () =>
    modal.confirm({
      title: `删除分类“${node.name}”`,
      content: "删除后小程序里不再出现。里面还有商品的分类不能删除。",
      okText: "删除",
      cancelText: "取消",
      okButtonProps: { danger: true },
      onOk: () => remove.mutate(undefined),
    });
  return (
    <span className="by-category-tools">
      <Link className="by-link num" to={`/products?category=${node.id}`}>
        {node.products} 件商品
      </Link>
      {canWrite && (
        <button type="button" className="by-link" onClick={change}>
          修改
        </button>
      )}
      {canWrite && (
        <button type="button" className="by-link by-out" onClick={ask}>
          删除
        </button>
      )}
      {canWrite && addChild && (
        <button type="button" className="by-link" onClick={addChild}>
          加下级
        </button>
      )}
    </span>
  );
}

/** A first-level category with what stands below it. */
function Family({
  parent,
  sort,
  canWrite,
  handle,
  edit,
}: {
  parent: ConsoleCategory;
  sort: number;
  canWrite: boolean;
  handle: ReactElement | null;
  edit: (editing: EditedCategory) => void;
}): ReactElement {
  const children = useOrder(parent.id, parent.children);
  return (
    <>
      <div className="by-category">
        {handle}
        <PictureThumb src={parent.icon} size={40} />
        <b>{parent.name}</b>
        <Tools
          node={parent}
          canWrite={canWrite}
          change={() => edit({ id: parent.id, name: parent.name, parent_id: null, icon: parent.icon, sort })}
          addChild={() =>
            edit({ name: "", parent_id: parent.id, icon: null, sort: parent.children.length + 1 })
          }
        />
      </div>
      <ul>
        {children.shown.map((child, index) => {
          const { over, handle: grip } = children.rowProps(index);
          const edited = { id: child.id, name: child.name, parent_id: parent.id, icon: child.icon };
          return (
            <li key={child.id} className="by-category is-child" {...over}>
              {canWrite && <Handle name={child.name} drag={grip} step={(by) => children.step(index, by)} />}
              <PictureThumb src={child.icon} size={32} />
              <span>{child.name}</span>
              <Tools node={child} canWrite={canWrite} change={() => edit({ ...edited, sort: index + 1 })} />
            </li>
          );
        })}
      </ul>
    </>
  );
}

export function CategoryPage(): ReactElement {
  const may = useMay();
  const categories = useCategories();
  const [editing, setEditing] = useState<EditedCategory | null>(null);
  const canWrite = may("catalog.write");
  const rows = categories.data?.categories ?? [];
  const roots = useOrder(null, rows);
  return (
    <>
      <PageHead
        title="分类"
        extra={
          canWrite && (
            <Button
              type="primary"
              icon={<Icon name="plus" size={16} />}
              onClick={() => setEditing({ name: "", parent_id: null, icon: null, sort: rows.length + 1 })}
            >
              新增分类
            </Button>
          )
        }
      >
        两级分类，小程序“分类”页按这里的顺序显示；拖动左边的手柄排序
      </PageHead>
      <Card flush>
        {categories.isPending && <RowsSkeleton />}
        {categories.isError && (
          <ErrorState error={categories.error} retry={() => void categories.refetch()} />
        )}
        {categories.data && rows.length === 0 && <Empty text="还没有分类" />}
        <ul className="by-categories">
          {roots.shown.map((parent, index) => {
            const { over, handle } = roots.rowProps(index);
            return (
              <li key={parent.id} {...over}>
                <Family
                  parent={parent}
                  sort={index + 1}
                  canWrite={canWrite}
                  handle={
                    canWrite ? (
                      <Handle name={parent.name} drag={handle} step={(by) => roots.step(index, by)} />
                    ) : null
                  }
                  edit={setEditing}
                />
              </li>
            );
          })}
        </ul>
      </Card>
      {editing && <CategoryDialog editing={editing} close={() => setEditing(null)} />}
    </>
  );
}
