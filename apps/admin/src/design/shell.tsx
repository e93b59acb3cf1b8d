import { useQuery } from "@tanstack/react-query";
import { Tooltip } from "antd";
import { type ReactElement, Suspense } from "react";
import { NavLink, Outlet } from "react-router";
import { AlarmBell } from "../alarm/bell.tsx";
import { api } from "../api/client.ts";
import { useTodo } from "../report/todo.ts";
import { useMay } from "../session/session.tsx";
import { StaffMenu } from "../session/staff-menu.tsx";
import { BrandMark, Grove } from "./brand.tsx";
import { DetailSkeleton } from "./empty.tsx";
import { Icon } from "./icon.tsx";
import { NAVIGATION, type NavItem } from "./navigation.ts";
import { SearchAll } from "./search-all.tsx";
import "./shell.css";

function NavEntry({ item, count }: { item: NavItem; count: number }): ReactElement {
  return (
    <NavLink to={item.to} end={item.to === "/"} className="by-nav-item" aria-label={item.label}>
      <Tooltip title={item.label} placement="right" classNames={{ root: "by-nav-tip" }}>
        <span className="by-nav-icon">
          <Icon name={item.icon} size={19} />
        </span>
      </Tooltip>
      <span className="by-nav-label">{item.label}</span>
      {count > 0 && <span className="by-nav-badge num">{count > 99 ? "99+" : count}</span>}
    </NavLink>
  );
}

function Navigation(): ReactElement {
  const may = useMay();
  const todo = useTodo();
  return (
    <nav className="by-nav" aria-label="主导航">
      <NavLink to="/" className="by-nav-brand" aria-label="榕 运营后台">
        <BrandMark size={34} />
        <span>
          <b>榕</b>
          <small>运营后台</small>
        </span>
      </NavLink>
      <div className="by-nav-scroll">
        {NAVIGATION.map((group) => {
          const items = group.items.filter((item) => may(item.needs));
          if (items.length === 0) return null;
          return (
            <div key={group.title} className="by-nav-group">
              {group.title && <p>{group.title}</p>}
              {items.map((item) => (
                <NavEntry key={item.to} item={item} count={item.badge ? (todo?.[item.badge] ?? 0) : 0} />
              ))}
            </div>
          );
        })}
      </div>
      <Grove className="by-nav-grove" />
    </nav>
  );
}

function TopBar(): ReactElement {
  const shop = useQuery(api.shop.info.queryOptions({ staleTime: 300_000 }));
  return (
    <header className="by-top">
      <div className="by-top-shop">
        <Icon name="shop" size={18} />
        <b>{shop.data?.name ?? ""}</b>
        {shop.data?.demo && <span className="by-top-demo">演示</span>}
      </div>
      <SearchAll />
      <div className="by-top-end">
        <AlarmBell />
        <StaffMenu />
      </div>
    </header>
  );
}

/** Frame of every page after sign-in: navigation, top bar, content between 1024 and 1920. */
export function Shell(): ReactElement {
  return (
    <div className="by-shell">
      <Navigation />
      <div className="by-main">
        <TopBar />
        <main className="by-content" id="content">
          <Suspense fallback={<DetailSkeleton />}>
            <Outlet />
          </Suspense>
        </main>
      </div>
    </div>
  );
}
