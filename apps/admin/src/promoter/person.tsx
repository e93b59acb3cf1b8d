import type { ReactElement, ReactNode } from "react";
import { Link } from "react-router";
import { Face } from "../customer/face.tsx";
import "./promoter.css";

export interface Person {
  id: string;
  nickname: string;
  avatar?: string | null;
}

export function nameOf(person: Person): string {
  return person.nickname || "微信用户";
}

/** A person in a table: picture, name and one line below. */
export function PersonCell({
  person,
  note,
  size = 38,
}: {
  person: Person;
  note?: ReactNode;
  size?: number;
}): ReactElement {
  return (
    <div className="by-cell-main">
      <Face customer={{ avatar: null, ...person }} size={size} />
      <div>
        <b className="by-ellipsis">{nameOf(person)}</b>
        {note && <small className="num">{note}</small>}
      </div>
    </div>
  );
}

/** A promoter as a chip that leads to the page of that promoter. */
export function PersonChip({ person }: { person: Person }): ReactElement {
  return (
    <Link className="by-person-chip" to={`/promoters/${person.id}`}>
      <Face customer={{ avatar: null, ...person }} size={22} />
      <span className="by-ellipsis">{nameOf(person)}</span>
    </Link>
  );
}
