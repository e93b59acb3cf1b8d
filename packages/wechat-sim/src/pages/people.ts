import { AVATAR_COUNT, avatarPath, type DemoUser } from "../identity/demo-user.ts";
import { ICONS } from "./frame.ts";
import { type Html, html, trusted } from "./html.ts";

const STYLE = trusted(`<style>
.people{display:grid;grid-template-columns:repeat(3,1fr);gap:4px 0;padding:16px 8px 14px;background:#fff}
.person{position:relative;display:flex;flex-direction:column;align-items:center;gap:8px;width:100%;min-height:112px;padding:10px 4px;border-radius:10px;font-size:15px;line-height:1.3}
.person:active{background:#f2f2f2}
.person .avatar{width:68px;height:68px;border-radius:12px}
.person .name{max-width:100%;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.person.now .avatar{box-shadow:0 0 0 2.5px #fff,0 0 0 5px #07c160}
.person.now .name{color:#07863f;font-weight:600}
.mark{position:absolute;top:62px;left:50%;margin-left:22px;display:flex;align-items:center;justify-content:center;width:22px;height:22px;border-radius:50%;background:#07c160;color:#fff;box-shadow:0 0 0 2px #fff}
.add{display:flex;align-items:center;justify-content:center;width:68px;height:68px;border:1.5px dashed #b8bfbc;border-radius:12px;color:#737373;font-size:30px;font-weight:300;line-height:1}
dialog{border:0;padding:0;width:calc(100% - 40px);max-width:360px;border-radius:14px;color:inherit}
dialog::backdrop{background:rgba(0,0,0,.45)}
dialog form{padding:22px 20px 20px}
dialog h2{margin:0 0 14px;font-size:17px;text-align:center}
.field{width:100%;height:46px;padding:0 14px;border:0;border-radius:8px;background:#f2f2f2;font:inherit}
.faces{display:grid;grid-template-columns:repeat(6,1fr);gap:8px;margin:16px 0 18px}
.faces label{position:relative;display:block;cursor:pointer}
.faces img{width:100%;height:auto;aspect-ratio:1;border-radius:9px}
.faces input{position:absolute;opacity:0}
.faces input:checked+img{box-shadow:0 0 0 2px #fff,0 0 0 4px #07c160}
.row{display:grid;grid-template-columns:1fr 1fr;gap:10px}
</style>`);

function person(user: DemoUser, current: DemoUser | undefined): Html {
  const now = user.openid === current?.openid;
  return html`<button class="person ${now ? "now" : ""}" name="openid" value="${user.openid}">
<img class="avatar" src="${user.avatar}" alt="" width="68" height="68">${now && html`<span class="mark">${ICONS.tick}</span>`}<span class="name">${user.nickname}</span></button>`;
}

/** The grid of people: a tap makes this browser theirs and goes to `back`. The last tile adds somebody. */
export function peopleGrid(users: readonly DemoUser[], current: DemoUser | undefined, back: string): Html {
  const free = users.length % AVATAR_COUNT;
  const faces = Array.from({ length: AVATAR_COUNT }, (_, index) => {
    const checked = index === free ? trusted(" checked") : trusted("");
    return html`<label><input type="radio" name="avatar" value="${index + 1}"${checked}><img class="avatar" src="${avatarPath(index + 1)}" alt="头像${index + 1}"></label>`;
  });
  return html`${STYLE}<form method="post" action="/__wechat/who" class="people">
<input type="hidden" name="back" value="${back}">${users.map((user) => person(user, current))}
<button type="button" class="person" onclick="document.getElementById('add').showModal()"><span class="add" aria-hidden="true">+</span><span class="name muted">添加用户</span></button></form>
<dialog id="add"><form method="post" action="/__wechat/users">
<h2>添加微信用户</h2><input type="hidden" name="back" value="${back}">
<input class="field" name="nickname" placeholder="昵称" maxlength="20" required autocomplete="off" aria-label="昵称">
<div class="faces">${faces}</div>
<div class="row"><button type="button" class="plain" onclick="this.closest('dialog').close()">取消</button><button class="primary">添加</button></div>
</form></dialog>`;
}
