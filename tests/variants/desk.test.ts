/** Every broken variant of what people want at the same moment is noticed, as in posting.test.ts. */
import { DESK } from "./desk.ts";
import { allNoticed } from "./scene.ts";

allNoticed(DESK, 11);
